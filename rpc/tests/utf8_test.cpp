#include "kj/utf8.hpp"

#include <string>

#include <doctest/doctest.h>

namespace {

std::string encode(unsigned code_point) {
  const auto byte = [](unsigned value) { return static_cast<char>(value); };
  if (code_point < 0x80) return {byte(code_point)};
  if (code_point < 0x800) return {byte(0xc0 | code_point >> 6), byte(0x80 | (code_point & 0x3f))};
  if (code_point < 0x10000) {
    return {byte(0xe0 | code_point >> 12), byte(0x80 | (code_point >> 6 & 0x3f)),
            byte(0x80 | (code_point & 0x3f))};
  }
  return {byte(0xf0 | code_point >> 18), byte(0x80 | (code_point >> 12 & 0x3f)),
          byte(0x80 | (code_point >> 6 & 0x3f)), byte(0x80 | (code_point & 0x3f))};
}

TEST_CASE("every scalar value is accepted, every surrogate and everything above is not") {
  std::size_t wrong = 0;
  for (unsigned code_point = 0; code_point < 0x111000; ++code_point) {
    const bool scalar = code_point < 0xd800 || (code_point > 0xdfff && code_point < 0x110000);
    if (candela::is_utf8(encode(code_point)) != scalar) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("malformed bytes are refused wherever they stand") {
  for (const char* bad :
       {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xe0\x80\x80", "\xe2\x82", "\xed\xa0\x80",
        "\xf0\x80\x80\x80", "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xc3(",
        "\xe2\x28\xa1", "\xe2\x82\x28"}) {
    for (std::size_t before = 0; before < 18; ++before) {
      CHECK_FALSE(candela::is_utf8(std::string(before, 'a') + bad));
      CHECK_FALSE(candela::is_utf8(std::string(before, 'a') + bad + "aaaaaaaaa"));
    }
  }
}

TEST_CASE("text of all lengths around a word is accepted, NUL included") {
  CHECK(candela::is_utf8(""));
  for (std::size_t before = 0; before < 18; ++before) {
    CHECK(candela::is_utf8(std::string(before, '\0') + "\xc3\xa9" + std::string(before, 'b')));
  }
}

}  // namespace
