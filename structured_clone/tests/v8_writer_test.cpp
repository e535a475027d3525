#include "formats/v8_writer.hpp"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

#include "hex.hpp"

using candela::BigInt;
using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::ElementType;
using candela::Fidelity;
using candela::Format;
using candela::Value;

namespace {

const candela::StringifyOptions as_v8{.format = Format::v8};

std::string hex_of(const std::function<Value(Document&)>& make, bool comes_back = true) {
  Document doc;
  doc.set_root(make(doc));
  const std::string bytes = candela::stringify(doc, as_v8);
  const Document again = candela::parse(bytes);
  if (comes_back) CHECK(candela::first_difference(doc.root(), again.root()) == "");
  CHECK(candela::stringify(again, as_v8) == bytes);
  return to_hex(bytes);
}

}  // namespace

TEST_CASE("values have the bytes that node 20 writes of them") {
  using D = Document;
  const std::vector<std::byte> bytes = {std::byte{1}, std::byte{2}, std::byte{3}};
  CHECK(hex_of([](D& d) { return d.undefined(); }) == "ff0f5f");
  CHECK(hex_of([](D& d) { return d.null(); }) == "ff0f30");
  CHECK(hex_of([](D& d) { return d.boolean(true); }) == "ff0f54");
  CHECK(hex_of([](D& d) {
          return d.array({1, 2.5, "x"});
        }) == "ff0f410349024e0000000000000440220178240003");
  CHECK(hex_of([](D& d) {
          Value list = d.array({1});
          list.resize(3);
          list.set_at(2, 3);
          return list;
        }) == "ff0f61034900490249044906400203");
  CHECK(hex_of([](D& d) {
          return d.object({{"a", 1}, {"b", "x"}, {"10", 2}, {"é", 3}, {"€", 4}});
        }) == "ff0f6f4914490422016149022201622201782201e94906006302ac2049087b05");
  CHECK(hex_of([](D& d) {
          return d.make_map({{1, 2}, {"k", nullptr}});
        }) == "ff0f3b4902490422016b303a04");
  CHECK(hex_of([](D& d) { return d.make_set({1, "a"}); }) == "ff0f2749022201612c02");
  CHECK(hex_of([](D& d) { return d.date(1700000000123.0); }) == "ff0f4400b08756febc7842");
  CHECK(hex_of([](D& d) { return d.regexp("a+", "gi"); }) == "ff0f522202612b03");
  CHECK(hex_of([](D& d) { return d.error("RangeError", "m"); }) == "ff0f72526d22016d2e");
  CHECK(hex_of([](D& d) { return d.bigint(BigInt(10)); }) == "ff0f5a100a00000000000000");
  CHECK(hex_of([](D& d) { return d.bigint(*BigInt::from_decimal("-18446744073709551616")); }) ==
        "ff0f5a2100000000000000000100000000000000");
  CHECK(hex_of([](D& d) { return d.boxed(true); }) == "ff0f79");
  CHECK(hex_of([](D& d) { return d.boxed(2); }) == "ff0f6e0000000000000040");
  CHECK(hex_of([](D& d) { return d.boxed("s"); }) == "ff0f73220173");
  CHECK(hex_of([](D& d) { return d.boxed(BigInt(5)); }) == "ff0f7a100500000000000000");
  CHECK(hex_of([&](D& d) { return d.array_buffer(bytes); }) == "ff0f4203010203");
  CHECK(hex_of([&](D& d) { return d.typed_array(ElementType::uint8, bytes); }) ==
        "ff0f5c0103010203");
  CHECK(hex_of([](D& d) { return d.data_view(d.array_buffer(std::size_t{2}), 0, 2); }) ==
        "ff0f5c09020000");
}

TEST_CASE("what is met again is a reference to its id") {
  CHECK(hex_of([](Document& d) {
          Value object = d.object();
          object.set("self", object);
          return object;
        }) == "ff0f6f220473656c665e007b01");
  CHECK(hex_of([](Document& d) {
          const Value list = d.array({1});
          return d.array({list, list});
        }) == "ff0f4102410149022400015e01240002");
}

TEST_CASE("views that share a buffer, and views of a part, stay so") {
  hex_of([](Document& d) {
    const Value buffer = d.array_buffer(std::size_t{16});
    return d.array({d.typed_array(ElementType::int16, buffer, 2, 3), buffer,
                    d.data_view(buffer, 1, 15), d.typed_array(ElementType::float64, buffer, 8, 1)});
  });
  Document doc;
  const Value part = doc.typed_array(ElementType::int8, doc.array_buffer(std::size_t{8}), 2, 3);
  doc.set_root(part);
  const std::string alone =
      candela::stringify(doc, {.format = Format::v8, .fidelity = Fidelity::reference});
  CHECK(to_hex(alone) == "ff0f5c0003000000");
}

TEST_CASE("host values are ours alone: the form of the reference has none") {
  hex_of([](Document& d) {
    return d.array({d.host("url", "https://example.com/"), d.host("outer", d.host("inner", 1))});
  });
  Document doc;
  doc.set_root(doc.array({1, doc.host("url", "x")}));
  try {
    (void)candela::stringify(doc, {.format = Format::v8, .fidelity = Fidelity::reference});
    FAIL_CHECK("accepted");
  } catch (const CloneError& error) {
    CHECK(error.code() == CloneErrorCode::not_serializable);
    CHECK(error.path() == "$[1]");
  }
}

TEST_CASE("a function is refused as V8 refuses it, with its place") {
  Document doc;
  doc.set_root(doc.object({{"list", doc.make_map({{1, doc.function("f")}})}}));
  try {
    (void)candela::stringify(doc, as_v8);
    FAIL_CHECK("accepted");
  } catch (const CloneError& error) {
    CHECK(error.code() == CloneErrorCode::not_serializable);
    CHECK(error.path() == "$.list.values()[0]");
  }
}

TEST_CASE("of errors remains what V8 keeps: known names, message, stack and cause") {
  Document doc;
  Value error = doc.error("TypeError", "m");
  error.set_error_part(Value::ErrorPart::stack, "at f");
  error.set_error_part(Value::ErrorPart::cause, error);
  error.set("code", 7);
  doc.set_root(doc.array({error, doc.error("MyError", "x")}));
  const Document again = candela::parse(candela::stringify(doc, as_v8));
  CHECK(again.root()[0].error_name() == "TypeError");
  CHECK(again.root()[0].error_part(Value::ErrorPart::cause).is(again.root()[0]));
  CHECK(again.root()[0].error_part(Value::ErrorPart::stack).as_string() == "at f");
  CHECK(again.root()[0].size() == 0);
  CHECK(again.root()[1].error_name() == "Error");
}

TEST_CASE("a million levels and a million objects with cycles go there and back") {
  Document deep;
  Value value = deep.object();
  for (int i = 1; i < 1'000'000; ++i)
    value = deep.object({{"next", value}});
  deep.set_root(value);
  CHECK(candela::equal(candela::parse(candela::stringify(deep, as_v8)).root(), deep.root()));
  Document wide;
  Value list = wide.array();
  for (int i = 0; i < 1'000'000; ++i)
    list.push(wide.object({{"i", i}, {"list", list}}));
  wide.set_root(list);
  CHECK(candela::equal(candela::parse(candela::stringify(wide, as_v8)).root(), wide.root()));
}

TEST_CASE("strings of every width and length come back") {
  for (int length = 0; length < 70; ++length)
    for (const char* piece : {"a", "ÿ", "日", "😀", "\xED\xA0\x80"}) {
      std::string text;
      for (int i = 0; i < length; ++i)
        text += i % 3 == 0 ? piece : "b";
      hex_of([&](Document& d) { return d.array({text, d.object({{text, text}})}); });
    }
}

TEST_CASE("StringifyOptions::bytes holds") {
  Document doc;
  doc.set_root(std::string(1'000, 'x'));
  CHECK_NOTHROW((void)candela::stringify(doc, {.format = Format::v8, .bytes = 1'005}));
  CHECK_THROWS_AS((void)candela::stringify(doc, {.format = Format::v8, .bytes = 1'004}),
                  CloneError);

  // A list of small numbers needs no more room than it comes to take.
  Document numbers;
  Value list = numbers.array();
  for (int i = 0; i < 1'000; ++i)
    list.push(i % 50);
  const std::size_t size = 2'009;
  CHECK(candela::stringify(list, {.format = Format::v8, .bytes = size}).size() == size);
  CHECK_THROWS_AS((void)candela::stringify(list, {.format = Format::v8, .bytes = size - 1}),
                  CloneError);
}
