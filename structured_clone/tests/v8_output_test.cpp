#include "formats/v8_output.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>

#include "formats/v8_input.hpp"

using namespace std::string_literals;

namespace {

template <typename Put>
std::string written(Put put) {
  candela::Document doc;
  candela::Output out(10'000);
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

TEST_CASE("every varint has as many bytes as it needs") {
  const candela::Limits limits;
  for (unsigned bits = 0; bits <= 32; ++bits)
    for (const std::int64_t near : {-1, 0, 1}) {
      const auto number = static_cast<std::uint32_t>((std::int64_t{1} << bits) + near);
      const std::string bytes = written([&](auto& to) { to.put_varint(number); });
      candela::V8Input input(bytes, limits);
      CHECK(input.varint() == number);
      CHECK(input.left() == 0);
      const std::size_t needed = number < 1U << 7    ? 1
                                 : number < 1U << 14 ? 2
                                 : number < 1U << 21 ? 3
                                 : number < 1U << 28 ? 4
                                                     : 5;
      CHECK(bytes.size() == needed);
    }
}

TEST_CASE("a list is of int32 only if every element is one, at each place of it") {
  namespace slots = candela::slots;
  const candela::Slot others[] = {slots::number(-0.0),
                                  slots::number(0.5),
                                  slots::number(2147483648.0),
                                  slots::number(-2147483649.0),
                                  slots::canonical_nan,
                                  slots::hole,
                                  slots::null,
                                  slots::yes,
                                  slots::reference(0),
                                  slots::short_string(0, 1)};
  for (std::size_t size = 0; size <= 20; ++size) {
    std::vector<candela::Slot> list;
    for (std::size_t i = 0; i < size; ++i)
      list.push_back(slots::number(i % 2 == 0 ? 2147483647.0 : -2147483648.0));
    CHECK(candela::V8Output::are_int32(list));
    for (std::size_t at = 0; at < size; ++at) {
      const candela::Slot kept = list[at];
      for (const candela::Slot other : others) {
        list[at] = other;
        CHECK_FALSE(candela::V8Output::are_int32(list));
      }
      list[at] = kept;
    }
  }
}

TEST_CASE("lists of numbers are written in pieces as each by itself") {
  for (std::size_t size :
       {std::size_t{0}, std::size_t{31}, std::size_t{32}, std::size_t{33}, std::size_t{150}}) {
    std::vector<candela::Slot> list;
    for (std::size_t i = 0; i < size; ++i)
      list.push_back(
          candela::slots::number(static_cast<double>(i * i) * (i % 2 == 0 ? 1 : -2'000)));
    const std::string each = written([&](auto& to) {
      for (const candela::Slot number : list)
        to.put_number(number);
    });
    CHECK(written([&](auto& to) { to.put_int32s(list); }) == each);
    const std::string doubles = written([&](auto& to) {
      for (const candela::Slot number : list)
        to.put_double('N', candela::slots::as_number(number));
    });
    CHECK(written([&](auto& to) { to.put_doubles(list); }) == doubles);
  }
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
