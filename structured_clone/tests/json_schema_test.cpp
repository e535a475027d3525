#include <candela/structured_clone/json_schema.hpp>

#include <array>
#include <chrono>
#include <limits>
#include <set>

#include "bound_types.hpp"
#include "random_typed.hpp"

using candela::json_schema;

namespace {

struct Options {
  std::string name;
  std::optional<std::uint8_t> level;
  bound::Mood mood = bound::Mood::sad;
  double ratio = 0;
  std::string city;
  int newer = 0;
};
CANDELA_FIELDS((Options, candela::refuse_unknown), (name, candela::rename("$name")), level,
               (mood, candela::otherwise(bound::Mood::glad)), (ratio, candela::otherwise(0.5)),
               (city, candela::defaulted), (newer, candela::since(2)))

struct Large {
  std::uint64_t greatest = 0;
  std::int64_t least = 0;
};
CANDELA_FIELDS(Large, (greatest, candela::otherwise(std::numeric_limits<std::uint64_t>::max())),
               (least, candela::otherwise(std::numeric_limits<std::int64_t>::min())))

template <typename T>
struct Box {
  T content{};
  CANDELA_FIELDS(Box, content)
};

/// The schema without what stands in front of each.
template <typename T>
std::string schema(std::uint32_t version = candela::newest_version) {
  std::string text = candela::stringify_json(json_schema<T>(version).root());
  const std::string front = R"({"$schema":"https://json-schema.org/draft/2020-12/schema",)";
  REQUIRE(text.starts_with(front));
  return "{" + text.substr(front.size());
}

}  // namespace

namespace far::away {
struct Point {
  int x = 0;
};
CANDELA_FIELDS(far::away::Point, x)
}  // namespace far::away

TEST_CASE("a circular type is a definition that names itself") {
  CHECK(schema<bound::NodePointer>() ==
        "{\"anyOf\":[{\"$ref\":\"#/$defs/Node\"},{\"type\":\"null\"},{\"type\":\"object\","
        "\"properties\":{\"$ref\":{\"type\":\"integer\",\"minimum\":0}},\"required\":[\"$ref\"],"
        "\"additionalProperties\":false}],\"$defs\":{\"Node\":{\"type\":\"object\",\"properties\":{"
        "\"label\":{\"type\":\"string\"},\"edges\":{\"type\":\"array\",\"items\":{\"anyOf\":[{"
        "\"$ref\":\"#/$defs/Node\"},{\"type\":\"null\"},{\"type\":\"object\",\"properties\":{"
        "\"$ref\":{\"type\":\"integer\",\"minimum\":0}},\"required\":[\"$ref\"],"
        "\"additionalProperties\":false}]}}},\"required\":[\"label\",\"edges\"]}}}");
}

TEST_CASE("what must be there is required, and defaults are told") {
  const std::string properties =
      "\"properties\":{\"$$name\":{\"type\":\"string\"},\"level\":{\"anyOf\":[{\"type\":"
      "\"integer\",\"minimum\":0,\"maximum\":255},{\"type\":\"null\"}]},\"mood\":{\"enum\":["
      "\"glad\",\"sad\",\"so-so é\"],\"default\":\"glad\"},\"ratio\":{\"type\":\"number\","
      "\"default\":0.5},\"city\":{\"type\":\"string\"},\"newer\":{\"type\":\"integer\","
      "\"minimum\":-2147483648,\"maximum\":2147483647}}";
  const auto whole = [&](const std::string& required) {
    return "{\"$ref\":\"#/$defs/Options\",\"$defs\":{\"Options\":{\"type\":\"object\"," +
           properties + ",\"required\":[" + required + "],\"additionalProperties\":false}}}";
  };
  CHECK(schema<Options>() == whole("\"$$name\",\"newer\""));
  CHECK(schema<Options>(1) == whole("\"$$name\""));
}

TEST_CASE("types of one name are told apart, and names fit into references") {
  using Both = std::pair<Box<int>, std::vector<Box<far::away::Point>>>;
  CHECK(
      schema<Both>() ==
      "{\"type\":\"array\",\"prefixItems\":[{\"$ref\":\"#/$defs/Box\"},{\"type\":\"array\","
      "\"items\":{\"$ref\":\"#/$defs/Box_2\"}}],\"items\":false,\"minItems\":2,\"$defs\":{\"Box\":{"
      "\"type\":\"object\",\"properties\":{\"content\":{\"type\":\"integer\",\"minimum\":"
      "-2147483648,\"maximum\":2147483647}},\"required\":[\"content\"]},\"Box_2\":{\"type\":"
      "\"object\",\"properties\":{\"content\":{\"$ref\":\"#/$defs/far.away.Point\"}},\"required\":["
      "\"content\"]},\"far.away.Point\":{\"type\":\"object\",\"properties\":{\"x\":{\"type\":"
      "\"integer\",\"minimum\":-2147483648,\"maximum\":2147483647}},\"required\":[\"x\"]}}}");
}

TEST_CASE("values that JSON has no form for have that of nested") {
  using Time = bound::Everything::Time;
  CHECK(schema<Time>() ==
        "{\"type\":\"object\",\"properties\":{\"$type\":{\"const\":\"date\"},\"iso\":{\"type\":"
        "\"string\",\"format\":\"date-time\"}},\"required\":[\"$type\",\"iso\"]}");
  CHECK(schema<std::set<bool>>() ==
        "{\"type\":\"object\",\"properties\":{\"$type\":{\"const\":\"set\"},\"values\":{\"type\":"
        "\"array\",\"items\":{\"type\":\"boolean\"}}},\"required\":[\"$type\",\"values\"]}");
  CHECK(schema<std::map<int, candela::BigInt>>().find("\"entries\"") != std::string::npos);
  CHECK(
      schema<std::map<std::string, std::unique_ptr<bool>>>() ==
      "{\"type\":\"object\",\"additionalProperties\":{\"anyOf\":[{\"type\":\"boolean\"},{\"type\":"
      "\"null\"}]}}");
  CHECK(schema<std::array<std::variant<bool, std::monostate>, 2>>() ==
        "{\"type\":\"array\",\"items\":{\"anyOf\":[{\"type\":\"boolean\"},{\"const\":{\"$type\":"
        "\"undefined\"}}]},\"minItems\":2,\"maxItems\":2}");
  CHECK(schema<std::vector<std::byte>>().find("\"maximum\":255") != std::string::npos);
  CHECK(
      schema<std::uint64_t>() ==
      "{\"anyOf\":[{\"type\":\"integer\",\"minimum\":0,\"maximum\":9007199254740992},{\"type\":"
      "\"object\",\"properties\":{\"$type\":{\"const\":\"bigint\"},\"value\":{\"type\":\"string\","
      "\"pattern\":\"^-?[0-9]+$\"}},\"required\":[\"$type\",\"value\"]}]}");
  // All of it, once: every shape has its schema.
  CHECK(schema<bound::Everything>().size() > 3'000);
}

TEST_CASE("a default that no double holds is what the wire has for it") {
  const candela::Document schema = json_schema<Large>();
  const candela::Value properties = schema.root()["$defs"]["Large"]["properties"];
  CHECK(candela::stringify_json(properties["greatest"]["default"]) ==
        R"({"$type":"bigint","value":"18446744073709551615"})");
  CHECK(candela::stringify_json(properties["least"]["default"]) ==
        R"({"$type":"bigint","value":"-9223372036854775808"})");
  const auto large = candela::parse_as<Large>(R"({"json":{},"meta":{}})");
  CHECK(large.greatest == std::numeric_limits<std::uint64_t>::max());
}

TEST_CASE("schemas of several types in one document share their definitions") {
  candela::Document document;
  candela::JsonSchemas schemas(document);
  CHECK(schemas.definitions().size() == 0);
  const candela::Value first = schemas.of<Box<far::away::Point>>();
  const candela::Value second = schemas.of<std::vector<far::away::Point>>();
  CHECK(candela::stringify_json(first) == R"({"$ref":"#/$defs/Box"})");
  CHECK(candela::stringify_json(second) ==
        R"({"type":"array","items":{"$ref":"#/$defs/far.away.Point"}})");
  const candela::Value definitions = schemas.definitions();
  CHECK(definitions.size() == 2);
  CHECK(definitions["Box"]["properties"]["content"]["$ref"].as_string() ==
        "#/$defs/far.away.Point");
}
