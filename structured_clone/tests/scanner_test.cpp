#include "text/scanner.hpp"

#include <string>

#include <doctest/doctest.h>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Limits;
using candela::Scanner;

namespace {

std::string read_string(const std::string& text) {
  const Limits limits;
  return std::string(Scanner(text, limits).string());
}

CloneErrorCode code_of(const std::string& text) {
  try {
    read_string(text);
  } catch (const CloneError& error) {
    CHECK(error.offset() <= text.size());
    return error.code();
  }
  FAIL("the text was accepted: ", text);
  return CloneErrorCode::syntax;
}

}  // namespace

TEST_CASE("strings come out as they are, whatever their length") {
  for (std::size_t length = 0; length < 70; ++length) {
    const std::string plain(length, 'x');
    CHECK(read_string("\"" + plain + "\"") == plain);
  }
}

TEST_CASE("every escape is decoded") {
  CHECK(read_string(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
  CHECK(read_string(R"("\u0041\u00e9\u20ac")") == "A\xC3\xA9\xE2\x82\xAC");
  CHECK(read_string(R"("\ud83d\ude00")") == "\xF0\x9F\x98\x80");
  CHECK(read_string(R"("\uD83D\uDE00")") == "\xF0\x9F\x98\x80");
  CHECK(read_string(R"("a\u0000b")") == std::string("a\0b", 3));
}

TEST_CASE("lone surrogates survive as three bytes") {
  CHECK(read_string(R"("\udc00")") == "\xED\xB0\x80");
  CHECK(read_string(R"("\ud83d")") == "\xED\xA0\xBD");
  CHECK(read_string(R"("\ud83dx")") == "\xED\xA0\xBDx");
  CHECK(read_string(R"("\ude00\ud83d")") == "\xED\xB8\x80\xED\xA0\xBD");
  CHECK(read_string(R"("\ud83d\ud83d\ude00")") == "\xED\xA0\xBD\xF0\x9F\x98\x80");
}

TEST_CASE("raw bytes must be UTF-8: overlong forms, surrogates and cut sequences are refused") {
  CHECK(read_string("\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"") ==
        "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  for (const char* bad :
       {"\x80", "\xC0\x80", "\xC3", "\xC3x", "\xE0\x80\x80", "\xE2\x82", "\xED\xA0\x80",
        "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"})
    CHECK(code_of(std::string("\"") + bad + "\"") == CloneErrorCode::invalid_utf8);
}

TEST_CASE("mistakes in strings have their codes") {
  CHECK(code_of("\"abc") == CloneErrorCode::truncated);
  CHECK(code_of("\"abc\\") == CloneErrorCode::truncated);
  CHECK(code_of("\"\\u12") == CloneErrorCode::truncated);
  CHECK(code_of("\"\\x\"") == CloneErrorCode::syntax);
  CHECK(code_of("\"\\u12g4\"") == CloneErrorCode::syntax);
  CHECK(code_of("\"a\nb\"") == CloneErrorCode::syntax);
  CHECK(code_of("abc") == CloneErrorCode::syntax);
}

TEST_CASE("a mistake names what stands there and what was expected") {
  const Limits limits;
  Scanner scanner("  }", limits);
  try {
    scanner.expect('[');
    FAIL("accepted");
  } catch (const CloneError& error) {
    CHECK(error.message() == "unexpected '}', expected '['");
    CHECK(error.offset() == 2);
  }
}
