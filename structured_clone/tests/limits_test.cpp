#include <candela/structured_clone/limits.hpp>

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Limits;
using candela::ParseOptions;

namespace {

/// What parse says of a text under the limits; `at` passes, `past` is refused with the code.
void check_limit(const Limits& limits, const std::string& at, const std::string& past,
                 CloneErrorCode code) {
  const ParseOptions options{limits, {}, {}, {}};
  CHECK_NOTHROW(candela::parse(at, options));
  const auto refused = candela::try_parse(past, options);
  REQUIRE(std::holds_alternative<CloneError>(refused));
  CHECK(std::get<CloneError>(refused).code() == code);
}

std::string nested(const std::string& json) {
  return "{\"json\":" + json + ",\"meta\":{}}";
}
std::string repeat(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

}  // namespace

TEST_CASE("limits.bytes: a text of that size passes, a longer one does not") {
  Limits limits;
  limits.bytes = nested("1").size();
  check_limit(limits, nested("1"), nested("12"), CloneErrorCode::limit_bytes);
}

TEST_CASE("limits.depth: that many containers inside each other pass, in both formats") {
  Limits limits;
  limits.depth = 5;
  const auto deep = [](std::size_t depth) { return repeat("[", depth) + repeat("]", depth); };
  check_limit(limits, nested(deep(5)), nested(deep(6)), CloneErrorCode::limit_depth);
  // The tuple format nests its own lists: an entry's value stands five deep.
  check_limit(limits, R"({"root":["$lmz",0],"objects":[["array",[["null"]]]]})",
              R"({"root":["$lmz",0],"objects":[["array",[["regexp",{"source":[]}]]]]})",
              CloneErrorCode::limit_depth);
}

TEST_CASE("limits.values: that many values pass, primitives counted") {
  Limits limits;
  limits.values = 3;
  check_limit(limits, nested("[1,2]"), nested("[1,2,3]"), CloneErrorCode::limit_values);
}

TEST_CASE("limits.values: members that are passed over count too") {
  Limits limits;
  limits.values = 4;
  check_limit(limits, R"({"json":1,"x":[2],"meta":{"y":3}})",
              R"({"json":1,"x":[2],"meta":{"y":{"z":3}}})", CloneErrorCode::limit_values);
}

TEST_CASE("limits.keys: that many different property names pass") {
  Limits limits;
  limits.keys = 2;
  check_limit(limits, nested(R"([{"a":1,"b":2},{"a":3}])"), nested(R"({"a":1,"b":2,"c":3})"),
              CloneErrorCode::limit_keys);
}

TEST_CASE("limits.string_bytes: a string of that size passes, with and without escapes") {
  Limits limits;
  limits.string_bytes = 6;
  check_limit(limits, nested("\"abcdef\""), nested("\"abcdefg\""), CloneErrorCode::limit_string);
  check_limit(limits, nested("\"\\n23456\""), nested("\"\\n234567\""),
              CloneErrorCode::limit_string);
}

TEST_CASE("limits.string_bytes: bytes are counted and not characters, in keys too") {
  Limits limits;
  limits.string_bytes = 6;
  check_limit(limits, nested("\"\xC3\xA9\xC3\xA9\xC3\xA9\""),
              nested("\"\xC3\xA9\xC3\xA9\xC3\xA9x\""), CloneErrorCode::limit_string);
  check_limit(limits, nested(R"("\u20ac\u20ac")"), nested(R"("\u20ac\u20acx")"),
              CloneErrorCode::limit_string);
  check_limit(limits, nested(R"({"abcdef":1})"), nested(R"({"abcdefg":1})"),
              CloneErrorCode::limit_string);
}

TEST_CASE("limits of values, keys, strings and bigints hold in tuple as in nested") {
  const auto tuple = [](const std::string& root, const std::string& entry = "") {
    return R"({"root":)" + root + R"(,"objects":[)" + entry + "]}";
  };
  Limits values;
  values.values = 5;  // the envelope, its root with a tag and a value, its objects
  check_limit(values, tuple(R"(["number",1])"), tuple(R"(["date","x",1])"),
              CloneErrorCode::limit_values);
  Limits keys;
  keys.keys = 4;  // root and objects are two
  check_limit(keys, tuple(R"(["null"])", R"(["object",{"a":["null"],"b":["null"]}])"),
              tuple(R"(["null"])", R"(["object",{"a":["null"],"b":["null"],"c":["null"]}])"),
              CloneErrorCode::limit_keys);
  Limits strings;
  strings.string_bytes = 7;
  check_limit(strings, tuple(R"(["string","abcdefg"])"), tuple(R"(["string","abcdefgh"])"),
              CloneErrorCode::limit_string);
  Limits digits;
  digits.bigint_digits = 3;
  check_limit(digits, tuple(R"(["bigint","-123"])"), tuple(R"(["bigint","1234"])"),
              CloneErrorCode::limit_bigint);
}

TEST_CASE("limits.bigint_digits: boxed ones count too, and the default is read in time") {
  Limits limits;
  limits.bigint_digits = 3;
  check_limit(limits, nested(R"({"$type":"bigint-object","value":"123"})"),
              nested(R"({"$type":"bigint-object","value":"1234"})"), CloneErrorCode::limit_bigint);
  const auto bigint = [](std::size_t count) {
    return nested(R"({"$type":"bigint","value":")" + std::string(count, '9') + "\"}");
  };
  check_limit({}, bigint(Limits{}.bigint_digits), bigint(Limits{}.bigint_digits + 1),
              CloneErrorCode::limit_bigint);
}

TEST_CASE("limits.aliases: that many aliases pass") {
  Limits limits;
  limits.aliases = 2;
  check_limit(limits, R"({"json":[{"$ref":0},{"$ref":1}],"meta":{"aliases":{"0":{},"1":{}}}})",
              R"({"json":[{"$ref":0},{"$ref":1}],"meta":{"aliases":{"0":{},"1":{},"2":{}}}})",
              CloneErrorCode::limit_aliases);
  check_limit(limits, R"({"root":["null"],"objects":[["object",{}],["object",{}]]})",
              R"({"root":["null"],"objects":[["object",{}],["object",{}],["object",{}]]})",
              CloneErrorCode::limit_aliases);
}

TEST_CASE("limits.bigint_digits: that many digits pass, the sign not counted") {
  Limits limits;
  limits.bigint_digits = 10;
  const auto bigint = [](const std::string& digits) {
    return nested(R"({"$type":"bigint","value":")" + digits + "\"}");
  };
  check_limit(limits, bigint("-1234567890"), bigint("12345678901"), CloneErrorCode::limit_bigint);
}

TEST_CASE("limits.holes: an array with that many holes passes, in both formats") {
  Limits limits;
  limits.holes = 2;
  const std::string hole = R"({"$type":"undefined","hole":true})";
  check_limit(limits, nested("[" + hole + "," + hole + ",1]"),
              nested("[" + hole + "," + hole + "," + hole + "]"), CloneErrorCode::limit_holes);
  const auto tuple = [](const std::string& holes) {
    return R"({"root":["$lmz",0],"objects":[["array",[)" + holes + "]]]}";
  };
  const std::string tuple_hole = R"(["undefined","hole"])";
  check_limit(limits, tuple(tuple_hole + "," + tuple_hole),
              tuple(tuple_hole + "," + tuple_hole + "," + tuple_hole), CloneErrorCode::limit_holes);
}

TEST_CASE("limits.holes: each array has its own, and the default is at most 10,000") {
  const std::string hole = R"({"$type":"undefined","hole":true})";
  const auto holes = [&](std::size_t count) { return "[" + repeat(hole + ",", count) + "0]"; };
  check_limit({}, nested("[" + holes(10'000) + "," + holes(10'000) + "]"), nested(holes(10'001)),
              CloneErrorCode::limit_holes);
}

TEST_CASE("packed: each limit passes at its value and refuses one past it") {
  const auto check = [](std::size_t Limits::*limit, std::size_t at, const auto& make,
                        CloneErrorCode code) {
    Limits limits;
    limits.*limit = at;
    const auto packed = [&](std::size_t count) {
      candela::Document doc;
      doc.set_root(make(doc, count));
      return candela::stringify(doc, {.format = candela::Format::packed});
    };
    check_limit(limits, packed(at), packed(at + 1), code);
  };
  using candela::Document;
  const auto list_of = [](Document& doc, std::size_t count, const auto& make) {
    candela::Value list = doc.array();
    for (std::size_t i = 0; i < count; ++i)
      list.push(make(i));
    return list;
  };
  const auto deep = [](Document& doc, std::size_t count) {
    candela::Value value = doc.array();
    for (std::size_t i = 1; i < count; ++i)
      value = doc.array({value});
    return value;
  };
  const auto keys = [](Document& doc, std::size_t count) {
    candela::Value object = doc.object();
    for (std::size_t i = 0; i < count; ++i)
      object.set("k" + std::to_string(i), 1);
    return object;
  };
  const auto holes = [](Document& doc, std::size_t count) {
    candela::Value list = doc.array({1});
    list.resize(1 + count);
    return list;
  };
  const auto text = [](Document& doc, std::size_t count) {
    return doc.string(std::string(count, 'x'));
  };
  const auto numbers = [&](Document& doc, std::size_t count) {
    return list_of(doc, count - 1, [](std::size_t i) { return i; });
  };
  const auto shared = [&](Document& doc, std::size_t count) {
    candela::Value list = list_of(doc, count, [&](std::size_t) { return doc.object(); });
    for (std::size_t i = 0; i < count; ++i)
      list.push(list[i]);
    return list;
  };
  check(&Limits::depth, 10, deep, CloneErrorCode::limit_depth);
  check(&Limits::values, 10, numbers, CloneErrorCode::limit_values);
  check(&Limits::keys, 10, keys, CloneErrorCode::limit_keys);
  check(&Limits::string_bytes, 100, text, CloneErrorCode::limit_string);
  check(&Limits::string_bytes, 100'000, text, CloneErrorCode::limit_string);
  check(&Limits::aliases, 10, shared, CloneErrorCode::limit_aliases);
  check(&Limits::holes, 10, holes, CloneErrorCode::limit_holes);
}

TEST_CASE("packed: limits.string_bytes counts for keys, limits.bigint_digits by the bits") {
  Limits limits;
  limits.string_bytes = 10;
  limits.bigint_digits = 20;
  const auto packed = [](std::size_t key_bytes, const char* digits) {
    candela::Document doc;
    const auto number = candela::BigInt::from_decimal(digits);
    doc.set_root(doc.object({{std::string(key_bytes, 'k'), *number}}));
    return candela::stringify(doc, {.format = candela::Format::packed});
  };
  check_limit(limits, packed(10, "-99999999999999999999"), packed(11, "1"),
              CloneErrorCode::limit_string);
  check_limit(limits, packed(1, "99999999999999999999"), packed(1, "999999999999999999999"),
              CloneErrorCode::limit_bigint);
}

TEST_CASE("every limit holds at zero, and the least text is read under the least limits") {
  const Limits none{0, 0, 0, 0, 0, 0, 0, 0};
  CHECK(std::holds_alternative<CloneError>(candela::try_parse(nested("1"), {none, {}, {}, {}})));
  Limits least;
  least.bytes = nested("1").size() + 1;
  least.depth = 0;
  least.values = 1;
  least.keys = 0;
  least.string_bytes = 4;  // "json", "meta"
  least.aliases = 0;
  CHECK_NOTHROW(candela::parse(nested("1"), {least, {}, {}, {}}));
  const auto refused = candela::try_parse(nested("[]"), {least, {}, {}, {}});
  REQUIRE(std::holds_alternative<CloneError>(refused));
  CHECK(std::get<CloneError>(refused).code() == CloneErrorCode::limit_depth);
}

TEST_CASE("a server's limits are narrower than the defaults") {
  const Limits server = candela::server_limits();
  CHECK(server.depth == 1'000);
  CHECK(server.bytes < Limits{}.bytes);
  CHECK(server.values < Limits{}.values);
}
