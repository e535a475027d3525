#include <candela/structured_clone/path.hpp>

#include <string>
#include <vector>

#include <doctest/doctest.h>

using candela::Path;
using Kind = Path::StepKind;

TEST_CASE("the root is a path of no steps") {
  const Path path({});
  CHECK(path.empty());
  CHECK(path.text() == "$");
}

TEST_CASE("every step has its text") {
  const std::vector<Path::Step> steps = {{Kind::property, "users"},   {Kind::index, {}, 3},
                                         {Kind::property, "no name"}, {Kind::map_key, {}, 0},
                                         {Kind::map_value, {}, 1},    {Kind::set_member, {}, 2},
                                         {Kind::error_part, "cause"}, {Kind::payload}};
  const Path path(steps);
  CHECK(path.text() == R"($.users[3]["no name"].keys()[0].values()[1].values()[2].cause.payload)");
  CHECK(path.size() == 8);
  CHECK(path[1].index == 3);
  CHECK(path.back().kind == Kind::payload);
}

TEST_CASE("a path of 64 steps is told whole, of a longer one its two ends") {
  std::vector<Path::Step> steps(64, {Kind::index, {}, 7});
  CHECK(Path(steps).text().find("…") == std::string::npos);
  steps.push_back({Kind::property, "last"});
  const std::string text = Path(steps).text();
  CHECK(text.find("…") != std::string::npos);
  CHECK(text.ends_with("[7].last"));
  CHECK(Path(std::vector<Path::Step>(1'000'000, {Kind::index, {}, 1})).text().size() ==
        1 + 64 * 3 + 3);
}
