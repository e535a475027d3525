#include <doctest/doctest.h>

#include <utility>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

TEST_CASE("RegExps tell what they are made of, and match nothing") {
  BuiltinRunner r;
  Value regexp = r.document.regexp("a/b", "yi");
  regexp.set_regexp_last_index(3);
  CHECK(r.read(regexp, "source").as_string() == "a\\/b");
  CHECK(r.read(regexp, "flags").as_string() == "iy");
  CHECK(r.read(regexp, "lastIndex").as_number() == 3);
  CHECK(r.show(regexp, "toString") == "'/a\\\\/b/iy'");
  for (const char* name : {"test", "exec", "compile"})
    CHECK(r.read(regexp, name).is_undefined());
}

TEST_CASE("each flag of a RegExp has its name") {
  BuiltinRunner r;
  const std::pair<const char*, const char*> flags[] = {
      {"d", "hasIndices"}, {"g", "global"},  {"i", "ignoreCase"},  {"m", "multiline"},
      {"s", "dotAll"},     {"u", "unicode"}, {"v", "unicodeSets"}, {"y", "sticky"}};
  for (const auto& flag : flags) {
    CAPTURE(flag.second);
    CHECK(r.read(r.document.regexp("a", flag.first), flag.second).as_boolean());
    CHECK_FALSE(r.read(r.document.regexp("a", ""), flag.second).as_boolean());
  }
}

}  // namespace
}  // namespace candela
