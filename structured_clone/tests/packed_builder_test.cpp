#include "formats/packed_builder.hpp"

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/inspect.hpp>

using candela::CloneError;
using candela::PackedBuilder;
namespace packed = candela::packed;
namespace slots = candela::slots;

TEST_CASE("what is added is a message, with strings, bigints and buffers wherever they belong") {
  PackedBuilder builder(1'000'000);
  const auto list = builder.add_node({packed::code_of(candela::Kind::array), 0, 0, 4});
  const auto first = builder.add_slots(4);
  builder.slots()[first] = builder.string("short");
  builder.slots()[first + 1] = builder.string(std::string(70'000, 'x'));
  builder.slots()[first + 2] = builder.bigint(std::string_view("+\7\0\0\0\0\0\0\0", 9));
  builder.slots()[first + 3] = slots::reference(builder.add_buffer("abc"));
  std::string out;
  builder.assemble(out, slots::reference(list), {});
  const candela::Document doc = candela::parse(out);
  CHECK(doc.root().size() == 4);
  CHECK(doc.root()[0].as_string() == "short");
  CHECK(doc.root()[1].as_string().size() == 70'000);
  CHECK(doc.root()[2].as_bigint() == candela::BigInt(7));
  CHECK(doc.root()[3].bytes().size() == 3);
}

TEST_CASE("a message takes the place of what was there, and leaves it there when it is too long") {
  std::string out = "before";
  PackedBuilder builder(56);
  CHECK_THROWS_AS(builder.assemble(out, builder.string("text"), {}), CloneError);
  CHECK(out == "before");
  PackedBuilder(56).assemble(out, slots::null, {});
  CHECK(candela::parse(out).root().is_null());
}

TEST_CASE("texts of every length are copied whole") {
  for (std::size_t size = 0; size < 80; ++size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i)
      text += static_cast<char>('0' + i);
    PackedBuilder builder(1'000);
    std::string out;
    builder.assemble(out, builder.string(text), {});
    CHECK(candela::parse(out).root().as_string() == text);
  }
}

TEST_CASE("bytes are counted when they are added, to the last one") {
  PackedBuilder builder(10);
  builder.string("12345");
  builder.string("67890");
  CHECK_THROWS_AS(builder.string("1"), CloneError);
  CHECK_NOTHROW(builder.string(""));
  CHECK_THROWS_AS(PackedBuilder(7).add_buffer("1"), CloneError);
  CHECK_THROWS_AS(PackedBuilder(4).bigint("+"), CloneError);
}
