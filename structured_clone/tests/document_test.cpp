#include <candela/structured_clone/document.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/error.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::ElementType;
using candela::Kind;
using candela::Value;

TEST_CASE("the first lines of the README: an object with a cycle and a set") {
  Document doc;
  Value alice = doc.object({{"name", "Alice"}, {"tags", doc.make_set({"dev", "c++"})}});
  alice.set("self", alice);
  doc.set_root(alice);
  CHECK(doc.root()["name"].as_string() == "Alice");
  CHECK(doc.root()["self"].is(doc.root()));
  CHECK(doc.root()["tags"].contains("dev"));
  CHECK(!doc.root()["tags"].contains("rust"));
}

TEST_CASE("handles stay good when the document grows and when it is moved") {
  Document doc;
  Value object = doc.object({{"a", "text"}});
  const std::string_view text = object["a"].as_string();
  doc.set_root(object);
  for (int i = 0; i < 10'000; ++i)
    doc.object({{"k" + std::to_string(i), i}});
  Document moved = std::move(doc);
  CHECK(object["a"].as_string() == "text");
  CHECK(text == "text");
  CHECK(moved.root().is(object));
}

TEST_CASE("dates are whole milliseconds inside of JavaScript's range, or invalid") {
  Document doc;
  CHECK(doc.date(1.9).date_ms() == 1);
  CHECK(!std::signbit(doc.date(-0.5).date_ms()));
  CHECK(doc.date(8.64e15).date_ms() == 8.64e15);
  CHECK(std::isnan(doc.date(8.64e15 + 1).date_ms()));
  CHECK(std::isnan(doc.date(NAN).date_ms()));
}

TEST_CASE("views show their part of a buffer, and share it") {
  Document doc;
  Value buffer = doc.array_buffer(8);
  Value left = doc.typed_array(ElementType::uint8, buffer, 0, 4);
  Value right = doc.typed_array(ElementType::uint16, buffer, 4, 2);
  left.bytes()[0] = std::byte{7};
  CHECK(buffer.bytes()[0] == std::byte{7});
  CHECK(right.bytes().size() == 4);
  CHECK(right.view_byte_offset() == 4);
  CHECK(right.view_type() == ElementType::uint16);
  CHECK(left.view_buffer().is(right.view_buffer()));
  CHECK_THROWS_AS(doc.typed_array(ElementType::uint16, buffer, 1, 1), CloneError);
  CHECK_THROWS_AS(doc.data_view(buffer, 4, 5), CloneError);
}

TEST_CASE("only primitives can be boxed") {
  Document doc;
  CHECK(doc.boxed(true).boxed_value().as_boolean());
  CHECK(doc.boxed("s").boxed_value().as_string() == "s");
  CHECK(doc.boxed(candela::BigInt(9)).boxed_value().as_bigint() == candela::BigInt(9));
  CHECK_THROWS_AS(doc.boxed(nullptr), CloneError);
  CHECK_THROWS_AS(doc.boxed(doc.object()), CloneError);
}

TEST_CASE("a value of another document is refused, and copy is the way") {
  Document left;
  Document right;
  Value foreign = right.object({{"list", right.array({1, "two"})}});
  Value object = left.object();
  try {
    object.set("x", foreign);
    FAIL("accepted");
  } catch (const CloneError& error) {
    CHECK(error.code() == CloneErrorCode::foreign_value);
  }
  object.set("x", left.copy(foreign));
  CHECK(candela::equal(object["x"], foreign));
  object.set("number", right.number(5));  // a primitive without bytes belongs to nobody
  CHECK(object["number"].as_number() == 5);
}

TEST_CASE("a clone is equal and lives alone") {
  Document doc;
  Value root =
      doc.object({{"text", std::string(100'000, 'x')}, {"map", doc.make_map({{1, "one"}})}});
  root.set("self", root);
  doc.set_root(root);
  Document clone = doc.clone();
  CHECK(candela::equal(clone.root(), doc.root()));
  root.set("text", "changed");
  CHECK(clone.root()["text"].as_string().size() == 100'000);
  CHECK(clone.root()["self"].is(clone.root()));
  CHECK(clone.root()["map"].get(1).as_string() == "one");
}

TEST_CASE("a small document is one allocation, a large one grows with its content") {
  Document doc;
  const std::size_t empty = doc.memory();
  doc.set_root(doc.object({{"a", 1}, {"b", "two"}}));
  CHECK(doc.memory() == empty);
  for (int i = 0; i < 1'000; ++i)
    doc.array({1, 2, 3, 4});
  CHECK(doc.memory() > empty);
}
