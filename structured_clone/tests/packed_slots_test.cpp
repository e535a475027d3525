#include "formats/packed_slots.hpp"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>

#include "packed_refused.hpp"

using candela::CloneErrorCode;
using candela::Document;
using candela::Format;
using candela::Slot;
namespace slots = candela::slots;

TEST_CASE("NaNs of every kind become the one that JavaScript has") {
  for (const Slot nan : {Slot{0x7FF8'0000'0000'0001}, Slot{0x7FF0'0000'0000'0001}}) {
    const Document doc = candela::parse(PackedMessage::of({2, 0, 0, 1}, {nan}).bytes());
    CHECK(doc.root()[0].slot() == slots::canonical_nan);
  }
  const Document doc =
      candela::parse(PackedMessage::of({2, 0, 0, 1}, {0xFFF0'0000'0000'0001}).bytes());
  CHECK(doc.root()[0].slot() == slots::canonical_nan);
}

TEST_CASE("slots of no kind, with a payload that means nothing, or that lead nowhere are refused") {
  const std::size_t slot_at = nodes_at + 8;
  const auto array_of = [](Slot slot) { return PackedMessage::of({2, 0, 0, 1}, {slot}); };
  refuse(array_of(0xFFF8'0000'0000'0000), CloneErrorCode::bad_shape, slot_at);
  refuse(array_of(0xFFFF'FFFF'FFFF'FFFF), CloneErrorCode::bad_shape, slot_at);
  refuse(array_of(slots::undefined | 1), CloneErrorCode::bad_shape, slot_at);
  refuse(array_of(slots::hole | 1), CloneErrorCode::bad_shape, slot_at);
  refuse(array_of(slots::yes | 2), CloneErrorCode::bad_shape, slot_at);
  refuse(array_of(slots::reference(1)), CloneErrorCode::bad_reference, slot_at);
  refuse(array_of(slots::reference(0) | Slot{1} << 32), CloneErrorCode::bad_reference, slot_at);
  refuse(array_of(string_at(0, 1)), CloneErrorCode::truncated, slot_at);
  refuse(array_of(string_at(0xFFFF'FFFF, 65'534)), CloneErrorCode::truncated, slot_at);
  PackedMessage root;
  root.root = slots::hole;
  refuse(root, CloneErrorCode::bad_shape, 0);
  root.root = slots::reference(0);
  refuse(root, CloneErrorCode::bad_reference, 48);
}

TEST_CASE("strings lie whole in their section, are UTF-8, and share no bytes") {
  const std::size_t slot_at = nodes_at + 8;
  const auto strings = [](std::string text, std::vector<Slot> slots) {
    const auto count = static_cast<std::uint32_t>(slots.size());
    PackedMessage message = PackedMessage::of({2, 0, 0, count}, std::move(slots));
    message.strings = std::move(text);
    return message;
  };
  refuse(strings("ab\xFF", {string_at(1, 2)}), CloneErrorCode::invalid_utf8, slot_at);
  refuse(strings("\xC3\xA4", {string_at(0, 1)}), CloneErrorCode::invalid_utf8, slot_at);
  refuse(strings("\xC3\xA4", {string_at(1, 1)}), CloneErrorCode::invalid_utf8, slot_at);
  refuse(strings("\xED\xA0\x80\xED\xB0\x80", {string_at(0, 6)}), CloneErrorCode::invalid_utf8,
         slot_at);
  refuse(strings("abcd", {string_at(0, 3), string_at(1, 3)}), CloneErrorCode::bad_shape,
         slot_at + 8);
  refuse(strings("abc", {string_at(4, 0)}), CloneErrorCode::truncated, slot_at);
  // An empty string has no byte that could be wrong, wherever it lies.
  for (const char* text : {"\xC3\xA4", "\xC3\xA4\xFF"})
    CHECK(candela::parse(strings(text, {string_at(1, 0)}).bytes()).root()[0].as_string().empty());
  // What no slot shows may be anything; alone, each surrogate is a string.
  const Document doc = candela::parse(
      strings("\xFF\xED\xA0\x80\xED\xB0\x80", {string_at(1, 3), string_at(4, 3)}).bytes());
  CHECK(doc.root()[1].as_string() == "\xED\xB0\x80");
}

TEST_CASE("long strings and bigints agree with the lengths before them") {
  const std::size_t slot_at = nodes_at + 8;
  const auto message = [](std::string bytes, Slot slot) {
    PackedMessage made = PackedMessage::of({2, 0, 0, 1}, {slot});
    made.long_text = std::move(bytes);
    return made;
  };
  const std::string seven = std::string("+\7") + std::string(7, '\0');
  CHECK(
      candela::parse(message(with_length(seven), bigint_at(4, 9)).bytes()).root()[0].as_bigint() ==
      candela::BigInt(7));
  CHECK(candela::parse(message(with_length("+"), bigint_at(4, 1)).bytes()).root()[0].as_bigint() ==
        candela::BigInt(0));
  refuse(message(with_length(seven), bigint_at(3, 9)), CloneErrorCode::truncated, slot_at);
  refuse(message(with_length(seven), bigint_at(4, 8)), CloneErrorCode::bad_shape, slot_at);
  refuse(message(with_length(seven), bigint_at(5, 9)), CloneErrorCode::bad_shape, slot_at);
  refuse(message(with_length(seven).substr(0, 9), bigint_at(4, 9)), CloneErrorCode::truncated,
         slot_at);
  for (const char* image : {"", "7", "+1234567", "-", "+1234567\0"})
    refuse(message(with_length(image),
                   bigint_at(4, static_cast<std::uint32_t>(std::string(image).size()))),
           CloneErrorCode::bad_number, slot_at);
  refuse(message(with_length("+" + std::string(8, '\0')), bigint_at(4, 9)),
         CloneErrorCode::bad_number, slot_at);
  const std::string text(70'000, 'x');
  CHECK(candela::parse(message(with_length(text), string_at(4, 65'535)).bytes())
            .root()[0]
            .as_string() == text);
  refuse(message(with_length("short"), string_at(4, 65'535)), CloneErrorCode::bad_shape, slot_at);
  refuse(message(with_length(text + "\xFF"), string_at(4, 65'535)), CloneErrorCode::invalid_utf8,
         slot_at);
}
