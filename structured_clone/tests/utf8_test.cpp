#include "text/utf8.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace {

/// By whatever registers there are, always the same.
std::size_t valid_utf8_bytes(std::string_view text) {
  const std::size_t valid = candela::valid_utf8_bytes(text);
  REQUIRE(candela::valid_utf8_bytes_narrow(text) == valid);
  return valid;
}

std::string encoded(unsigned code_point) {
  std::string text;
  const auto byte = [&](unsigned bits) { text.push_back(static_cast<char>(bits)); };
  if (code_point < 0x80) {
    byte(code_point);
  } else if (code_point < 0x800) {
    byte(0xC0 | (code_point >> 6));
    byte(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    byte(0xE0 | (code_point >> 12));
    byte(0x80 | ((code_point >> 6) & 0x3F));
    byte(0x80 | (code_point & 0x3F));
  } else {
    byte(0xF0 | (code_point >> 18));
    byte(0x80 | ((code_point >> 12) & 0x3F));
    byte(0x80 | ((code_point >> 6) & 0x3F));
    byte(0x80 | (code_point & 0x3F));
  }
  return text;
}

}  // namespace

TEST_CASE("every code point but surrogates is valid, wherever it stands in a block") {
  std::string all;
  for (unsigned code_point = 0; code_point <= 0x10FFFF; ++code_point)
    if (code_point < 0xD800 || code_point > 0xDFFF) all += encoded(code_point);
  for (std::size_t shift = 0; shift < 33; ++shift) {
    const std::string text = std::string(shift, 'x') + all;
    REQUIRE(valid_utf8_bytes(text) == text.size());
  }
}

TEST_CASE("every kind of mistake is found at its first byte, wherever it stands") {
  const std::vector<std::string> mistakes = {"\x80",
                                             "\xBF",
                                             "\xC0\x80",
                                             "\xC1\xBF",
                                             "\xC3",
                                             "\xC3x",
                                             "\xC3\xC3",
                                             "\xE0\x80\x80",
                                             "\xE0\x9F\xBF",
                                             "\xE2\x82",
                                             "\xE2\x82x",
                                             "\xE2x",
                                             "\xED\xA0\x80",
                                             "\xED\xBF\xBF",
                                             "\xF0\x80\x80\x80",
                                             "\xF0\x8F\xBF\xBF",
                                             "\xF0\x9F\x98",
                                             "\xF0\x9F\x98x",
                                             "\xF4\x90\x80\x80",
                                             "\xF5\x80\x80\x80",
                                             "\xFF",
                                             "\xFE",
                                             "\xF8\x88\x80\x80\x80"};
  const std::vector<std::string> fillers = {"x", "é", "語", "😀"};
  for (const std::string& mistake : mistakes)
    for (const std::string& filler : fillers)
      for (std::size_t count = 0; count < 40; ++count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
          text += filler;
        const std::size_t place = text.size();
        REQUIRE(valid_utf8_bytes(text + mistake) == place);
        REQUIRE(valid_utf8_bytes(text + mistake + std::string(70, 'y')) == place);
      }
}

TEST_CASE("random bytes are judged as a decoder of one code point after the other judges them") {
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    while (text.size() < 60) {
      const auto code_point = static_cast<unsigned>(random() % 0x110000);
      text += code_point >= 0xD800 && code_point <= 0xDFFF ? "z" : encoded(code_point);
    }
    const std::size_t place = random() % text.size();
    text[place] = static_cast<char>(random());
    // The slow way: the longest prefix of which each piece encodes to itself.
    std::size_t valid = 0;
    while (valid < text.size()) {
      std::size_t length = 0;
      for (std::size_t size = 1; size <= 4 && valid + size <= text.size() && length == 0; ++size) {
        const std::string_view piece(text.data() + valid, size);
        const auto lead = static_cast<unsigned char>(piece[0]);
        unsigned code_point = lead;
        if (size > 1) code_point = lead & (0xFFU >> (size + 1));
        for (std::size_t k = 1; k < size; ++k)
          code_point = (code_point << 6) | (static_cast<unsigned char>(piece[k]) & 0x3FU);
        const bool is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
        if (code_point <= 0x10FFFF && !is_surrogate && encoded(code_point) == piece) length = size;
      }
      if (length == 0) break;
      valid += length;
    }
    REQUIRE(valid_utf8_bytes(text) == valid);
  }
}
