// Numbers as text in ECMAScript's form: Number::toString (ECMA-262, 6.1.6.1.20), the shortest
// digits that read back as the same double, and of those the closest.
//
// The digits come from Schubfach (Raffaello Giulietti, "The Schubfach way to render doubles",
// 2020): one multiplication of 64 by 128 bits for each end of the interval that rounds to the
// number, no loop and no big integers.
#pragma once

#include <cstddef>
#include <cstdint>

namespace candela {

/// The bytes that a writer may touch, more than the 25 of the longest number
/// ("-1.2345678901234567e-300"): pieces are stored in whole words.
inline constexpr std::size_t number_room = 64;

/// Writes a finite number; -0 as "-0". Returns the end. Requires: `number_room` bytes at `to`.
char* write_number(double number, char* to) noexcept;
/// Requires: `number_room` bytes at `to`.
char* write_integer(std::uint64_t number, char* to) noexcept;

}  // namespace candela
