#include "stored_value.hpp"

#include <doctest/doctest.h>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/error.hpp>

namespace candela {
namespace {

TEST_CASE("a stored value is read back the same: cycles, Maps, holes, -0, functions' names") {
  Document document;
  Value root = document.object({{"zero", -0.0}, {"big", BigInt(12)}});
  Value holes = document.array({1});
  holes.resize(3);
  root.set("self", root);
  root.set("holes", holes);
  root.set("map", document.make_map({{root, document.make_set({root})}}));
  root.set("error", document.error("MyError", "m"));
  const Document copy = decode_stored(encode_stored(root, {}), {});
  CHECK(equal(root, copy.root()));
}

TEST_CASE("undefined can be stored") {
  CHECK(decode_stored(encode_stored(Value(), {}), {}).root().is_undefined());
}

TEST_CASE("bytes that are no stored value are an error of the codec") {
  CHECK_THROWS_AS(decode_stored("", {}), CloneError);
  CHECK_THROWS_AS(decode_stored("{\"json\":", {}), CloneError);
}

}  // namespace
}  // namespace candela
