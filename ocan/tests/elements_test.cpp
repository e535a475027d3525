#include "builtins/elements.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>

#include <candela/structured_clone/document.hpp>

namespace candela {
namespace {

TEST_CASE("elements of every type are loaded") {
  Document d;
  const Value buffer = d.array_buffer(16);
  buffer.bytes()[0] = std::byte{0xFF};
  buffer.bytes()[7] = std::byte{0xFF};
  const auto first = [&](ElementType type) {
    return typed_element(d, d.typed_array(type, buffer, 0, 1), 0);
  };
  CHECK(first(ElementType::int8).as_number() == -1);
  CHECK(first(ElementType::uint8).as_number() == 255);
  CHECK(first(ElementType::uint8_clamped).as_number() == 255);
  CHECK(first(ElementType::int16).as_number() == 255);
  CHECK(first(ElementType::uint16).as_number() == 255);
  CHECK(first(ElementType::int32).as_number() == 255);
  CHECK(first(ElementType::uint32).as_number() == 255);
  CHECK(first(ElementType::float32).as_number() > 0);
  CHECK(std::isfinite(first(ElementType::float64).as_number()));
  CHECK(first(ElementType::bigint64).as_bigint().is_negative());
  CHECK(first(ElementType::biguint64).as_bigint().to_uint64() == 0xFF000000000000FF);
}

TEST_CASE("there are as many elements as a typed array shows") {
  Document d;
  const Value view = d.typed_array(ElementType::uint16, d.array_buffer(16), 2, 3);
  CHECK(typed_length(view) == 3);
  CHECK(typed_element(d, view, 2).is_number());
  CHECK(typed_element(d, view, 3).is_undefined());
}

}  // namespace
}  // namespace candela
