#include "formats/packed_tables.hpp"

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

std::string with_byte(std::string bytes, std::size_t at, char byte) {
  bytes[at] = byte;
  return bytes;
}

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

TEST_CASE("a header that is cut, of another format, version or size is refused") {
  const std::string good = object_message().bytes();
  refuse(std::string("\x89"
                     "CPK"),
         CloneErrorCode::truncated, 0);
  refuse(with_byte(good, 0, '{'), CloneErrorCode::unknown_format, 0);
  refuse(with_byte(good, 4, 2), CloneErrorCode::unknown_format, 4);
  refuse(with_byte(good, 6, 48), CloneErrorCode::bad_shape, 6);
  refuse(with_byte(good, 6, 64), CloneErrorCode::bad_shape, 5);
  refuse(with_byte(good, 44, 1), CloneErrorCode::bad_shape, 5);
  refuse(good + "x", CloneErrorCode::bad_shape, good.size());
  refuse(with_byte(good, 28, 4), CloneErrorCode::truncated, good.size());
}

TEST_CASE("counts that add up to more than 32 bits do not lead outside") {
  std::string bytes = object_message().bytes();
  for (std::size_t field = 8; field < 44; field += 4)
    for (std::size_t i = 0; i < 4; ++i)
      refuse(with_byte(with_byte(bytes, field, '\xFF'), field + 3, '\xFF'),
             CloneErrorCode::truncated, bytes.size());
}

TEST_CASE("keys and shapes: in a shape each key once, all of UTF-8, and no more than there are") {
  const std::size_t shapes_at = nodes_at + 8 + 16;
  const std::size_t shape_keys_at = shapes_at + 4;
  const std::size_t keys_at = shape_keys_at + 8;
  PackedMessage message = object_message();
  message.key_text = "aa";  // the shape has it twice
  refuse(message, CloneErrorCode::bad_shape, shape_keys_at + 4);
  message.key_text = "a\xFF";
  refuse(message, CloneErrorCode::invalid_utf8, keys_at + 4);
  message.key_text = "\xC3\xA4";
  refuse(message, CloneErrorCode::invalid_utf8, keys_at);
  message = object_message();
  message.keys[1] = 2;
  refuse(message, CloneErrorCode::truncated, keys_at + 4);
  message.keys[1] = 0;
  refuse(message, CloneErrorCode::bad_shape, keys_at + 8 + 4 + 3 + 1);
  message = object_message();
  message.shape_keys[1] = 2;
  refuse(message, CloneErrorCode::bad_reference, shape_keys_at + 4);
  message.shape_keys[1] = 0;
  refuse(message, CloneErrorCode::bad_shape, shape_keys_at + 4);
  message = object_message();
  message.shapes[0] = 3;
  refuse(message, CloneErrorCode::truncated, shapes_at);
  message.shapes[0] = 1;
  refuse(message, CloneErrorCode::bad_shape, shape_keys_at);
}

TEST_CASE("what pads the tables to 8 bytes is zeros") {
  PackedMessage message = object_message();
  const std::size_t padding_at = nodes_at + 8 + 16 + 4 + 8 + 8;
  for (const std::size_t at : {padding_at, padding_at + 3})
    refuse(with_byte(message.bytes(), at, 1), CloneErrorCode::bad_shape, at);
  message.strings = "\x01\x01\x01\x01";  // not behind the tables
  CHECK(candela::parse(message.bytes()).root()["a"].as_number() == 1);
}

TEST_CASE("a key may stand there twice, for shapes of different origin") {
  PackedMessage message;
  message.nodes = {{1, 0, 0, 0}, {1, 0, 0, 1}};
  message.slots = {slots::number(1), slots::reference(1), slots::number(2), slots::number(3)};
  message.shapes = {2, 2};
  message.shape_keys = {0, 1, 2, 3};
  message.keys = {1, 1, 1, 1};
  message.key_text = "abca";
  message.root = slots::reference(0);
  const Document doc = candela::parse(message.bytes());
  CHECK(candela::inspect(doc.root()) == "{ a: 1, b: { c: 2, a: 3 } }");
}
