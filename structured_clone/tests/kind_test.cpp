#include <candela/structured_clone/kind.hpp>

#include <doctest/doctest.h>

using candela::ElementType;

TEST_CASE("element types and JavaScript's names of their arrays lead to each other") {
  for (int i = 0; i <= static_cast<int>(ElementType::biguint64); ++i) {
    const auto type = static_cast<ElementType>(i);
    CHECK(candela::element_type(array_name(type)) == type);
  }
  CHECK(array_name(ElementType::uint8_clamped) == "Uint8ClampedArray");
  CHECK(!candela::element_type("Float16Array"));
  CHECK(!candela::element_type(""));
}

TEST_CASE("element sizes are those of the types") {
  CHECK(element_size(ElementType::int8) == 1);
  CHECK(element_size(ElementType::uint16) == 2);
  CHECK(element_size(ElementType::float32) == 4);
  CHECK(element_size(ElementType::biguint64) == 8);
}
