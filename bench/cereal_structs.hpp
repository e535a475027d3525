#pragma once

// How cereal's archives write and read the structs of the inputs.
//
// Threads: no state.

#include <type_traits>

#include <cereal/cereal.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/memory.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/tuple.hpp>
#include <cereal/types/unordered_map.hpp>
#include <cereal/types/unordered_set.hpp>
#include <cereal/types/vector.hpp>

#include "structs.hpp"

namespace candela::bench {

template <typename Archive, Described T>
void serialize(Archive& archive, T& value) {
  T::members(value, [&archive](const char* name, auto& member) {
    archive(cereal::make_nvp(name, member));
  });
}

template <typename Archive>
constexpr bool is_text_archive = cereal::traits::is_text_archive<Archive>::value;

template <typename Archive>
void save(Archive& archive, const Bytes& bytes) {
  if constexpr (is_text_archive<Archive>) {
    archive(cereal::make_nvp("size", bytes.all.size()));
    archive.saveBinaryValue(bytes.all.data(), bytes.all.size(), "base64");
  } else {
    archive(bytes.all);
  }
}

template <typename Archive>
void load(Archive& archive, Bytes& bytes) {
  if constexpr (is_text_archive<Archive>) {
    std::size_t size = 0;
    archive(cereal::make_nvp("size", size));
    bytes.all.resize(size);
    archive.loadBinaryValue(bytes.all.data(), size, "base64");
  } else {
    archive(bytes.all);
  }
}

}  // namespace candela::bench
