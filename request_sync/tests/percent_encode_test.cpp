#include "percent_encode.hpp"

#include <string>

#include <doctest/doctest.h>

using candela::EncodeSet;
using candela::percent_decode;

namespace {

/// The printable ASCII that `set` encodes, in order.
std::string encoded_by(EncodeSet set) {
  std::string result;
  for (char c = ' '; c < '\x7F'; ++c) {
    std::string out;
    candela::percent_encode(out, {&c, 1}, set);
    if (out != std::string(1, c)) result += c;
  }
  return result;
}

}  // namespace

TEST_CASE("each set encodes what the URL standard lists for it") {
  CHECK(encoded_by(EncodeSet::c0_control).empty());
  CHECK(encoded_by(EncodeSet::fragment) == " \"<>`");
  CHECK(encoded_by(EncodeSet::query) == " \"#<>");
  CHECK(encoded_by(EncodeSet::special_query) == " \"#'<>");
  CHECK(encoded_by(EncodeSet::path) == " \"#<>?^`{}");
  CHECK(encoded_by(EncodeSet::userinfo) == " \"#/:;<=>?@[\\]^`{|}");
  CHECK(encoded_by(EncodeSet::form) == " !\"#$%&'()+,/:;<=>?@[\\]^`{|}~");
}

TEST_CASE("every set encodes controls and what is not ASCII, in upper case") {
  std::string out = "x";
  candela::percent_encode(out, std::string_view("a\0b\x1F\x7F\xC3\xA4%41", 10),
                          EncodeSet::c0_control);
  CHECK(out == "xa%00b%1F%7F%C3%A4%41");
}

TEST_CASE("decoding takes two hexadecimal digits, and leaves any other percent sign") {
  CHECK(percent_decode("%41%7a%C3%a4") == "Az\xC3\xA4");
  CHECK(percent_decode("%%41%4%zz%4g%") == "%A%4%zz%4g%");
  CHECK(percent_decode("%2541") == "%41");
  CHECK(percent_decode("") == "");
}
