#include "formats/v8_output.hpp"

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>

using namespace std::string_literals;

namespace {

template <typename Put>
std::string written(Put put) {
  candela::Document doc;
  candela::Output out(1'000);
  candela::V8Output to(out, doc.core());
  put(to);
  return out.text();
}

std::string number(double value) {
  return written([value](auto& to) { to.put_number(candela::slots::number(value)); });
}

}  // namespace

TEST_CASE("whole numbers of 32 bits are zigzag, all others doubles") {
  CHECK(number(0) == "I\0"s);
  CHECK(number(-1) == "I\x01"s);
  CHECK(number(64) == "I\x80\x01"s);
  CHECK(number(2147483647) == "I\xFE\xFF\xFF\xFF\x0F"s);
  CHECK(number(-2147483648.0) == "I\xFF\xFF\xFF\xFF\x0F"s);
  CHECK(number(2147483648.0) == "N\0\0\0\0\0\0\xE0\x41"s);
  CHECK(number(-0.0) == "N\0\0\0\0\0\0\0\x80"s);
  CHECK(number(0.5)[0] == 'N');
}

TEST_CASE("strings are one byte a character where that is enough, else UTF-16 at an even place") {
  const auto string = [](std::string_view text) {
    return written([text](auto& to) { to.put_string(text); });
  };
  CHECK(string("") == "\"\0"s);
  CHECK(string("ab") ==
        "\"\x02"
        "ab"s);
  CHECK(string("ü") == "\"\x01\xFC"s);
  CHECK(string("€") == "c\x02\xAC\x20"s);
  const std::string padded = written([](auto& to) {
    to.put('x');
    to.put_string("€");
  });
  CHECK(padded == "x\0c\x02\xAC\x20"s);
}

TEST_CASE("a key that needs an even place is padded where it stands, however often it is written") {
  candela::Document doc;
  candela::Value list = doc.array();
  for (int i = 0; i < 40; ++i)
    list.push(doc.object({{"€", i}, {"plain", i}}));
  doc.set_root(list);
  const std::string bytes = candela::stringify(doc, {.format = candela::Format::v8});
  const candela::Document again = candela::parse(bytes);
  for (int i = 0; i < 40; ++i)
    REQUIRE(again.root()[i]["€"].as_number() == i);
}
