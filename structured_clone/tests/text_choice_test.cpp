#include "bind/text_choice.hpp"

#include <chrono>
#include <set>

#include "bound_types.hpp"

using bound::Tree;
using candela::parse_as;
using candela::detail::bind::choose_by_text;
using candela::detail::bind::Detour;
using candela::detail::bind::table;
using candela::detail::bind::TextCursor;

namespace {

struct Circle {
  double radius = 0;
};
CANDELA_FIELDS((Circle, candela::refuse_unknown), radius)
struct Square {
  double side = 0;
  std::optional<std::string> name;
};
CANDELA_FIELDS(Square, side, name)
struct Ellipse {
  double radius = 0;
  double other_radius = 0;
};
CANDELA_FIELDS(Ellipse, radius, (other_radius, candela::since(2)))

using Figure = std::variant<Circle, std::unique_ptr<Square>, std::map<std::string, int>>;
using Any =
    std::variant<std::monostate, bool, std::uint8_t, double, std::string, std::vector<int>, Tree,
                 std::set<int>, std::map<int, int>, candela::BigInt, std::vector<std::byte>>;

constexpr std::size_t detour = candela::detail::bind::no_alternative;

/// The alternative that is chosen in the text, and in a document.
template <typename V>
std::pair<std::size_t, std::size_t> choices(const std::string& json, std::size_t most_bytes = 1000,
                                            std::uint32_t version = candela::newest_version) {
  const candela::Limits limits;
  candela::detail::bind::LookAhead look{most_bytes, version};
  std::size_t by_text = detour;
  try {
    TextCursor text(json, limits);
    by_text = choose_by_text(table<V>, text, look);
    CHECK(text.here() == json.data());
  } catch (const Detour&) {
    by_text = detour;
  }
  const auto doc = candela::parse("{\"json\":" + json + ",\"meta\":{}}");
  return {by_text, candela::detail::bind::choose(table<V>, doc.root(), version)};
}

template <typename V>
std::size_t chosen(const std::string& json) {
  const auto [by_text, by_document] = choices<V>(json);
  CHECK(by_text == by_document);
  return by_text;
}

}  // namespace

TEST_CASE("an object needs the fields of the version that is read, no others") {
  using Round = std::variant<Square, Ellipse>;
  const std::string old = R"({"radius":1})";
  CHECK(choices<Round>(old, 1000, 1) == std::pair<std::size_t, std::size_t>{1, 1});
  CHECK(choices<Round>(old, 1000, 2).second == detour);
  const Round ellipse = Ellipse{1, 2};
  for (const candela::Format format : candela::all_formats) {
    const std::string bytes = candela::stringify(ellipse, {.format = format, .version = 1});
    CHECK(parse_as<Round>(bytes, {.version = 1}).index() == 1);
  }
}

TEST_CASE("a value's beginning tells most alternatives apart, as a document does") {
  CHECK(chosen<Any>(R"({"$type":"undefined"})") == 0);
  CHECK(chosen<Any>("true") == 1);
  CHECK(chosen<Any>("7") == 2);
  CHECK(chosen<Any>("256") == 3);
  CHECK(chosen<Any>("-1") == 3);
  CHECK(chosen<Any>("1.5") == 3);
  CHECK(chosen<Any>(R"("x")") == 4);
  CHECK(chosen<Any>("[1]") == 5);
  CHECK(chosen<Any>(R"({"name":"t","children":[]})") == 6);
  CHECK(chosen<Any>(R"({"$type":"set","values":[]})") == 7);
  CHECK(chosen<Any>(R"({"$type":"map","entries":[]})") == 8);
  CHECK(chosen<Any>(R"({"$type":"arraybuffer","subtype":"Uint8Array","data":[]})") == 10);
}

TEST_CASE("structs are told apart by their fields") {
  CHECK(chosen<Figure>(R"({"radius":1})") == 0);
  CHECK(chosen<Figure>(R"({"radius":1,"side":2})") == 1);
  CHECK(chosen<Figure>(R"({"name":"n","side":{"deep":[1,"x"]}})") == 1);
  CHECK(chosen<Figure>(R"({"other":2})") == 2);
  CHECK(chosen<Figure>("{}") == 2);
  CHECK(chosen<Figure>(R"({"radius":1,"radius":2})") == 0);
}

TEST_CASE("what takes a closer look is left to a document") {
  CHECK(choices<Any>("null") == std::pair{detour, detour});
  CHECK(choices<Figure>(R"({"s\u0069de":1})") == std::pair{detour, std::size_t{1}});
  CHECK(choices<std::variant<std::array<int, 1>, std::array<int, 2>>>("[1,2]") ==
        std::pair{detour, std::size_t{1}});
  CHECK(choices<Any>(R"({"$type":"bigint","value":"7"})").first == detour);
}

TEST_CASE("looking ahead has an end") {
  const std::string text = R"({"radius":1,"more":"0123456789"})";
  CHECK(choices<Figure>(text, text.size()).first != detour);
  CHECK(choices<Figure>(text, text.size() - 2).first == detour);
}
