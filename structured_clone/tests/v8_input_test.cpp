#include "formats/v8_input.hpp"

#include <string>

#include <doctest/doctest.h>

using candela::CloneError;
using candela::Limits;
using candela::V8Input;
using namespace std::string_literals;

namespace {

std::string string_of(const std::string& bytes, const Limits& limits = {}) {
  V8Input input(bytes, limits);
  return std::string(input.string());
}
std::uint32_t varint_of(const std::string& bytes) {
  const Limits limits;
  V8Input input(bytes, limits);
  return input.varint();
}

}  // namespace

TEST_CASE("varints of up to 32 bits are read, longer ones refused") {
  CHECK(varint_of("\x7F") == 127);
  CHECK(varint_of("\x80\x01"s) == 128);
  CHECK(varint_of("\xFF\xFF\xFF\xFF\x0F"s) == 0xFFFF'FFFF);
  CHECK_THROWS_AS(varint_of("\xFF\xFF\xFF\xFF\x1F"s), CloneError);
  CHECK_THROWS_AS(varint_of("\x80\x80\x80\x80\x80\x01"s), CloneError);
  CHECK_THROWS_AS(varint_of("\x80"s), CloneError);
  CHECK_THROWS_AS(varint_of(""), CloneError);
}

TEST_CASE("strings of the three kinds come out as text") {
  CHECK(string_of("\"\x02\xE4"
                  "b"s) == "äb");
  CHECK(string_of("c\x04\xAC\x20"
                  "b\0"s) == "€b");
  CHECK(string_of("S\x03\xE2\x82\xAC"s) == "€");
  CHECK(string_of("c\x02\x00\xD8"s) == "\xED\xA0\x80");
}

TEST_CASE("strings that are cut, odd, no text, or too long are refused") {
  for (const std::string& bytes : {"\"\x03"
                                   "ab"s,
                                   "c\x03"
                                   "abc"s,
                                   "c\x04"
                                   "ab"s,
                                   "S\x01\xFF"s, "\""s})
    CHECK_THROWS_AS(string_of(bytes), CloneError);
  Limits limits;
  limits.string_bytes = 2;
  CHECK(string_of("\"\x02"
                  "ab"s,
                  limits) == "ab");
  CHECK_THROWS_AS(string_of("\"\x03"
                            "abc"s,
                            limits),
                  CloneError);
  CHECK_THROWS_AS(string_of("\"\x02"
                            "a\xE4"s,
                            limits),
                  CloneError);  // three bytes of UTF-8
}

TEST_CASE("padding stands before tags only") {
  const Limits limits;
  const std::string bytes("\0\0T\0", 4);
  V8Input input(bytes, limits);
  CHECK(input.peek() == 'T');
  CHECK(input.offset() == 2);
  CHECK(input.accept('T'));
  CHECK_FALSE(input.accept('T'));
  CHECK_THROWS_AS(input.peek(), CloneError);
}
