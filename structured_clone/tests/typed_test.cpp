#include <candela/structured_clone/typed.hpp>

#include "bound_types.hpp"

using bound::NodePointer;
using bound::refusal;
using bound::Tree;
using candela::CloneErrorCode;
using candela::Format;
using candela::parse_as;
using candela::stringify;

TEST_CASE("every format carries C++ types, and is recognised") {
  const Tree tree{"a", {{"b", {}}, {"c", {{"d", {}}}}}};
  for (const Format format : {Format::nested, Format::tuple}) {
    const std::string text = stringify(tree, {.format = format});
    CHECK(candela::detect_format(text) == format);
    CHECK(parse_as<Tree>(text) == tree);
  }
}

TEST_CASE("text that is wrong, and text of another type, are told apart") {
  CHECK(refusal([] { parse_as<Tree>("{\"json\":"); }).code == CloneErrorCode::truncated);
  CHECK(refusal([] { parse_as<int>(R"({"json":"x","meta":{}})"); }).code ==
        CloneErrorCode::wrong_kind);
  const auto deep = refusal([] {
    parse_as<Tree>(R"({"json":{"name":"a","children":[{"name":1,"children":[]}]},"meta":{}})");
  });
  CHECK(deep.path == "$.children[0].name");
  CHECK(deep.message == "expected a string, found the number 1");
}

TEST_CASE("the limits of the options hold") {
  const std::string text = stringify(Tree{"abc", {}});
  candela::ParseOptions options;
  options.limits.string_bytes = 2;
  CHECK(refusal([&] { parse_as<Tree>(text, options); }).code == CloneErrorCode::limit_string);
  CHECK(refusal([&] {
          stringify(Tree{"abc", {}}, {.bytes = text.size() - 1});
        }).code == CloneErrorCode::limit_bytes);
  CHECK(stringify(Tree{"abc", {}}, {.bytes = text.size()}) == text);
}
