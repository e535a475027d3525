#include "bind/packed_type_source.hpp"

#include <string>

#include <doctest/doctest.h>

#include "packed_message.hpp"

using candela::Kind;
using candela::Limits;
using candela::detail::bind::PackedTypeSource;
namespace slots = candela::slots;

TEST_CASE("nodes are found by number and kind, with their slots and bytes") {
  PackedMessage message;
  message.nodes = {{2, 0, 0, 2}, {8, 0, 0, 3}, {5, 0, 0, 0}, {8, 0, 0, 2}};
  message.slots = {slots::reference(1), string_at(1, 2), slots::number(7)};
  message.buffers = std::string("abc\0\0\0\0\0de\0\0\0\0\0\0", 16);
  message.strings = "xyz";
  message.root = slots::reference(0);
  const std::string bytes = message.bytes();
  const PackedTypeSource source(bytes, Limits{});
  REQUIRE(source.is_whole());
  CHECK(source.node_of(source.root(), Kind::array) == 0);
  CHECK(source.node_of(source.root(), Kind::object) == PackedTypeSource::nowhere);
  CHECK(source.node_of(slots::reference(4), Kind::array) == PackedTypeSource::nowhere);
  CHECK(source.node_of(slots::number(0), Kind::array) == PackedTypeSource::nowhere);
  CHECK(source.slot(2, 0) == slots::number(7));
  CHECK(source.buffer(3) == "de");
  std::string_view text;
  CHECK(source.text(source.slot(0, 1), text));
  CHECK(text == "yz");
  CHECK_FALSE(source.text(string_at(1, 3), text));
  CHECK_FALSE(source.text(slots::number(1), text));
}

TEST_CASE("text that is cut inside of a character, or is none, is not given") {
  PackedMessage message;
  message.strings = "\xC3\xA4";
  const std::string good = message.bytes();
  std::string_view text;
  const PackedTypeSource source(good, Limits{});
  CHECK(source.text(string_at(0, 2), text));
  CHECK_FALSE(source.text(string_at(0, 1), text));
  CHECK_FALSE(source.text(string_at(1, 1), text));
  message.strings = "a\xFF";
  const std::string bad = message.bytes();
  CHECK_FALSE(PackedTypeSource(bad, Limits{}).text(string_at(0, 1), text));
}

TEST_CASE("nodes of more or fewer slots and bytes than there are make no message") {
  const auto is_whole = [](candela::packed::Node node, std::size_t count) {
    const std::string bytes =
        PackedMessage::of(node, std::vector<candela::Slot>(count, slots::null)).bytes();
    return PackedTypeSource(bytes, Limits{}).is_whole();
  };
  CHECK(is_whole({2, 0, 0, 3}, 3));
  CHECK_FALSE(is_whole({2, 0, 0, 3}, 2));
  CHECK_FALSE(is_whole({2, 0, 0, 3}, 4));
  CHECK_FALSE(is_whole({0, 0, 0, 0}, 0));
  CHECK_FALSE(is_whole({14, 0, 0, 0}, 1));
  CHECK_FALSE(is_whole({1, 0, 0, 0}, 0));
  CHECK_FALSE(is_whole({8, 0, 0, 1}, 0));
  CHECK(is_whole({6, 0, 0, 0}, 3));
  CHECK(is_whole({13, 0, 0, 0}, 1));
}
