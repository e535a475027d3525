#include <cstdint>
#include <string>
#include <vector>

#include "bound_types.hpp"

using bound::refusal;
using bound::refused_value;
using candela::CloneErrorCode;
using candela::Document;
using candela::from;
using candela::stringify;
using candela::to;
using candela::Value;

namespace {

enum class Color { red, green = 7, blue };
CANDELA_ENUM(Color, red, (green, candela::rename("li\"me")))

struct Options {
  std::string name;
  int age = 30;
  std::string city = "Rome";
  Color color = Color::green;
  std::optional<int> rank = 3;
  double weight = 1.5;
};
CANDELA_FIELDS(Options, (name, candela::rename("full name")), (age, candela::otherwise(18)),
               (city, candela::defaulted), (color, candela::otherwise(Color::red)), rank,
               (weight, candela::otherwise(2)))

struct Strict {
  int a = 0;
  int b = 0;
};
CANDELA_FIELDS((Strict, candela::refuse_unknown), a, (b, candela::defaulted))

struct Versioned {
  int always = 1;
  int newer = 2;
  int older = 3;
};
CANDELA_FIELDS(Versioned, always, (newer, candela::since(2)), (older, candela::until(1)))

class Animal {
 public:
  virtual ~Animal() = default;
  int legs() const { return legs_; }
  void set_legs(int legs) { legs_ = legs; }
  CANDELA_FIELDS(Animal, (legs_, candela::rename("legs")))

 private:
  int legs_ = 4;
};
struct Dog : Animal {
  std::string name;
};
CANDELA_FIELDS_EXTENDS(Dog, Animal, name)
struct Puppy : Dog {
  int weeks = 0;
};
CANDELA_FIELDS_EXTENDS((Puppy, candela::refuse_unknown), Dog, weeks)
struct Unlisted : Dog {};

template <typename T>
struct Box {
  T content{};
  std::vector<Box> more;
  CANDELA_FIELDS(Box, content, more)
};

struct Indexed {
  int last = 1;
  int ten = 2;
  int two = 3;
  int padded = 4;
};
CANDELA_FIELDS(Indexed, last, (ten, candela::rename("10")), (two, candela::rename("2")),
               (padded, candela::rename("02")))

struct Odd {
  int dollar = 1;
  int quoted = 2;
};
CANDELA_FIELDS(Odd, (dollar, candela::rename("$type")), (quoted, candela::rename("\"\\\n\x01é")))

struct Nullable {
  std::optional<int> left_out;
  std::optional<int> null;
};
CANDELA_FIELDS(Nullable, left_out, (null, candela::as_null))

struct Nothing {};
CANDELA_FIELDS(Nothing)

}  // namespace

namespace lib {
struct Point {
  double x = 0;
  double y = 0;
};
}  // namespace lib

template <>
struct candela::fields_for<lib::Point> {
  CANDELA_FIELDS(lib::Point, x, y)
};

static_assert(candela::Convertible<Puppy> && candela::Convertible<Box<Box<int>>>);
static_assert(!candela::Convertible<Unlisted>);
static_assert(!candela::Convertible<std::vector<Unlisted>>);

TEST_CASE("a struct is an object of its fields, in their order") {
  Document doc;
  const lib::Point point{.x = 1, .y = -2.5};
  CHECK(stringify(from(doc, point)) == R"({"json":{"x":1,"y":-2.5},"meta":{}})");
  const auto back = to<lib::Point>(doc.object({{"y", 4}, {"other", "skipped"}, {"x", 3}}));
  CHECK(back.x == 3);
  CHECK(back.y == 4);
  CHECK(stringify(Nothing()) == R"({"json":{},"meta":{}})");
}

TEST_CASE("fields may have another name, and may be missing where they say so") {
  Document doc;
  const auto options = to<Options>(doc.object({{"full name", "Ada"}}));
  CHECK(options.name == "Ada");
  CHECK(options.age == 18);
  CHECK(options.city == "Rome");
  CHECK(options.color == Color::red);
  CHECK(options.rank == std::nullopt);
  CHECK(options.weight == 2);
  CHECK(stringify(options) ==
        "{\"json\":{\"full name\":\"Ada\",\"age\":18,\"city\":\"Rome\","
        "\"color\":\"red\",\"weight\":2},\"meta\":{}}");
  const auto given = to<Options>(
      doc.object({{"full name", ""}, {"age", 1}, {"city", "Oslo"}, {"rank", 9}, {"weight", 0}}));
  CHECK(given.age == 1);
  CHECK(given.city == "Oslo");
  CHECK(given.rank == 9);
  CHECK(given.weight == 0);
}

TEST_CASE("an empty optional is left out, or null where it says so") {
  Document doc;
  CHECK(stringify(Nullable()) == R"({"json":{"null":null},"meta":{}})");
  CHECK(stringify(from(doc, Nullable())) == stringify(Nullable()));
  CHECK(stringify(Nullable{1, 2}) == R"({"json":{"left_out":1,"null":2},"meta":{}})");
  CHECK(candela::parse_as<Nullable>(stringify(Nullable())).null == std::nullopt);
  CHECK(candela::parse_as<Nullable>(R"({"json":{"left_out":null},"meta":{}})").left_out ==
        std::nullopt);
}

TEST_CASE("a missing field and a wrong kind say what was expected, and where") {
  Document doc;
  const auto missing = refused_value<std::vector<lib::Point>>(
      doc.array({doc.object({{"x", 1}, {"y", 2}}), doc.object({{"x", 1}})}));
  CHECK(missing.code == CloneErrorCode::wrong_kind);
  CHECK(missing.path == "$[1].y");
  CHECK(missing.message == "expected a number, but the field is missing");
  CHECK(refused_value<lib::Point>(doc.object({{"x", 1}, {"y", "2"}})).path == "$.y");
  CHECK(refused_value<lib::Point>(doc.object({{"x", 1}, {"y", Value()}})).message ==
        "expected a number, found undefined");
  const auto kind = refused_value<lib::Point>(doc.array({1, 2}));
  CHECK(kind.path == "$");
  CHECK(kind.message == "expected an object (lib::Point), found an array of 2");
}

TEST_CASE("unknown properties are skipped, or refused where the type says so") {
  Document doc;
  CHECK(to<Strict>(doc.object({{"a", 1}})).a == 1);
  const auto unknown = refused_value<Strict>(doc.object({{"a", 1}, {"c d", 2}}));
  CHECK(unknown.code == CloneErrorCode::wrong_kind);
  CHECK(unknown.path == "$[\"c d\"]");
  CHECK(unknown.message == "expected no other property than the fields of Strict");
}

TEST_CASE("a version says which fields are written and must be there") {
  const Versioned all;
  CHECK(stringify(all) == R"({"json":{"always":1,"newer":2},"meta":{}})");
  const std::string old = stringify(all, {.version = 1});
  CHECK(old == R"({"json":{"always":1,"older":3},"meta":{}})");
  CHECK(refusal([&] { candela::parse_as<Versioned>(old); }).path == "$.newer");
  CHECK(candela::parse_as<Versioned>(old, {.version = 1}).newer == 2);
  CHECK(refusal([] {
          candela::parse_as<Versioned>(R"({"json":{"always":1},"meta":{}})", {.version = 1});
        }).path == "$.older");
  // What is there is read, whatever the version.
  CHECK(candela::parse_as<Versioned>(R"({"json":{"always":1,"newer":5,"older":6},"meta":{}})")
            .older == 6);
}

TEST_CASE("a derived class has its base's fields first") {
  Puppy puppy;
  puppy.set_legs(3);
  puppy.name = "Rex";
  puppy.weeks = 5;
  const std::string text = stringify(puppy);
  CHECK(text == R"({"json":{"legs":3,"name":"Rex","weeks":5},"meta":{}})");
  const auto back = candela::parse_as<Puppy>(text);
  CHECK(back.legs() == 3);
  CHECK(back.name == "Rex");
  CHECK(back.weeks == 5);
  CHECK(candela::parse_as<Animal>(text).legs() == 3);
  Document doc;
  CHECK(
      refused_value<Puppy>(doc.object({{"legs", 4}, {"name", ""}, {"weeks", 1}, {"x", 1}})).path ==
      "$.x");
}

TEST_CASE("a template lists its fields inside, and may hold itself") {
  const Box<std::string> box{.content = "a", .more = {{.content = "b", .more = {}}}};
  const std::string text = stringify(box);
  CHECK(text == R"({"json":{"content":"a","more":[{"content":"b","more":[]}]},"meta":{}})");
  CHECK(candela::parse_as<Box<std::string>>(text).more.at(0).content == "b");
}

TEST_CASE("enumerators are their names, both ways or not at all") {
  Document doc;
  CHECK(from(doc, Color::red).as_string() == "red");
  CHECK(from(doc, Color::green).as_string() == "li\"me");
  CHECK(to<Color>(doc.string("li\"me")) == Color::green);
  const auto unknown = refused_value<std::vector<Color>>(doc.array({"red", "pink"}));
  CHECK(unknown.code == CloneErrorCode::wrong_kind);
  CHECK(unknown.path == "$[1]");
  CHECK(unknown.message == "expected one of \"red\", \"li\"me\", found the string \"pink\"");
  CHECK(refused_value<Color>(doc.number(7)).code == CloneErrorCode::wrong_kind);
  const auto unlisted = refusal([&] { from(doc, std::vector<Color>{Color::red, Color::blue}); });
  CHECK(unlisted.code == CloneErrorCode::not_serializable);
  CHECK(unlisted.path == "$[1]");
  CHECK(unlisted.message == "the enumerator 8 is not in its CANDELA_ENUM list");
}

TEST_CASE("names that look like indexes come first, as JavaScript has them") {
  CHECK(stringify(Indexed()) == R"({"json":{"2":3,"10":2,"last":1,"02":4},"meta":{}})");
  Document doc;
  CHECK(stringify(from(doc, Indexed())) == stringify(Indexed()));
}

TEST_CASE("any name is possible, and is escaped as the format asks for") {
  const std::string text = stringify(Odd());
  CHECK(text == R"({"json":{"$$type":1,"\"\\\n\u0001é":2},"meta":{}})");
  CHECK(candela::parse_as<Odd>(text).quoted == 2);
  Document doc;
  CHECK(stringify(from(doc, Odd())) == text);
}
