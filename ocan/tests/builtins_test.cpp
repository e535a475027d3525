#include "builtins.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

TEST_CASE("objects and errors give their own data and nothing else") {
  BuiltinRunner r;
  const Value object =
      r.document.object({{"a", 1}, {"constructor", 2}, {"__proto__", 3}, {"7", 4}});
  CHECK(r.read(object, "a").as_number() == 1);
  CHECK(r.read(object, "constructor").as_number() == 2);
  CHECK(r.read(object, "__proto__").as_number() == 3);
  CHECK(r.read(object, 7).as_number() == 4);
  for (const char* name : {"toString", "valueOf", "hasOwnProperty", "length", "get"})
    CHECK(r.read(object, name).is_undefined());
}

TEST_CASE("no kind of value has a prototype to be reached, or a method that writes") {
  BuiltinRunner r;
  Document& d = r.document;
  for (const Value value :
       {d.string("x"), d.number(1), d.boolean(true), d.bigint(BigInt(1)), d.array({1}),
        d.make_map({{1, 2}}), d.make_set({1}), d.date(0), d.regexp("a", ""), d.array_buffer(8),
        d.typed_array(ElementType::uint8, d.array_buffer(8), 0, 8),
        d.data_view(d.array_buffer(8), 0, 8), d.boxed("x"), d.host("url", "x"), d.function("f"),
        d.error("E", "m"), d.object()}) {
    CAPTURE(static_cast<int>(value.kind()));
    for (const char* name : {"constructor",
                             "__proto__",
                             "prototype",
                             "call",
                             "apply",
                             "bind",
                             "__defineGetter__",
                             "push",
                             "set",
                             "add",
                             "delete",
                             "clear",
                             "sort",
                             "reverse",
                             "splice",
                             "fill",
                             "map",
                             "forEach",
                             "test",
                             "exec",
                             "setTime",
                             "resize",
                             "setInt8",
                             "toLocaleString",
                             "normalize"})
      CHECK(r.read(value, name).is_undefined());
  }
}

TEST_CASE("undefined and null cannot be read from") {
  BuiltinRunner r;
  const std::string message = "Cannot read properties of null (reading 'x')";
  CHECK_THROWS_WITH_AS(r.read(r.document.null(), "x"), message.c_str(), Error);
  CHECK_THROWS_AS(r.read(r.document.undefined(), 3), Error);
}

TEST_CASE("boxed values answer as what is inside") {
  BuiltinRunner r;
  const Value boxed = r.document.boxed("xyz");
  CHECK(r.read(boxed, "length").as_number() == 3);
  CHECK(r.read(boxed, 1).as_string() == "y");
  CHECK(r.show(boxed, "toUpperCase") == "'XYZ'");
}

TEST_CASE("built-ins cost what they read of their arguments too") {
  BuiltinRunner r;
  CHECK(r.costs(5 + 3, r.s("12345"), "startsWith", {r.s("123"), r.n(1)}));
  CHECK(r.costs(5 + 8 + 1, r.s("12345"), "at", {r.n(1), r.document.bigint(BigInt(1))}));
}

TEST_CASE("a string is read to count or find its characters, and charged") {
  BuiltinRunner r;
  BuiltInBudget budget(10);
  const Value text = r.s("12345");
  read_builtin(r.document, text, r.s("length"), budget);
  read_builtin(r.document, r.document.boxed("12345"), r.n(1), budget);
  CHECK_THROWS_AS(read_builtin(r.document, r.s("1"), r.s("length"), budget), Error);
}

TEST_CASE("the table names each built-in of a kind once") {
  for (int kind = 0; kind <= static_cast<int>(Kind::function); ++kind) {
    std::set<std::string_view> names;
    for (const Builtin& builtin : builtins_of(static_cast<Kind>(kind)))
      CHECK(names.insert(builtin.name).second);
  }
}

}  // namespace
}  // namespace candela
