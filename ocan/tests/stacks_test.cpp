#include "stacks.hpp"

#include <doctest/doctest.h>

#include <candela/structured_clone/document.hpp>

namespace candela {
namespace {

using Part = Value::ErrorPart;

TEST_CASE("hidden stacks are gone, from causes too, also where causes run in a circle") {
  Document document;
  Value outer = document.error("E", "outer");
  Value inner = document.error("E", "inner");
  outer.set_error_part(Part::cause, inner);
  inner.set_error_part(Part::cause, outer);
  outer.set_error_part(Part::stack, "secret");
  inner.set_error_part(Part::stack, "secret");
  apply_stacks(outer, Stacks::hidden);
  CHECK_FALSE(outer.error_has(Part::stack));
  CHECK_FALSE(inner.error_has(Part::stack));
}

TEST_CASE("exposed stacks stay, and where there is none the error names itself") {
  Document document;
  Value error = document.error("E", "m");
  apply_stacks(error, Stacks::exposed);
  CHECK(error.error_part(Part::stack).as_string() == "E: m");
  error.set_error_part(Part::stack, "its own");
  apply_stacks(error, Stacks::exposed);
  CHECK(error.error_part(Part::stack).as_string() == "its own");
  Value silent = document.error("E", "");
  apply_stacks(silent, Stacks::exposed);
  CHECK(silent.error_part(Part::stack).as_string() == "E");
}

TEST_CASE("what is no error has no stack") {
  Document document;
  apply_stacks(document.string("x"), Stacks::exposed);
  apply_stacks(Value(), Stacks::hidden);
}

}  // namespace
}  // namespace candela
