#include "formats/packed_reader.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "packed_refused.hpp"

using candela::CloneErrorCode;
using candela::Document;
using candela::Format;
using candela::Slot;
namespace slots = candela::slots;

namespace {

PackedMessage object_message() {
  PackedMessage message = PackedMessage::of({1, 0, 0, 0}, {slots::number(1), string_at(0, 3)});
  message.shapes = {2};
  message.shape_keys = {0, 1};
  message.keys = {1, 1};
  message.key_text = "ab";
  message.strings = "xyz";
  return message;
}

}  // namespace

TEST_CASE("a message made by hand is read") {
  const Document doc = candela::parse(object_message().bytes());
  CHECK(candela::inspect(doc.root()) == "{ a: 1, b: 'xyz' }");
}

TEST_CASE("the bytes need not be aligned") {
  const std::string shifted = "x" + object_message().bytes();
  const Document doc = candela::parse(std::string_view(shifted).substr(1));
  CHECK(doc.root()["b"].as_string() == "xyz");
}

TEST_CASE("a hole among an object's slots is a property that it does not have") {
  PackedMessage message = object_message();
  message.slots[0] = slots::hole;
  const Document doc = candela::parse(message.bytes());
  CHECK(candela::inspect(doc.root()) == "{ b: 'xyz' }");
  CHECK_FALSE(doc.root().has("a"));
}

TEST_CASE("objects, Maps and Sets of many entries find them, and objects without some as well") {
  PackedMessage message;
  const std::uint32_t count = 1'000;
  message.nodes = {{1, 0, 0, 0}, {3, 0, 0, count}, {4, 0, 0, count}, {2, 0, 0, 3}};
  for (std::uint32_t i = 0; i < count; ++i) {
    message.slots.push_back(i % 2 == 0 ? slots::hole : slots::number(i));
    message.shape_keys.push_back(i);
    message.keys.push_back(4);
    message.key_text += std::to_string(5'000 + i);
  }
  for (std::uint32_t i = 0; i < count; ++i)
    message.slots.insert(message.slots.end(), {slots::number(i), slots::number(-1.0 * i)});
  for (std::uint32_t i = 0; i < count; ++i)
    message.slots.push_back(slots::number(i));
  message.slots.insert(message.slots.end(),
                       {slots::reference(0), slots::reference(1), slots::reference(2)});
  message.shapes = {count};
  message.root = slots::reference(3);
  const Document doc = candela::parse(message.bytes());
  CHECK(doc.root()[0].size() == count / 2);
  CHECK_FALSE(doc.root()[0].has("5000"));
  CHECK(doc.root()[0]["5999"].as_number() == 999);
  CHECK(doc.root()[1].get(7).as_number() == -7);
  CHECK(doc.root()[2].contains(999));
  CHECK_FALSE(doc.root()[2].contains(1'000));
}

TEST_CASE("a newer minor version is read, what it has in addition is skipped") {
  std::string bytes = object_message().bytes();
  bytes[5] = 1;
  bytes.replace(44, 4, "news");
  bytes[6] = 64;
  bytes.insert(56, "in header");
  bytes.erase(64, 1);
  const Document doc = candela::parse(bytes + "and a section behind the last one");
  CHECK(doc.root()["b"].as_string() == "xyz");
}

TEST_CASE("every message that is cut anywhere is refused") {
  const std::string good = object_message().bytes();
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_THROWS_AS(candela::parse(good.substr(0, size), {.format = Format::packed}),
                    candela::CloneError);
}

TEST_CASE("nodes of no kind, or with slots, counts and bytes that are not theirs are refused") {
  const auto refuse_node = [](candela::packed::Node node, std::vector<Slot> slots,
                              CloneErrorCode code) {
    refuse(PackedMessage::of(node, std::move(slots)), code, nodes_at);
  };
  const Slot one = slots::number(1);
  refuse_node({0, 0, 0, 0}, {}, CloneErrorCode::bad_shape);
  refuse_node({14, 0, 0, 0}, {one}, CloneErrorCode::bad_shape);
  refuse_node({2, 0, 1, 0}, {}, CloneErrorCode::bad_shape);
  refuse_node({2, 1, 0, 0}, {}, CloneErrorCode::bad_shape);
  refuse_node({2, 0, 0, 2}, {one}, CloneErrorCode::truncated);
  refuse_node({3, 0, 0, 0x8000'0000}, {one}, CloneErrorCode::truncated);
  refuse_node({1, 0, 0, 0}, {}, CloneErrorCode::bad_reference);
  refuse_node({7, 0, 0, 0}, {one, one, one, one}, CloneErrorCode::bad_reference);
  refuse_node({5, 0, 0, 1}, {one}, CloneErrorCode::bad_shape);
  refuse_node({5, 0, 0, 0}, {slots::null}, CloneErrorCode::bad_shape);
  refuse_node({6, 0, 0, 0}, {one, one, one}, CloneErrorCode::bad_shape);
  refuse_node({11, 0, 0, 0}, {slots::null}, CloneErrorCode::bad_shape);
  refuse_node({12, 0, 0, 0}, {one, one}, CloneErrorCode::bad_shape);
  refuse_node({13, 0, 0, 0}, {one}, CloneErrorCode::bad_shape);
  refuse_node({8, 0, 0, 1}, {}, CloneErrorCode::truncated);
  refuse_node({9, 11, 0, 0}, {one, one}, CloneErrorCode::bad_shape);
  refuse_node({9, 0, 0, 0}, {one, one}, CloneErrorCode::bad_reference);
  refuse_node({9, 0, 0, 0}, {slots::reference(0), one}, CloneErrorCode::bad_reference);
  refuse_node({4, 0, 0, 2}, {one, one}, CloneErrorCode::bad_shape);
  refuse_node({4, 0, 0, 2}, {slots::number(0), slots::number(-0.0)}, CloneErrorCode::bad_shape);
  refuse_node({4, 0, 0, 1}, {slots::hole}, CloneErrorCode::bad_shape);
  refuse(PackedMessage::of({2, 0, 0, 0}, {one}), CloneErrorCode::bad_shape, nodes_at + 8);
}

TEST_CASE("an error's name, message, stack and cause are no properties of their own") {
  for (const std::string part : {"name", "message", "stack", "cause"}) {
    const Slot one = slots::number(1);
    PackedMessage message = PackedMessage::of({7, 0, 0, 0}, {one, one, one, one, one});
    message.shapes = {1};
    message.shape_keys = {0};
    message.keys = {static_cast<std::uint32_t>(part.size())};
    message.key_text = part;
    refuse(message, CloneErrorCode::bad_shape, nodes_at);
    message.key_text.back() = 'x';
    CHECK(candela::parse(message.bytes()).root().size() == 1);
  }
}

TEST_CASE("a date is whole milliseconds in JavaScript's range, or NaN") {
  const auto date = [](double ms) { return PackedMessage::of({5, 0, 0, 0}, {slots::number(ms)}); };
  const double last = 8.64e15;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double ms : {0.0, -1.0, last, -last})
    CHECK(candela::parse(date(ms).bytes()).root().date_ms() == ms);
  CHECK(std::isnan(candela::parse(date(nan).bytes()).root().date_ms()));
  for (const double ms : {-0.0, 0.5, last + 1, -last - 1, 1e300, -HUGE_VAL})
    refuse(date(ms), CloneErrorCode::bad_number, nodes_at);
}

TEST_CASE("what pads a buffer to 8 bytes is zeros") {
  const std::size_t buffers_at = nodes_at + 8;
  for (const std::size_t at : {3U, 7U}) {
    PackedMessage message = PackedMessage::of({8, 0, 0, 3}, {});
    message.buffers = std::string("abc\0\0\0\0\0", 8);
    CHECK(candela::parse(message.bytes()).root().bytes().size() == 3);
    message.buffers[at] = 1;
    refuse(message, CloneErrorCode::bad_shape, buffers_at + at);
  }
}

TEST_CASE("views lie inside of their buffers, at a multiple of their elements' size") {
  const auto view = [](std::uint8_t kind, std::uint8_t element, std::uint32_t count, Slot offset) {
    PackedMessage message;
    message.nodes = {{kind, element, 0, count}, {8, 0, 0, 8}};
    message.slots = {slots::reference(1), offset};
    message.buffers = "12345678";
    message.root = slots::reference(0);
    return message;
  };
  const auto int16 = static_cast<std::uint8_t>(candela::ElementType::int16);
  CHECK(candela::parse(view(9, int16, 3, slots::number(2)).bytes()).root().size() == 3);
  CHECK(candela::parse(view(9, int16, 3, slots::number(2)).bytes()).root().bytes().size() == 6);
  refuse(view(9, int16, 4, slots::number(2)), CloneErrorCode::bad_shape, nodes_at);
  refuse(view(9, int16, 1, slots::number(1)), CloneErrorCode::bad_shape, nodes_at);
  refuse(view(9, int16, 1, slots::number(0.5)), CloneErrorCode::bad_shape, nodes_at);
  refuse(view(9, int16, 1, slots::number(-2)), CloneErrorCode::bad_shape, nodes_at);
  refuse(view(9, int16, 1, slots::number(1e300)), CloneErrorCode::bad_shape, nodes_at);
  refuse(view(9, int16, 1, slots::null), CloneErrorCode::bad_shape, nodes_at);
  refuse(view(10, 0, 9, slots::number(0)), CloneErrorCode::bad_shape, nodes_at);
  PackedMessage more = view(10, 0, 8, slots::number(0));
  more.buffers += "12345678";
  refuse(more, CloneErrorCode::bad_shape, more.bytes().size() - 8);
}
