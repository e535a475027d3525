#include "graph/core.hpp"

#include <bit>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>

using candela::Core;
using candela::HeaderIndex;
using candela::Kind;
namespace slots = candela::slots;

TEST_CASE("strings of every length read back, across the length that fits into a slot") {
  Core core;
  for (const std::size_t length : {0U, 1U, 7U, 65'534U, 65'535U, 65'536U, 300'000U}) {
    const std::string text(length, 'x');
    const candela::Slot slot = core.make_string(text);
    CHECK(slots::is_string(slot));
    CHECK(core.text(slot) == text);
  }
}

TEST_CASE("numbers stand as themselves, and every NaN is one") {
  CHECK(slots::is_number(slots::number(-0.0)));
  CHECK(slots::is_number(slots::number(-1e308 * 10)));
  CHECK(slots::number(std::bit_cast<double>(0xFFF9'0000'0000'0001)) == slots::canonical_nan);
  CHECK(!slots::is_number(slots::undefined));
  CHECK(!slots::is_number(slots::reference(0)));
}

TEST_CASE("I3: a property that is set twice is one property, few or many") {
  Core core;
  const HeaderIndex object = core.new_header(Kind::object);
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 200; ++i)
      core.set_property(object, core.intern("k" + std::to_string(i)),
                        slots::number(i + round * 1000));
  CHECK(core[object].size == 200);
  CHECK(core.property(object, core.find_key("k17")) == slots::number(1017));
  CHECK(core.erase_property(object, core.find_key("k0")));
  CHECK(!core.erase_property(object, core.find_key("k0")));
  CHECK(core.property(object, core.find_key("k199")) == slots::number(1199));
  CHECK(core.find_property(object, candela::no_key) == Core::nowhere);
}

TEST_CASE("I2: removed Map entries make room before the block grows") {
  Core core;
  const HeaderIndex map = core.new_header(Kind::map);
  for (int i = 0; i < 10'000; ++i) {
    core.put_entry(map, slots::number(i), slots::number(i));
    if (i >= 10) core.remove_entry(map, core.entry_key(slots::number(i - 10)));
  }
  CHECK(core[map].live == 10);
  CHECK(core[map].capacity < 100);
  CHECK(core.find_entry(map, core.entry_key(slots::number(9'999))) != Core::nowhere);
  CHECK(core.find_entry(map, core.entry_key(slots::number(1))) == Core::nowhere);
}

TEST_CASE("blocks that were given up are used again") {
  Core core;
  const HeaderIndex first = core.new_header(Kind::array);
  for (int i = 0; i < 1'000; ++i)
    core.push(first, slots::null);
  const HeaderIndex second = core.new_header(Kind::array);
  core.push(second, slots::null);
  const auto before = core.cells.size();
  core.free_header(first);
  const HeaderIndex third = core.new_header(Kind::array);
  CHECK(third == first);
  core.reserve(third, 512);
  CHECK(core.cells.size() <= before);
}

TEST_CASE("I4: a view outside of its buffer, or at an odd offset, is refused") {
  Core core;
  const HeaderIndex buffer = core.new_header(Kind::array_buffer);
  core.make_buffer(buffer, 16);
  const auto make = [&](candela::ElementType type, std::size_t offset, std::size_t size) {
    core.make_view(core.new_header(Kind::typed_array), type, buffer, {offset, size});
  };
  CHECK_NOTHROW(make(candela::ElementType::float64, 8, 1));
  CHECK_THROWS_AS(make(candela::ElementType::float64, 8, 2), candela::CloneError);
  CHECK_THROWS_AS(make(candela::ElementType::float64, 4, 1), candela::CloneError);
  CHECK_THROWS_AS(make(candela::ElementType::uint8, 17, 0), candela::CloneError);
  CHECK_THROWS_AS(make(candela::ElementType::uint16, 0, std::size_t{1} << 63), candela::CloneError);
}
