#include "formats/packed_writer.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

#include "formats/packed_layout.hpp"
#include "packed_message.hpp"

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::ElementType;
using candela::Format;
using candela::Value;
namespace slots = candela::slots;

namespace {

std::string packed(const Document& document) {
  return candela::stringify(document, {.format = Format::packed});
}

candela::packed::Header header_of(const std::string& bytes) {
  return candela::packed::load<candela::packed::Header>(bytes.data());
}

/// There and back; the bytes do not change.
void check_round_trip(const Document& document) {
  const std::string bytes = packed(document);
  const Document again = candela::parse(bytes);
  CHECK(candela::first_difference(document.root(), again.root()) == "");
  CHECK(packed(again) == bytes);
}

}  // namespace

TEST_CASE("an object that refers to itself has the bytes that docs/formats/packed.md shows") {
  Document doc;
  Value object = doc.object({{"a", 1}});
  object.set("self", object);
  doc.set_root(object);
  PackedMessage wanted = PackedMessage::of({1, 0, 0, 0}, {slots::number(1), slots::reference(0)});
  wanted.shapes = {2};
  wanted.shape_keys = {0, 1};
  wanted.keys = {1, 4};
  wanted.key_text = "aself";
  CHECK(wanted.bytes().size() == 109);
  CHECK(packed(doc) == wanted.bytes());
}

TEST_CASE("primitives are the root itself, with their bytes behind the header") {
  Document doc;
  for (const Value value : {doc.undefined(), doc.null(), doc.boolean(true), doc.number(-0.0)}) {
    doc.set_root(value);
    CHECK(packed(doc).size() == 56);
    check_round_trip(doc);
  }
  doc.set_root("grüße");
  CHECK(packed(doc).substr(56) == "grüße");
  check_round_trip(doc);
}

TEST_CASE("a shape is written once for all objects that have it, and a key once for all shapes") {
  Document doc;
  Value list = doc.array();
  for (int i = 0; i < 100; ++i)
    list.push(doc.object({{"id", i}, {"name", "n"}}));
  for (int i = 0; i < 100; ++i)
    list.push(doc.object({{"name", "n"}, {"id", i}}));
  list.push(doc.object());
  list.push(doc.object());
  doc.set_root(list);
  const auto header = header_of(packed(doc));
  CHECK(header.shapes == 3);
  CHECK(header.shape_keys == 4);
  CHECK(header.keys == 2);
  CHECK(header.key_bytes == 6);
  check_round_trip(doc);
}

TEST_CASE("many shapes, among them those that begin alike, are told apart") {
  Document doc;
  Value list = doc.array();
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 500; ++i) {
      Value object = doc.object({{"first", i}});
      for (int bit = 0; bit < 9; ++bit)
        if ((i >> bit & 1) != 0) object.set("k" + std::to_string(bit), bit);
      list.push(object);
    }
  doc.set_root(list);
  CHECK(header_of(packed(doc)).shapes == 500);
  check_round_trip(doc);
}

TEST_CASE("integer-like keys come first, ascending, whatever order they were set in") {
  Document doc;
  doc.set_root(doc.object({{"b", 1}, {"10", 2}, {"2", 3}}));
  const std::string bytes = packed(doc);
  CHECK(bytes.substr(bytes.size() - 4) == "210b");
  check_round_trip(doc);
}

TEST_CASE("nothing of what was erased, overwritten or never reached is in the bytes") {
  Document doc;
  Value object = doc.object({{"password", "secret-one"}, {"name", "secret-two"}});
  object.erase("password");
  object.set("name", "public");
  doc.object({{"lost", "secret-three"}});
  doc.set_root(object);
  const std::string bytes = packed(doc);
  for (const char* gone : {"secret", "password", "lost"})
    CHECK(bytes.find(gone) == std::string::npos);
  check_round_trip(doc);
}

TEST_CASE("a removed entry of a Map or Set leaves nothing behind") {
  Document doc;
  Value map = doc.make_map({{1, "one"}, {2, "two"}, {3, "three"}});
  Value set = doc.make_set({1, 2, 3});
  map.remove(2);
  set.remove(1);
  doc.set_root(doc.array({map, set}));
  CHECK(header_of(packed(doc)).slots == 2 + 4 + 2);
  check_round_trip(doc);
}

TEST_CASE("strings and bigints of 65,534, 65,535 and more bytes keep their lengths") {
  for (const std::size_t size : {65'534U, 65'535U, 65'536U, 200'000U}) {
    Document doc;
    Value list = doc.array({std::string(size, 'x'), "short"});
    list.push(candela::BigInt::from_limbs(std::vector<std::uint64_t>(size / 8, ~0ULL),
                                          candela::BigInt::Sign::negative));
    doc.set_root(list);
    const std::string bytes = packed(doc);
    candela::ParseOptions reading;
    reading.limits.bigint_digits = 10'000'000;
    const Document again = candela::parse(bytes, reading);
    CHECK(candela::equal(doc.root(), again.root()));
    CHECK(packed(again) == bytes);
  }
}

TEST_CASE("every kind of value goes there and back, with what is shared") {
  Document doc;
  Value list = doc.array({1.5, "text", nullptr, true, candela::BigInt(-7), doc.undefined()});
  list.resize(8);
  Value error = doc.error("RangeError", "too far");
  error.set_error_part(Value::ErrorPart::cause, list);
  error.set("code", 7);
  error.set("errors", doc.array({error}));
  const Value buffer = doc.array_buffer(std::size_t{13});
  Value regexp = doc.regexp("a+", "g");
  regexp.set_regexp_last_index(3);
  Value map = doc.make_map({{"k", error}, {buffer, doc.make_set({1, "x", error})}});
  map.put(map, map);
  for (const Value value :
       {error, buffer, regexp, map, doc.date(12), doc.date(NAN), doc.boxed("boxed"),
        doc.boxed(candela::BigInt(3)), doc.host("url", "https://example.com/"), doc.function("f"),
        doc.typed_array(ElementType::int16, buffer, 2, 4), doc.data_view(buffer, 1, 12),
        doc.typed_array(ElementType::float64, buffer, 0, 1), doc.string("\xED\xA0\x80 alone"),
        doc.object({{"\xED\xB0\x80", 1}, {"", 2}})})
    list.push(value);
  list.push(list);
  doc.set_root(list);
  check_round_trip(doc);
}

TEST_CASE("bytes that many slots share are refused before they fill the memory") {
  Document doc;
  Value list = doc.array();
  const Value text = doc.string(std::string(60'000, 'x'));
  for (int i = 0; i < 100; ++i)
    list.push(text);
  doc.set_root(list);
  try {
    (void)candela::stringify(doc, {.format = Format::packed, .bytes = 1'000'000});
    FAIL_CHECK("accepted");
  } catch (const CloneError& error) {
    CHECK(error.code() == CloneErrorCode::limit_bytes);
  }
}

TEST_CASE("one value of another kind among numbers is written where it stands") {
  for (const std::size_t at : {0U, 3U, 7U, 8U, 15U, 16U, 18U}) {
    CAPTURE(at);
    Document doc;
    Value list = doc.array();
    for (std::size_t i = 0; i < 19; ++i) {
      if (i == at) {
        list.push("text");
      } else {
        list.push(static_cast<double>(i) - 0.5);
      }
    }
    doc.set_root(list);
    check_round_trip(doc);
  }
}
