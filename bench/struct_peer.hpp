#pragma once

// What the peers that write and read structs have in common. A codec is a type with
//
//   static Bytes write(const T&)         what has data() and size()
//   static void read(std::string_view, T&)
//   template <typename T> static constexpr bool takes
//   static constexpr const char* why_not  said where it does not take the struct of an input
//
// Guarantees: what was written is read and compared before anything is measured.
// Ownership: a contender owns its struct or its bytes. Threads: one.

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "contender.hpp"
#include "inputs.hpp"
#include "native_peers.hpp"
#include "structs.hpp"
#include "twitter_structs.hpp"

namespace candela::bench {

template <typename Bytes>
std::string_view view_of(const Bytes& bytes) {
  return {bytes.data(), bytes.size()};
}

/// What a codec writes. Throws where that does not read as what it was.
template <typename Codec, typename T>
auto checked_bytes(const T& value) {
  auto bytes = Codec::write(value);
  T again;
  Codec::read(view_of(bytes), again);
  if (!(again == value)) throw std::runtime_error("a wrong answer");
  return bytes;
}

template <typename Codec, typename T>
Contender contender_of(const char* name, Value root, Direction direction) {
  auto value = std::make_shared<const T>(root);
  auto bytes = std::make_shared<const decltype(Codec::write(*value))>(checked_bytes<Codec>(*value));
  if (direction == Direction::decode) {
    return in_process(name, [bytes] {
      T fresh;
      Codec::read(view_of(*bytes), fresh);
      keep(fresh);
    });
  }
  return in_process_writing(name, bytes->size(), [value] { keep(Codec::write(*value)); });
}

template <typename Codec>
Contender struct_peer(const char* name, const std::string& input, Direction direction) {
  const auto with = [name, &input, direction]<typename T>(const T*) {
    if constexpr (Codec::template takes<T>) {
      return tried(name, [name, &input, direction] {
        const Document document = make_input(input);
        return contender_of<Codec, T>(name, document.root(), direction);
      });
    } else {
      return missing(name, Codec::why_not);
    }
  };
  if (input == "small") return with(static_cast<const SmallStruct*>(nullptr));
  if (input == "twitter") return with(static_cast<const TwitterStruct*>(nullptr));
  if (input == "numbers") return with(static_cast<const NumbersStruct*>(nullptr));
  if (input.starts_with("graph")) return with(static_cast<const Graph*>(nullptr));
  if (input.starts_with("typed")) return with(static_cast<const TypedStruct*>(nullptr));
  if (input == "deep") return with(static_cast<const Chain*>(nullptr));
  return missing(name, input + " is not written as C++ structs here");
}

}  // namespace candela::bench
