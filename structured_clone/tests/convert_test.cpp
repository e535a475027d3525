#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone/convert.hpp>

using candela::BigInt;
using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::from;
using candela::to;
using candela::Value;

namespace {

struct Refusal {
  CloneErrorCode code;
  std::string path;
  std::string message;
};

template <typename T>
Refusal refusal(Value value) {
  try {
    static_cast<void>(to<T>(value));
  } catch (const CloneError& error) {
    return {.code = error.code(), .path = error.path(), .message = error.message()};
  }
  FAIL("the value was taken");
  return {};
}

template <typename T>
bool refuses_number(Document& doc, double number) {
  return refusal<T>(doc.number(number)).code == CloneErrorCode::bad_number;
}

struct Point {
  int x = 0;
  int y = 0;
};

}  // namespace

template <>
struct candela::Convert<Point> {
  static Point to(Value value) {
    return {.x = candela::to<int>(value["x"]), .y = candela::to<int>(value["y"])};
  }
  static Value from(Document& doc, const Point& point) {
    return doc.object({{"x", point.x}, {"y", point.y}});
  }
};

TEST_CASE("integers are read exactly, to both ends of their range") {
  Document doc;
  CHECK(to<std::uint8_t>(doc.number(0)) == 0);
  CHECK(to<std::uint8_t>(doc.number(255)) == 255);
  CHECK(to<std::int8_t>(doc.number(-128)) == -128);
  CHECK(to<int>(doc.number(-0.0)) == 0);
  CHECK(to<std::int64_t>(doc.number(-0x1p63)) == std::numeric_limits<std::int64_t>::min());
  CHECK(to<std::uint64_t>(doc.number(0x1p63)) == std::uint64_t{1} << 63);

  CHECK(refuses_number<std::uint8_t>(doc, 256));
  CHECK(refuses_number<std::uint8_t>(doc, -1));
  CHECK(refuses_number<std::int8_t>(doc, -129));
  CHECK(refuses_number<std::int64_t>(doc, 0x1p63));
  CHECK(refuses_number<std::uint64_t>(doc, 0x1p64));
  CHECK(refuses_number<int>(doc, 0.5));
  CHECK(refuses_number<int>(doc, std::nan("")));
  CHECK(refuses_number<int>(doc, std::numeric_limits<double>::infinity()));
  CHECK(refuses_number<unsigned>(doc, -0.5));
}

TEST_CASE("integers beyond 2^53 travel as BigInts, and any fitting BigInt is read") {
  Document doc;
  constexpr std::int64_t safe = std::int64_t{1} << 53;
  CHECK(from(doc, safe).is_number());
  CHECK(from(doc, -safe).is_number());
  CHECK(from(doc, safe + 1).is_bigint());
  CHECK(from(doc, -safe - 1).is_bigint());
  CHECK(from(doc, static_cast<std::uint64_t>(safe)).is_number());
  for (const std::int64_t number : {safe + 1, -safe - 1, std::numeric_limits<std::int64_t>::min(),
                                    std::numeric_limits<std::int64_t>::max()}) {
    CHECK(to<std::int64_t>(from(doc, number)) == number);
  }
  constexpr std::uint64_t greatest = std::numeric_limits<std::uint64_t>::max();
  CHECK(to<std::uint64_t>(from(doc, greatest)) == greatest);
  CHECK(to<int>(doc.bigint(7)) == 7);
  CHECK(refusal<std::int64_t>(from(doc, greatest)).code == CloneErrorCode::bad_number);
}

TEST_CASE("floating point numbers take every number that they can hold") {
  Document doc;
  CHECK(to<double>(from(doc, 0.1)) == 0.1);
  CHECK(std::isnan(to<double>(doc.number(std::nan("")))));
  CHECK(std::signbit(to<double>(doc.number(-0.0))));
  CHECK(to<float>(doc.number(0.1)) == 0.1F);
  CHECK(std::isinf(to<float>(doc.number(std::numeric_limits<double>::infinity()))));
  CHECK(std::isnan(to<float>(doc.number(std::nan("")))));
  constexpr float greatest = std::numeric_limits<float>::max();
  CHECK(to<float>(from(doc, greatest)) == greatest);
  CHECK(refuses_number<float>(doc, std::nextafter(double{greatest}, 1e300)));
  CHECK(refusal<double>(doc.bigint(1)).code == CloneErrorCode::wrong_kind);
}

TEST_CASE("primitives keep their kind") {
  Document doc;
  CHECK(to<bool>(from(doc, true)));
  CHECK(to<std::string>(from(doc, std::string("Ada"))) == "Ada");
  CHECK(to<std::string_view>(from(doc, std::string_view("Ada"))) == "Ada");
  CHECK(to<BigInt>(from(doc, BigInt(-5))) == BigInt(-5));
  CHECK(to<std::nullptr_t>(from(doc, nullptr)) == nullptr);
  const Value object = doc.object();
  CHECK(to<Value>(from(doc, object)).is(object));
}

TEST_CASE("an optional is empty for undefined and null, and undefined when it is empty") {
  Document doc;
  CHECK(to<std::optional<int>>(doc.number(3)) == 3);
  CHECK(to<std::optional<int>>(doc.null()) == std::nullopt);
  CHECK(to<std::optional<int>>(Value()) == std::nullopt);
  CHECK(from(doc, std::optional<int>()).is_undefined());
  CHECK(from(doc, std::optional<int>(3)).as_number() == 3);
  CHECK(refusal<std::optional<int>>(doc.string("x")).code == CloneErrorCode::wrong_kind);
}

TEST_CASE("vectors, pairs and tuples are arrays") {
  Document doc;
  const std::vector<std::string> names = {"a", "b"};
  CHECK(to<std::vector<std::string>>(from(doc, names)) == names);
  const std::vector<bool> flags = {true, false, true};
  CHECK(to<std::vector<bool>>(from(doc, flags)) == flags);
  CHECK(to<std::vector<int>>(doc.array()).empty());
  const std::pair<int, std::string> pair = {1, "one"};
  CHECK(to<std::pair<int, std::string>>(from(doc, pair)) == pair);
  const std::tuple<int, bool, std::vector<int>> tuple = {1, true, {2, 3}};
  CHECK(to<std::tuple<int, bool, std::vector<int>>>(from(doc, tuple)) == tuple);

  using Pair = std::pair<int, int>;
  CHECK(refusal<Pair>(doc.array({1})).message == "expected an array of 2, found an array of 1");
  CHECK(refusal<Pair>(doc.array({1, 2, 3})).message ==
        "expected an array of 2, found an array of 3");
}

TEST_CASE("a hole is undefined: empty for an optional, refused by the rest") {
  Document doc;
  Value array = doc.array({1});
  array.resize(2);
  const std::vector<std::optional<int>> expected = {1, std::nullopt};
  CHECK(to<std::vector<std::optional<int>>>(array) == expected);
  CHECK(refusal<std::vector<int>>(array).path == "$[1]");
}

TEST_CASE("maps with string keys are objects") {
  Document doc;
  const std::map<std::string, int> sorted = {{"", 0}, {"a", 1}, {"b c", 2}};
  CHECK(to<std::map<std::string, int>>(from(doc, sorted)) == sorted);
  const std::unordered_map<std::string, std::vector<int>> nested = {{"x", {1, 2}}, {"y", {}}};
  CHECK(to<std::unordered_map<std::string, std::vector<int>>>(from(doc, nested)) == nested);
  CHECK(refusal<std::map<std::string, int>>(doc.array()).message ==
        "expected an object, found an array of 0");
}

TEST_CASE("a Document is a copy of its own, identity kept") {
  Document doc;
  Value cycle = doc.object({{"name", "a"}});
  cycle.set("self", cycle);
  const Document copy = to<Document>(cycle);
  CHECK(copy.root()["self"].is(copy.root()));
  CHECK(copy.root()["name"].as_string() == "a");

  Document other;
  const Value back = from(other, copy);
  CHECK(back["self"].is(back));
}

TEST_CASE("a type joins by specialising Convert, also inside of containers") {
  Document doc;
  const Value points = from(doc, std::vector<Point>{{.x = 1, .y = 2}, {.x = 3, .y = 4}});
  CHECK(points[1]["y"].as_number() == 4);
  CHECK(to<std::vector<Point>>(points).at(0).x == 1);
}

TEST_CASE("an error says what was expected, what was found, and where") {
  Document doc;
  const Refusal plain = refusal<std::uint8_t>(doc.string("x"));
  CHECK(plain.code == CloneErrorCode::wrong_kind);
  CHECK(plain.path == "$");
  CHECK(plain.message == "expected a whole number from 0 to 255, found the string \"x\"");

  CHECK(refusal<std::int8_t>(doc.number(3.5)).message ==
        "expected a whole number from -128 to 127, found the number 3.5");
  CHECK(refusal<bool>(doc.number(1)).message == "expected true or false, found the number 1");
  CHECK(refusal<std::string>(Value()).message == "expected a string, found undefined");
  CHECK(refusal<BigInt>(doc.number(1)).message == "expected a BigInt, found the number 1");
  CHECK(refusal<std::nullptr_t>(Value()).message == "expected null, found undefined");
  CHECK(refusal<double>(doc.date(0)).message == "expected a number, found a Date");

  using Users = std::vector<std::map<std::string, std::vector<std::string>>>;
  const Value users = doc.array(
      {doc.object(), doc.object({{"nick names", doc.array({"Ada"})}, {"names", doc.array({1})}})});
  const Refusal deep = refusal<Users>(users);
  CHECK(deep.path == "$[1].names[0]");
  CHECK(deep.message == "expected a string, found the number 1");
}
