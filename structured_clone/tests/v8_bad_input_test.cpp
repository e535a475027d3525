// Bytes that are not V8's format, cut, or out of range: what is said, and where.
#include <vector>

#include "refused.hpp"
#include "v8.hpp"

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::Limits;
using candela::Value;
using namespace std::string_literals;
using namespace v8_test;
using Code = CloneErrorCode;

namespace {

struct Bad {
  std::string body;
  Code code;
  std::size_t offset;  // in the body
};

void check_bad(std::initializer_list<Bad> cases) {
  for (const Bad& bad : cases) {
    CAPTURE(bad.body);
    const std::string bytes = "\xFF\x0F" + bad.body;
    check_refused({{bytes, bad.code, bad.offset + 2}},
                  [](const std::string& text) { candela::parse(text); });
  }
}

std::string path_of(const std::string& body) {
  const auto parsed = candela::try_parse("\xFF\x0F" + body);
  const auto* const error = std::get_if<CloneError>(&parsed);
  return error == nullptr ? "accepted" : error->path();
}

void check_limit(const Limits& limits, const std::string& at, const std::string& past, Code code) {
  CAPTURE(past);
  candela::ParseOptions options;
  options.limits = limits;
  CHECK_NOTHROW(read(at, options));
  const auto refused = candela::try_parse("\xFF\x0F" + past, options);
  REQUIRE(std::holds_alternative<CloneError>(refused));
  CHECK(to_string(std::get<CloneError>(refused).code()) == to_string(code));
}

std::string repeat(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

/// Every kind of value, with cycles and all limbs of the format.
std::string everything() {
  Document doc;
  Value list = doc.array({1, -1.5, "text", "\u00E9", "\u20AC", nullptr, true, doc.undefined(),
                          candela::BigInt(-7), doc.date(5), doc.boxed("b"), doc.boxed(true),
                          doc.regexp("a", "g"), doc.make_map({{1, "x"}}), doc.make_set({"y"}),
                          doc.host("tag", doc.array({1}))});
  Value buffer = doc.array_buffer(8);
  list.push(doc.typed_array(candela::ElementType::uint16, buffer, 2, 2));
  list.push(buffer);
  list.push(doc.typed_array(candela::ElementType::uint8, doc.array_buffer(3), 0, 3));
  Value error = doc.error("TypeError", "m");
  error.set_error_part(Value::ErrorPart::cause, doc.object({{"list", list}}));
  list.push(error);
  Value sparse = doc.array();
  sparse.resize(3);
  sparse.push(sparse);
  list.push(sparse);
  list.push(doc.object({{"7", 1}, {"key", list}}));
  return body(list);
}

}  // namespace

TEST_CASE("bytes that end inside of a value are refused, wherever they end") {
  const std::string whole = everything();
  CHECK_NOTHROW(read(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    const auto cut = candela::try_parse("\xFF\x0F" + whole.substr(0, size));
    CHECK(std::holds_alternative<CloneError>(cut));
  }
}

TEST_CASE("a byte that was changed is refused with a place, or read as something else") {
  const std::string whole = everything();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const int changed : {0, 1, 0x2D, 0x5E, 0x7F, 0x80, 0xFF}) {
      std::string bytes = whole;
      bytes[at] = static_cast<char>(changed);
      const auto parsed = candela::try_parse("\xFF\x0F" + bytes);
      if (const auto* error = std::get_if<CloneError>(&parsed)) {
        CHECK(error->offset() <= bytes.size() + 2);
        CHECK(error->path().starts_with("$"));
      } else {
        CHECK_NOTHROW(write(std::get<Document>(parsed).root()));
      }
    }
  }
}

TEST_CASE("what is no value, or one too many") {
  check_bad({{"", Code::truncated, 0},
             {"\0\0"s, Code::truncated, 2},
             {"x\0"s + "T", Code::bad_shape, 1},
             {"!", Code::bad_shape, 0},
             {"-", Code::bad_shape, 0},
             {"{\0"s, Code::bad_shape, 0},
             {"V", Code::bad_shape, 0},
             {"TT", Code::bad_shape, 1},
             {"T\0"s, Code::bad_shape, 1},
             {"o\"\x01"
              "a-{\x01",
              Code::bad_shape, 4},
             {"?", Code::truncated, 1}});
}

TEST_CASE("what lives in the sender's process is refused by name") {
  for (const char* const body : {"t\1", "u\1", "p\1", "w\1", "m\1"}) {
    CAPTURE(body);
    const auto parsed = candela::try_parse("\xFF\x0F"s + body);
    REQUIRE(std::holds_alternative<CloneError>(parsed));
    const auto& error = std::get<CloneError>(parsed);
    CHECK(error.code() == Code::bad_shape);
    CHECK(error.message().find("process that wrote it") != std::string::npos);
  }
}

TEST_CASE("numbers that are too long, and lengths beyond the end") {
  check_bad({{"I\xFF\xFF\xFF\xFF\x1F", Code::bad_number, 1},
             {"I\x80\x80\x80\x80\x80", Code::bad_number, 1},
             {"N1234567", Code::truncated, 8},
             {"\"\x05"
              "abc",
              Code::truncated, 5},
             {"c\x03"
              "abc",
              Code::bad_shape, 0},
             {"Z\x10"
              "abc",
              Code::truncated, 5},
             {"B\x05"
              "abc",
              Code::truncated, 5},
             {"\\\x01\x05"
              "abc",
              Code::truncated, 6},
             {"A\xFF\xFF\xFF\xFF\x0F", Code::truncated, 0},
             {"A\x03TT", Code::truncated, 0}});
  // The same where values are read in a row.
  const std::string padding = repeat("T", 60);
  check_bad(
      {{"A\x3D"
        "I\xFF\xFF\xFF\xFF\x1F" +
            padding + "$\0\x3D"s,
        Code::bad_number, 3}});
}

TEST_CASE("references go to what was there before") {
  check_bad({{"^\0"s, Code::bad_reference, 0},
             {"A\x01^\x01$\0\x01"s, Code::bad_reference, 2},
             {"A\x02T^\xFF\xFF\xFF\xFF\x0F$\0\x02"s, Code::bad_reference, 3}});
}

TEST_CASE("the counts at an end must be right") {
  check_bad({{"o\"\x01"
              "aT{\x02",
              Code::bad_shape, 6},
             {"o{\x01", Code::bad_shape, 2},
             {"A\x01T$\x01\x01", Code::bad_shape, 4},
             {"A\x01T$\0\x02"s, Code::bad_shape, 5},
             {"a\x02I\0T@\x02\x02"s, Code::bad_shape, 6},
             {"a\x02I\0T@\x01\x01"s, Code::bad_shape, 7},
             {";I\x02T:\x01", Code::bad_shape, 5},
             {";I\x02:\x01", Code::bad_shape, 4},
             {"'T,\x02", Code::bad_shape, 3}});
}

TEST_CASE("keys are strings or numbers, and elements lie inside of the array") {
  check_bad({{"o_T{\x01", Code::bad_shape, 1},
             {"oo{\0T{\x01"s, Code::bad_shape, 1},
             {"A\x01TTT$\x01\x01", Code::bad_shape, 3},
             {"A\x01TI\x02T$\x01\x01", Code::bad_shape, 3},
             {"a\x01I\x02T@\x01\x01", Code::bad_shape, 2},
             {"a\x01\"\x01"
              "1T@\x01\x01",
              Code::bad_shape, 2},
             {"a\x01_T@\x01\x01", Code::bad_shape, 2}});
}

TEST_CASE("views lie inside of their buffer, at whole elements") {
  check_bad({{"B\x04"
              "abcdVB\x05\0\0"s,
              Code::bad_shape, 7},
             {"B\x04"
              "abcdVB\x01\x04\0"s,
              Code::bad_shape, 7},
             {"B\x04"
              "abcdVW\x01\x02\0"s,
              Code::bad_shape, 7},
             {"B\x04"
              "abcdVW\0\x03\0"s,
              Code::bad_shape, 7},
             {"B\x04"
              "abcdVB\0\xFF\xFF\xFF\xFF\x0F\0"s,
              Code::bad_shape, 7},
             {"B\x04"
              "abcdVx\0\x04\0"s,
              Code::bad_shape, 7},
             {"B\x04"
              "abcdVh\0\x04\0"s,
              Code::bad_shape, 7},
             {"B\x04"
              "abcdVB\0\x04\x04"s,
              Code::bad_shape, 7},
             {"B\x04"
              "abcdVB\x05\0\x01"s,
              Code::bad_shape, 7},
             {"~\x04\x03"
              "abcd",
              Code::bad_shape, 0},
             {"\\\x03\x03"
              "abc",
              Code::bad_shape, 0},
             {"\\\x0D\x02"
              "ab",
              Code::bad_shape, 0},
             {"\\\xC9\x01\x02"
              "ab",
              Code::bad_shape, 0}});
}

TEST_CASE("RegExps, errors, boxed strings and host values have the parts that they must") {
  check_bad({{"RT\0"s, Code::bad_shape, 1},
             {"R\"\x01"
              "a\x40",
              Code::bad_shape, 4},
             {"R\"\x01"
              "a\x80\x04",
              Code::bad_shape, 4},
             {"R\"\x01"
              "a\x90\x02",
              Code::bad_shape, 4},
             {"rX.", Code::bad_shape, 1},
             {"rmT.", Code::bad_shape, 2},
             {"rs", Code::truncated, 2},
             {"sT", Code::bad_shape, 1},
             {"\\\xCA\x01TT", Code::bad_shape, 3}});
}

TEST_CASE("a mistake has the path to it") {
  CHECK(path_of("!") == "$");
  CHECK(path_of("o\"\x05usersA\x02To\"\x04name!") == "$.users[1].name");
  CHECK(path_of("A\x01TI\0!"s) == "$[0]");
  CHECK(path_of("a\x09I\x08!") == "$[4]");
  CHECK(path_of("a\x09\"\x01x!") == "$");
  CHECK(path_of(";TTF!") == "$.values()[1]");
  CHECK(path_of(";TT!") == "$.keys()[1]");
  CHECK(path_of("'T!") == "$.values()[1]");
  CHECK(path_of("rc!") == "$.cause");
  CHECK(path_of("\\\xCA\x01\"\x01h!") == "$.payload");
  CHECK(path_of("A\x02" + repeat("A\x02T", 100) + "!").find("\u2026") != std::string::npos);
}

TEST_CASE("limits.bytes, with the version's bytes") {
  Limits limits;
  limits.bytes = 5;
  check_limit(limits,
              "\"\x01"
              "a",
              "\"\x02"
              "ab",
              Code::limit_bytes);
}

TEST_CASE("limits.depth: containers of every sort inside each other, views and Dates not") {
  Limits limits;
  limits.depth = 3;
  const auto all = [](const std::string& inside) {
    return std::vector<std::string>{
        "o\"\x01"
        "a" +
            inside + "{\x01",
        "A\x01" + inside + "$\0\x01"s,
        "a\x01I\0"s + inside + "@\x01\x01",
        ";T" + inside + ":\x02",
        "'" + inside + ",\x01",
        "rc" + inside + ".",
        "\\\xCA\x01\"\x01h" + inside};
  };
  for (const std::string& past : all("A\x01"
                                     "A\x01"
                                     "A\0$\0\0$\0\x01$\0\x01"s))
    check_limit(limits,
                "A\x01"
                "A\x01"
                "D" +
                    eight(1) + "$\0\x01$\0\x01"s,
                past, Code::limit_depth);
  for (const std::string& at : all("A\x01"
                                   "A\0$\0\0$\0\x01"s))
    CHECK_NOTHROW(read(at, {.limits = limits}));
}

TEST_CASE("limits.values: that many values pass, holes are values too, keys are none") {
  Limits limits;
  limits.values = 3;
  check_limit(limits, "A\x02TT$\0\x02"s, "A\x03TTT$\0\x03"s, Code::limit_values);
  check_limit(limits, "A\x02T-$\0\x02"s, "A\x03T--$\0\x03"s, Code::limit_values);
  check_limit(limits, "a\x02I\0T@\x01\x02"s, "a\x03I\0T@\x01\x03"s, Code::limit_values);
  check_limit(limits,
              "o\"\x01"
              "aT\"\x01"
              "bT{\x02",
              "o\"\x01"
              "aT\"\x01"
              "bT\"\x01"
              "cT{\x03",
              Code::limit_values);
  limits.values = 100;
  check_limit(limits, "Ac" + repeat("T", 99) + "$\0c"s, "Ad" + repeat("T", 100) + "$\0d"s,
              Code::limit_values);
}

TEST_CASE("limits.keys: that many different property names pass") {
  Limits limits;
  limits.keys = 2;
  check_limit(limits,
              "A\x02o\"\x01"
              "aT\"\x01"
              "bT{\x02o\"\x01"
              "aT{\x01$\0\x02"s,
              "o\"\x01"
              "aT\"\x01"
              "bT\"\x01"
              "cT{\x03",
              Code::limit_keys);
  check_limit(limits, "oI\x02TI\x04T{\x02", "oI\x02TI\x04TI\x06T{\x03", Code::limit_keys);
}

TEST_CASE("limits.string_bytes counts bytes of UTF-8 in every form, and in keys") {
  Limits limits;
  limits.string_bytes = 6;
  check_limit(limits,
              "\"\x06"
              "abcdef",
              "\"\x07"
              "abcdefg",
              Code::limit_string);
  check_limit(limits, "\"\x03\xE9\xE9\xE9", "\"\x04\xE9\xE9\xE9x", Code::limit_string);
  check_limit(limits, "c\x04\xAC\x20\xAC\x20", "c\x06\xAC\x20\xAC\x20x\0"s, Code::limit_string);
  check_limit(limits,
              "S\x06"
              "abcdef",
              "S\x07"
              "abcdefg",
              Code::limit_string);
  check_limit(limits,
              "o\"\x06"
              "abcdefT{\x01",
              "o\"\x07"
              "abcdefgT{\x01",
              Code::limit_string);
  const std::string behind = repeat("T", 40) + "$\0\x29"s;
  check_limit(limits,
              "A)\"\x06"
              "abcdef" +
                  behind,
              "A)\"\x07"
              "abcdefg" +
                  behind,
              Code::limit_string);
}

TEST_CASE("limits.aliases: that many values may be referred to, each as often as one likes") {
  Limits limits;
  limits.aliases = 1;
  check_limit(limits, "A\x03o{\0^\x01^\x01$\0\x03"s, "A\x03o{\0^\x01^\0$\0\x03"s,
              Code::limit_aliases);
}

TEST_CASE("limits.bigint_digits: as many decimal digits pass, in every size") {
  for (const std::size_t digits :
       std::initializer_list<std::size_t>{1, 2, 5, 19, 20, 39, 100, 1'000}) {
    CAPTURE(digits);
    Document doc;
    const auto bigint = [&](const std::string& text) {
      return body(doc.bigint(*candela::BigInt::from_decimal(text)));
    };
    Limits limits;
    limits.bigint_digits = digits;
    check_limit(limits, bigint(std::string(digits, '9')), bigint("1" + std::string(digits, '0')),
                Code::limit_bigint);
    check_limit(limits, bigint("-" + std::string(digits, '9')),
                bigint("-1" + std::string(digits, '0')), Code::limit_bigint);
  }
  Limits limits;
  limits.bigint_digits = 2;
  check_limit(limits, "z\x02\x63", "z\x02\x64", Code::limit_bigint);
  check_limit(limits, "Z\x02\x63", "Z\xA0\x1F" + std::string(2'000, '\xFF'), Code::limit_bigint);
}

TEST_CASE("limits.holes: of each array, written or left out") {
  Limits limits;
  limits.holes = 2;
  check_limit(limits, "A\x03--T$\0\x03"s, "A\x04---T$\0\x04"s, Code::limit_holes);
  check_limit(limits, "a\x03I\0T@\x01\x03"s, "a\x04I\0T@\x01\x04"s, Code::limit_holes);
  check_limit(limits, "a\x03I\0T@\x01\x03"s, "a\x04I\0TI\0T@\x02\x04"s, Code::limit_holes);
  check_limit({}, "a\x90\x4E@\0\x90\x4E"s, "a\x91\x4E@\0\x91\x4E"s, Code::limit_holes);
}

TEST_CASE("the holes of all arrays together are in proportion to the input") {
  const std::string array = "a\x90\x4E@\0\x90\x4E"s;  // 10,000
  CHECK_NOTHROW(read("A\x01" + array + "$\0\x01"s));
  const auto refused = candela::try_parse(
      "\xFF\x0F"
      "A\x02" +
      array + array + "$\0\x02"s);
  REQUIRE(std::holds_alternative<CloneError>(refused));
  CHECK(std::get<CloneError>(refused).code() == Code::limit_holes);
  // Small ones pass, however many.
  CHECK_NOTHROW(read("A\x7F" + repeat("a\x05@\0\x05"s, 127) + "$\0\x7F"s));
}

TEST_CASE("lengths that are not there ask for no memory") {
  for (const std::string& body :
       {"A\xFF\xFF\xFF\xFF\x0F"s, "a\xFF\xFF\xFF\xFF\x0F@\0\xFF\xFF\xFF\xFF\x0F"s,
        "B\xFF\xFF\xFF\xFF\x0F"s, "~\x01\xFF\xFF\xFF\xFF\x0Fx"s, "Z\xFE\xFF\xFF\xFF\x0F"s}) {
    CAPTURE(body);
    const auto parsed = candela::try_parse("\xFF\x0F" + body);
    if (const auto* doc = std::get_if<Document>(&parsed)) CHECK(doc->memory() < 65'536);
  }
}
