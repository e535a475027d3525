#include "text/find_special.hpp"

#include <cstddef>
#include <string>

#include <doctest/doctest.h>

using candela::find_end_of_plain;
using candela::find_to_escape;

namespace {

std::size_t end_of_plain(const std::string& text) {
  const char* const begin = text.data();
  return static_cast<std::size_t>(find_end_of_plain(begin, begin + text.size()) - begin);
}

std::size_t to_escape(const std::string& text) {
  const char* const begin = text.data();
  return static_cast<std::size_t>(find_to_escape(begin, begin + text.size()) - begin);
}

}  // namespace

TEST_CASE("each special byte is found at each place, in strings of each length") {
  for (const std::size_t length : {0U, 1U, 15U, 16U, 17U, 31U, 33U, 64U, 127U, 128U, 129U, 160U}) {
    const std::string plain(length, 'x');
    REQUIRE(end_of_plain(plain) == length);
    REQUIRE(to_escape(plain) == length);
    for (std::size_t place = 0; place < length; ++place)
      for (const char special : {'"', '\\', '\0', '\n', '\x1F'}) {
        std::string text = plain;
        text[place] = special;
        text.back() = '"';  // and one behind it
        REQUIRE(end_of_plain(text) == place);
        REQUIRE(to_escape(text) == place);
      }
  }
}

TEST_CASE("every byte is special or plain, alone and in long strings") {
  for (int byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    const bool ends = byte < 0x20 || byte == '"' || byte == '\\';
    for (const std::size_t before : {0U, 20U, 150U}) {
      const std::string text =
          std::string(before, 'x') + static_cast<char>(byte) + std::string(40, 'y');
      REQUIRE(end_of_plain(text) == (ends ? before : text.size()));
      REQUIRE(to_escape(text) == (ends || byte == 0xED ? before : text.size()));
    }
  }
}
