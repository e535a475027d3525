// JSON's own edges: what is read and as what, what is refused, with which code and at which byte.
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>

#include "refused.hpp"

using candela::CloneErrorCode;
using candela::Document;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

void refuse(std::initializer_list<Refused> cases) {
  check_refused(cases, [](const std::string& text) { candela::parse_json(text); });
}

void check_number(const std::string& text, double expected) {
  CAPTURE(text);
  const auto bits = [](double number) { return std::bit_cast<std::uint64_t>(number); };
  for (const std::string& around : {text, " " + text + "\n"})
    CHECK(bits(candela::parse_json(around).root().as_number()) == bits(expected));
  CHECK(bits(candela::parse_json("[" + text + ",0]").root()[0].as_number()) == bits(expected));
}

std::string read_string(const std::string& text) {
  return std::string(candela::parse_json(text).root().as_string());
}

/// The text inside of a string, of a key, and of a string after an escape and many plain letters;
/// `at` counts from the start of the piece.
void refuse_in_strings(std::string_view piece, CloneErrorCode code, std::size_t at) {
  for (const std::string_view before :
       {"\""sv, "[\"abc"sv, "{\""sv, "{\"a\":\"\\n"sv, "\"abcdefghijklmnopqrstuvwxyz"sv,
        "\"abcdefghijklmnopqrstuvwxyz\\u0041abcdefghijklmnopqrstuvwxyz"sv, "\"\xC3\xA9"sv}) {
    for (const std::string_view after :
         {"\""sv, ""sv, "abcdefghijklmnopqrstuvwxyz\""sv, "\":1}"sv}) {
      const std::string text = std::string(before) + std::string(piece) + std::string(after);
      refuse({{text, code, before.size() + at}});
    }
  }
}

}  // namespace

TEST_CASE("numbers: every form that JSON has") {
  check_number("0", 0);
  check_number("-0", -0.0);
  check_number("-0.0", -0.0);
  check_number("-0e5", -0.0);
  check_number("10", 10);
  check_number("-1", -1);
  check_number("1.50", 1.5);
  check_number("0.1e1", 1);
  check_number("1e5", 1e5);
  check_number("1E+5", 1e5);
  check_number("1e-5", 1e-5);
  check_number("1e05", 1e5);
  check_number("0e999999999999999999999", 0);
}

TEST_CASE("numbers: beyond a double's range they are infinite or zero, as JSON.parse reads them") {
  check_number("1e400", infinity);
  check_number("-1e400", -infinity);
  check_number("1e-400", 0);
  check_number("-1e-400", -0.0);
  check_number("1.7976931348623157e308", std::numeric_limits<double>::max());
  check_number("1.7976931348623158e308", std::numeric_limits<double>::max());
  check_number("1.7976931348623159e308", infinity);
  check_number("5e-324", std::numeric_limits<double>::denorm_min());
  check_number("2.4703282292062328e-324", std::numeric_limits<double>::denorm_min());
  check_number("2.4703282292062327e-324", 0);
  check_number("2.2250738585072014e-308", std::numeric_limits<double>::min());
  check_number("2.2250738585072011e-308", 2.2250738585072011e-308);
}

TEST_CASE("numbers: twenty digits and more are rounded once, halfway to even") {
  check_number("12345678901234567890", 12345678901234567890.0);
  check_number("0.12345678901234567890", 0.12345678901234567890);
  check_number("123456789012345678901234567890e-10", 12345678901234567890.12345678901234567890);
  check_number("18446744073709551615", 18446744073709551615.0);
  check_number("18446744073709551616", 18446744073709551616.0);
  check_number("99999999999999999999", 1e20);
  check_number("9007199254740993", 9007199254740992);
  check_number("9007199254740995", 9007199254740996);
  check_number("9007199254740992.5", 9007199254740992);
  check_number("9007199254740993.0", 9007199254740992);
  check_number("9007199254740993.0000000000000000000000000000001", 9007199254740994);
  check_number("1.00000000000000011102230246251565404236316680908203125", 1);
  check_number("1.00000000000000011102230246251565404236316680908203126", std::nextafter(1.0, 2.0));
  check_number("0." + std::string(400, '0') + "1e401", 1);
  check_number("1" + std::string(400, '0') + "e-400", 1);
}

TEST_CASE("numbers: leading zeros, bare signs and points, and unfinished parts are refused") {
  using enum CloneErrorCode;
  refuse({{"00", syntax, 1},       {"01", syntax, 1},         {"-01", syntax, 2},
          {"+1", syntax, 0},       {".5", syntax, 0},         {"-.5", syntax, 0},
          {"1.", syntax, 0},       {"1.e1", syntax, 0},       {"1e", syntax, 0},
          {"1e+", syntax, 0},      {"1E-", syntax, 0},        {"--1", syntax, 0},
          {"-", truncated, 1},     {"- 1", syntax, 0},        {"1.5.5", syntax, 3},
          {"1e1e1", syntax, 3},    {"1e1.5", syntax, 3},      {"0x10", syntax, 1},
          {"1_000", syntax, 1},    {"1a", syntax, 1},         {"NaN", syntax, 0},
          {"Infinity", syntax, 0}, {"-Infinity", syntax, 0},  {"1,5", syntax, 1},
          {"[1.]", syntax, 1},     {"[-]", syntax, 1},        {"[1e]", syntax, 1},
          {"[01]", syntax, 2},     {"{\"a\":.5}", syntax, 5}, {"\xEF\xBC\x91", syntax, 0}});
}

TEST_CASE("escapes: every one, in both cases of the hexadecimal digits") {
  CHECK(read_string(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
  CHECK(read_string(R"("\u0000\u001f\u007F\u0080\u07ff\u0800\uFFFF")") ==
        "\0\x1F\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF"s);
  CHECK(read_string(R"("\uaBcD")") == "\xEA\xAF\x8D");
  CHECK(candela::parse_json(R"({"\u0061\n":1})").root()["a\n"].as_number() == 1);
}

TEST_CASE("escapes: surrogate pairs are one character, lone and reversed ones stay as they are") {
  CHECK(read_string(R"("\ud800\udc00")") == "\xF0\x90\x80\x80");
  CHECK(read_string(R"("\udbff\udfff")") == "\xF4\x8F\xBF\xBF");
  CHECK(read_string(R"("\ud83d")") == "\xED\xA0\xBD");
  CHECK(read_string(R"("\ude00")") == "\xED\xB8\x80");
  CHECK(read_string(R"("\ude00\ud83d")") == "\xED\xB8\x80\xED\xA0\xBD");
  CHECK(read_string(R"("\ud83d\u0041")") == "\xED\xA0\xBD\x41");
  CHECK(read_string(R"("\ud83d\n")") == "\xED\xA0\xBD\n");
  CHECK(read_string(R"("\ud83d\ud83d\ude00")") == "\xED\xA0\xBD\xF0\x9F\x98\x80");
  CHECK(read_string("\"\\ud83d\xF0\x9F\x98\x80\"") == "\xED\xA0\xBD\xF0\x9F\x98\x80");
  const Document keys = candela::parse_json(R"({"\ud83d":1,"\ud83d\ude00":2})");
  CHECK(keys.root().size() == 2);
  CHECK(candela::stringify_json(keys.root()) == "{\"\\ud83d\":1,\"\xF0\x9F\x98\x80\":2}");
}

TEST_CASE("escapes: bad ones are refused where they go wrong") {
  using enum CloneErrorCode;
  for (const char* piece : {"\\a", "\\'", "\\0", "\\x41", "\\U0041", "\\ ", "\\v"})
    refuse_in_strings(piece, syntax, 1);
  refuse_in_strings("\\u 123", syntax, 2);
  refuse_in_strings("\\u12G4", syntax, 4);
  refuse_in_strings("\\u+123", syntax, 2);
  refuse_in_strings("\\ud83d\\u12x", syntax, 10);
  refuse_in_strings("\\ud83d\\x", syntax, 7);
  refuse({{"\"\\", truncated, 2},
          {"\"\\u", truncated, 3},
          {"\"\\u1", truncated, 4},
          {"\"\\u123", truncated, 6},
          {"\"\\ud83d\\", truncated, 8},
          {"\"\\ud83d\\u", truncated, 9},
          {"\"\\u123\"", syntax, 6},
          {"\\n", syntax, 0}});
}

TEST_CASE("control characters and NUL stand in no string as they are, and nowhere else") {
  using enum CloneErrorCode;
  for (char control = 0; control < 0x20; ++control)
    refuse_in_strings(std::string(1, control), syntax, 0);
  CHECK(read_string("\"\x7F\"") == "\x7F");
  refuse({{"\0"sv, syntax, 0},
          {"\0001"sv, syntax, 0},
          {"1\0"sv, syntax, 1},
          {"[1]\0"sv, syntax, 3},
          {"[\0]"sv, syntax, 1},
          {"\v1", syntax, 0},
          {"\f1", syntax, 0},
          {"\b1", syntax, 0},
          {"\xC2\xA0"
           "1",
           syntax, 0}});
}

TEST_CASE("invalid UTF-8 of every class is refused at its first byte, in strings and in keys") {
  for (const std::string_view piece : {
           "\x80"sv,
           "\xBF"sv,          // a continuation alone
           "\xC3\xA9\xA9"sv,  // one too many
           "\xC0\x80"sv,
           "\xC1\xBF"sv,  // overlong, two bytes
           "\xE0\x80\x80"sv,
           "\xE0\x9F\xBF"sv,  // three
           "\xF0\x80\x80\x80"sv,
           "\xF0\x8F\xBF\xBF"sv,  // four
           "\xED\xA0\x80"sv,
           "\xED\xBF\xBF"sv,              // surrogates
           "\xED\xA0\xBD\xED\xB8\x80"sv,  // a pair of them
           "\xF4\x90\x80\x80"sv,
           "\xF5\x80\x80\x80"sv,  // beyond U+10FFFF
           "\xF8\x88\x80\x80\x80"sv,
           "\xFC\x84\x80\x80\x80\x80"sv,  // five and six bytes
           "\xFE"sv,
           "\xFF"sv,  // never a byte of UTF-8
           "\xC3"sv,
           "\xE2"sv,
           "\xE2\x82"sv,  // cut short
           "\xF0"sv,
           "\xF0\x9F"sv,
           "\xF0\x9F\x98"sv,  //
       })
    refuse_in_strings(piece, CloneErrorCode::invalid_utf8, piece.starts_with("\xC3\xA9") ? 2 : 0);
}

TEST_CASE("UTF-8 at the edges of its classes is read") {
  for (const std::string text :
       {"\x01\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    const std::string readable = text[0] == 1 ? text.substr(1) : text;
    CHECK(read_string("\"" + readable + "\"") == readable);
    CHECK(read_string("\"abcdefghijklmno" + readable + "\"") == "abcdefghijklmno" + readable);
    CHECK(candela::parse_json("{\"" + readable + "\":1}").root().has(readable));
  }
}

TEST_CASE("what is no ASCII stands nowhere outside of strings") {
  using enum CloneErrorCode;
  refuse({{"\xC3\xA9", syntax, 0}, {"[\xC3\xA9]", syntax, 1}, {"tru\xC3\xA9", syntax, 3}});
}

TEST_CASE(
    "what is no UTF-8 is refused as that outside of strings too, behind every other mistake") {
  using enum CloneErrorCode;
  refuse({{"\x80", invalid_utf8, 0},
          {"[1\xFF]", invalid_utf8, 2},
          {"{\xFF:1}", invalid_utf8, 1},
          {"{\"a\"\x80:1}", invalid_utf8, 4},
          {"{\"a\":\xED\xA0\x80}", invalid_utf8, 5},
          {"1\xC3", invalid_utf8, 1},
          {"{}\xFF", invalid_utf8, 2},
          {"[1,}\xFF", syntax, 3}});
}

TEST_CASE("of two mistakes the first is told, whatever they are") {
  using enum CloneErrorCode;
  refuse({{"[x,\"\x80\"]", syntax, 1},
          {"[1 2,\"\xFF\"]", syntax, 3},
          {"\"\\q\xFF\"", syntax, 2},
          {"\"\xFF\\q\"", invalid_utf8, 1},
          {"\"ab\x01\xFF\"", syntax, 3},
          {"01\xFF", syntax, 1},
          {"\"a\xFF", invalid_utf8, 2},
          {"{\"a\":\"\\u12G4\",\"b\":\"\xFF\"}", syntax, 10}});
}

TEST_CASE("a byte order mark is no part of JSON") {
  using enum CloneErrorCode;
  refuse({{"\xEF\xBB\xBF", syntax, 0},
          {"\xEF\xBB\xBF{}", syntax, 0},
          {" \xEF\xBB\xBF[]", syntax, 1},
          {"[]\xEF\xBB\xBF", syntax, 2},
          {"\xFE\xFF", invalid_utf8, 0}});
  CHECK(read_string("\"\xEF\xBB\xBF\"") == "\xEF\xBB\xBF");
}

TEST_CASE("an empty text and one of white space end where a value should be") {
  using enum CloneErrorCode;
  refuse({{"", truncated, 0}, {" ", truncated, 1}, {" \n\r\t", truncated, 4}});
  refuse({{std::string(100, ' '), truncated, 100}});
}

TEST_CASE("a text that ends too early ends at its end") {
  const std::string whole = R"( {"a" : [ 1.5 , "b\u0041é" , true , null , {} ] } )";
  for (std::size_t length = 0; length + 1 < whole.size(); ++length) {
    const std::string cut = whole.substr(0, length);
    CAPTURE(cut);
    try {
      candela::parse_json(cut);
      FAIL_CHECK("accepted");
    } catch (const candela::CloneError& error) {
      CHECK(error.offset() <= length);
      // A number may end anywhere, and a character is whole or it is none.
      const bool in_number = cut.ends_with("1.");
      const bool in_character = cut.ends_with("\xC3");
      if (!in_number && !in_character) {
        CHECK(error.code() == CloneErrorCode::truncated);
        CHECK(error.offset() == length);
      }
    }
  }
  CHECK_NOTHROW(candela::parse_json(whole));
}

TEST_CASE("what comes after the value is refused where it begins") {
  using enum CloneErrorCode;
  refuse({{"1 2", syntax, 2},
          {"[1] x", syntax, 4},
          {"[1]]", syntax, 3},
          {"{}{}", syntax, 2},
          {"\"\"\"", syntax, 2},
          {"nulll", syntax, 4},
          {"{},", syntax, 2}});
  CHECK_NOTHROW(candela::parse_json("1 \n\t\r"));
}

TEST_CASE("mistakes in the structure are refused where they are") {
  using enum CloneErrorCode;
  refuse({{"[1 2]", syntax, 3},
          {"[,]", syntax, 1},
          {"[1,]", syntax, 3},
          {"[1,,2]", syntax, 3},
          {"{,}", syntax, 1},
          {"{\"a\":1,}", syntax, 7},
          {"{\"a\" 1}", syntax, 5},
          {"{\"a\"}", syntax, 4},
          {"{\"a\":}", syntax, 5},
          {"{a:1}", syntax, 1},
          {"{1:1}", syntax, 1},
          {"{null:1}", syntax, 1},
          {"{\"a\":1 \"b\"}", syntax, 7},
          {"[1}", syntax, 2},
          {"{\"a\":1]", syntax, 6},
          {"]", syntax, 0},
          {"}", syntax, 0},
          {",", syntax, 0},
          {":", syntax, 0},
          {"'a'", syntax, 0},
          {"[//]", syntax, 1},
          {"[/**/1]", syntax, 1},
          {"True", syntax, 0},
          {"truE", syntax, 3},
          {"nil", syntax, 1},
          {"fals e", syntax, 4},
          {"undefined", syntax, 0}});
}

TEST_CASE(
    "depth: at the limit it is read, one past it is refused at the bracket that is too deep") {
  candela::Limits limits;
  limits.depth = 100;
  const auto text = [](std::size_t depth, std::string_view open, std::string_view close) {
    std::string all;
    for (std::size_t i = 0; i < depth; ++i)
      all += open;
    all += "1";
    for (std::size_t i = 0; i < depth; ++i)
      all += close;
    return all;
  };
  const auto read = [&](const std::string& json) { candela::parse_json(json, limits); };
  CHECK_NOTHROW(read(text(100, "[", "]")));
  CHECK_NOTHROW(read(text(100, "{\"a\":", "}")));
  check_refused({{text(101, "[", "]"), CloneErrorCode::limit_depth, 100},
                 {text(101, "{\"a\":", "}"), CloneErrorCode::limit_depth, 500},
                 {std::string(101, '['), CloneErrorCode::limit_depth, 100}},
                read);
  CHECK_NOTHROW(candela::parse_json(text(1'048'576, "[", "]")));
  check_refused({{text(1'048'577, "[", "]"), CloneErrorCode::limit_depth, 1'048'576}},
                [](const std::string& json) { candela::parse_json(json); });
}

TEST_CASE("keys: empty, equal after their escapes, and thousands of bytes long") {
  CHECK(candela::parse_json(R"({"":1})").root()[""].as_number() == 1);
  CHECK(candela::stringify_json(candela::parse_json(R"({"a":1,"\u0061":2})").root()) ==
        R"({"a":2})");
  const std::string longest(70'000, 'k');
  CHECK(candela::parse_json("{\"" + longest + "\":1}").root()[longest].as_number() == 1);
}
