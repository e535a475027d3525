// A slot: 8 bytes that hold any value, NaN-boxed.
//
// Numbers stand as themselves, with every NaN made the canonical one, so that the negative quiet
// NaNs above -Infinity are free for tags: 16 bits of tag, 48 bits of payload. Strings and bigints
// carry offset and length of their bytes, everything with identity the 32-bit index of its header.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace candela {

using Slot = std::uint64_t;

namespace slots {

inline constexpr unsigned tag_shift = 48;
inline constexpr Slot tag_undefined = 0xFFF1;
inline constexpr Slot tag_null = 0xFFF2;
inline constexpr Slot tag_boolean = 0xFFF3;
inline constexpr Slot tag_string = 0xFFF4;
inline constexpr Slot tag_bigint = 0xFFF5;
inline constexpr Slot tag_reference = 0xFFF6;
/// An array's hole, a removed Map entry, an absent part of an error.
inline constexpr Slot tag_hole = 0xFFF7;

inline constexpr Slot undefined = tag_undefined << tag_shift;
inline constexpr Slot null = tag_null << tag_shift;
inline constexpr Slot no = tag_boolean << tag_shift;
inline constexpr Slot yes = no | 1;
inline constexpr Slot hole = tag_hole << tag_shift;
inline constexpr Slot canonical_nan = 0x7FF8'0000'0000'0000;

constexpr Slot tag(Slot slot) noexcept {
  return slot >> tag_shift;
}
constexpr bool is_number(Slot slot) noexcept {
  return slot < undefined;
}
constexpr bool is_string(Slot slot) noexcept {
  return tag(slot) == tag_string;
}
constexpr bool is_bigint(Slot slot) noexcept {
  return tag(slot) == tag_bigint;
}
constexpr bool is_boolean(Slot slot) noexcept {
  return tag(slot) == tag_boolean;
}
constexpr bool is_reference(Slot slot) noexcept {
  return tag(slot) == tag_reference;
}

/// A string shorter than 65,535 bytes, whose bytes stand at `offset`.
constexpr Slot short_string(std::uint32_t offset, std::size_t length) noexcept {
  return (tag_string << tag_shift) | (Slot{length} << 32) | offset;
}
inline Slot number(double value) noexcept {
  return std::isnan(value) ? canonical_nan : std::bit_cast<Slot>(value);
}
inline double as_number(Slot slot) noexcept {
  return std::bit_cast<double>(slot);
}
constexpr Slot boolean(bool value) noexcept {
  return value ? yes : no;
}
constexpr Slot reference(std::uint32_t header) noexcept {
  return (tag_reference << tag_shift) | header;
}
constexpr std::uint32_t header_of(Slot slot) noexcept {
  return static_cast<std::uint32_t>(slot);
}

}  // namespace slots
}  // namespace candela
