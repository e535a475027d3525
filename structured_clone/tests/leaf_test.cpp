#include "inspect/leaf.hpp"

#include <doctest/doctest.h>

#include <candela/structured_clone/document.hpp>

#include <array>
#include <cstddef>
#include <string>

using candela::Document;
using candela::ElementType;
using candela::InspectOptions;
using candela::Value;
using candela::inspection::counted;
using candela::inspection::element_text;
using candela::inspection::print_error_head;
using candela::inspection::print_primitive;
using candela::inspection::print_simple_object;

TEST_CASE("one is counted in the singular") {
  CHECK(counted(1, "more item") == "1 more item");
  CHECK(counted(2, "more item") == "2 more items");
}

TEST_CASE("a string longer than its line breaks behind its own line ends") {
  Document doc;
  const Value text = doc.string("0123456789\nabcdefghij");
  const InspectOptions narrow = {.line_width = 24};
  CHECK(print_primitive(text, 0, {.line_width = 25}).text == "'0123456789\\nabcdefghij'");
  CHECK(print_primitive(text, 0, narrow).text == "'0123456789\\n' +\n  'abcdefghij'");
  CHECK(print_primitive(text, 4, narrow).text == "'0123456789\\n' +\n      'abcdefghij'");
}

TEST_CASE("a string of sixteen units is never broken, one of seventeen may be") {
  Document doc;
  const InspectOptions narrow = {.line_width = 4};
  CHECK(print_primitive(doc.string("a\n34567890123456"), 0, narrow).text == "'a\\n34567890123456'");
  CHECK(print_primitive(doc.string("a\n345678901234567"), 0, narrow).text ==
        "'a\\n' +\n  '345678901234567'");
}

TEST_CASE("a boxed string has no colour of its own inside") {
  Document doc;
  const InspectOptions colored = {.colors = InspectOptions::Colors::ansi};
  CHECK(print_simple_object(doc.boxed("x"), 0, colored).text == "\x1B[32m[String: 'x']\x1B[39m");
}

TEST_CASE("an error without stack stands in brackets, its lines indented") {
  Document doc;
  CHECK(print_error_head(doc.error("Error", "a\nb"), 2).text == "[Error: a\n  b]");
  CHECK(print_error_head(doc.error("", ""), 0).text == "[Error]");
}

TEST_CASE("a stack in the message alone is no stack") {
  Document doc;
  CHECK(print_error_head(doc.error("Error", "x\n    at y"), 0).text == "[Error: x\n    at y]");
}

TEST_CASE("elements are read at their width and sign") {
  const std::array<std::byte, 8> bytes = {std::byte{0xFE}, std::byte{0xFF}, std::byte{0xFF},
                                          std::byte{0xFF}, std::byte{0xFF}, std::byte{0xFF},
                                          std::byte{0xFF}, std::byte{0xFF}};
  CHECK(element_text(ElementType::int8, bytes.data()) == "-2");
  CHECK(element_text(ElementType::uint16, bytes.data()) == "65534");
  CHECK(element_text(ElementType::bigint64, bytes.data()) == "-2n");
}
