// The shapes of C++ types in a `packed` message: one for each type that is met, its members' names
// as the table has them; and one for each map that is written as an object.
//
// Borrows the names until the message is assembled. One thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>

#include <candela/structured_clone/detail/type.hpp>

#include "formats/packed_builder.hpp"
#include "graph/pool.hpp"

namespace candela::detail::bind {

class PackedTypeKeys {
 public:
  PackedTypeKeys() { make_table(first_places); }

  /// The shape of all members, in their order.
  std::uint32_t shape_of(const ObjectType& type) {
    const Known& found = types_[place_of(type)];
    return found.type == &type ? found.shape : add(type);
  }
  /// A shape of its own for these names; equal names of several such shapes are one key.
  std::uint32_t shape_of(std::span<const std::string_view> names);

  PackedKeys keys() const noexcept {
    return {{counts_.data(), counts_.size()},
            {shape_keys_.data(), shape_keys_.size()},
            {lengths_.data(), lengths_.size()},
            {text_.data(), text_.size()}};
  }

 private:
  struct Known {
    const ObjectType* type;
    std::uint32_t shape;
  };
  /// Where the type is in the table, or the free place where it would be.
  std::uint32_t place_of(const ObjectType& type) const noexcept {
    const std::uint32_t mask = types_.size() - 1;
    constexpr std::uint64_t odd_constant = 0x9E37'79B9'7F4A'7C15;  // 2^64 by the golden ratio
    const auto address = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(&type));
    auto at = static_cast<std::uint32_t>((address * odd_constant) >> 40U) & mask;
    while (types_[at].type != nullptr && types_[at].type != &type)
      at = (at + 1) & mask;
    return at;
  }
  std::uint32_t add(const ObjectType& type);
  void make_table(std::size_t places);
  std::uint32_t add_key(std::string_view name);

  static constexpr std::size_t first_places = 16;
  Pool<Known, first_places> types_;  // hashed, half full at the most
  std::uint32_t known_ = 0;
  std::unordered_map<std::string_view, std::uint32_t> names_;  // of maps
  Pool<std::uint32_t, 16> counts_;
  Pool<std::uint32_t, 64> shape_keys_;
  Pool<std::uint32_t, 64> lengths_;
  Pool<char, 1024> text_;
};

}  // namespace candela::detail::bind
