// JSON's numbers (RFC 8259, section 6) as doubles, exactly rounded.
//
// Up to 19 digits are taken as an integer and scaled by one multiplication with a power of ten of
// 128 bits (Daniel Lemire, "Number parsing at a gigabyte per second", 2021; Noble Mushtak and
// Daniel Lemire, "Fast number parsing without fallback", 2023). Longer numbers are read so twice,
// rounded down and up; where that differs, std::from_chars decides.
#pragma once

namespace candela {

/// One number at the start of a text.
struct ReadNumber {
  double value = 0;
  /// One past its last character; null when the text starts with no JSON number.
  const char* end = nullptr;
};
/// Out of range reads as JSON.parse does: infinite, or zero.
ReadNumber read_number(const char* begin, const char* end) noexcept;

}  // namespace candela
