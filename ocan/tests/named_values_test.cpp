#include <doctest/doctest.h>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

TEST_CASE("errors have their data, and a text where that is none of it") {
  BuiltinRunner r;
  Value error = r.document.error("RangeError", "too far");
  error.set("code", 7);
  CHECK(r.read(error, "message").as_string() == "too far");
  CHECK(r.read(error, "code").as_number() == 7);
  CHECK(r.read(error, "stack").is_undefined());
  CHECK(r.show(error, "toString") == "'RangeError: too far'");
  error.set("toString", "mine");
  CHECK(r.read(error, "toString").as_string() == "mine");
}

TEST_CASE("functions have a name") {
  BuiltinRunner r;
  CHECK(r.read(r.document.function("f"), "name").as_string() == "f");
  CHECK(r.read(r.document.function("f"), "length").is_undefined());
  CHECK(r.read(r.document.function("f"), "toString").is_undefined());
}

}  // namespace
}  // namespace candela
