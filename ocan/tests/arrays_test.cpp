#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <string>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

TEST_CASE("arrays have length, indexes and what only reads them") {
  BuiltinRunner r;
  Value array = r.document.array({1, 2, 3});
  array.resize(5);
  CHECK(r.read(array, "length").as_number() == 5);
  CHECK(r.read(array, 1).as_number() == 2);
  CHECK(r.read(array, "2").as_number() == 3);
  CHECK(r.read(array, 4).is_undefined());
  CHECK(r.read(array, -1).is_undefined());
  CHECK(r.read(array, 1.5).is_undefined());
  CHECK(r.show(array, "at", {r.n(-5)}) == "1");
  CHECK(r.show(array, "slice", {r.n(2), r.n(4)}) == "[ 3, <1 empty item> ]");
}

TEST_CASE("elements are found from both ends, NaN by includes only") {
  BuiltinRunner r;
  Value array = r.document.array({1, 2, 1, "x", nullptr});
  array.resize(6);
  CHECK(r.show(array, "indexOf", {r.n(1)}) == "0");
  CHECK(r.show(array, "indexOf", {r.n(1), r.n(1)}) == "2");
  CHECK(r.show(array, "indexOf", {r.n(1), r.n(-5)}) == "2");
  CHECK(r.show(array, "indexOf", {r.n(9)}) == "-1");
  CHECK(r.show(array, "indexOf", {Value()}) == "-1");  // a hole is not undefined
  CHECK(r.show(array, "includes", {Value()}) == "true");
  CHECK(r.show(array, "includes", {r.n(2), r.n(2)}) == "false");
  CHECK(r.show(array, "lastIndexOf", {r.n(1)}) == "2");
  CHECK(r.show(array, "lastIndexOf", {r.n(1), r.n(1)}) == "0");
  CHECK(r.show(array, "lastIndexOf", {r.n(1), r.n(-5)}) == "0");
  CHECK(r.show(array, "lastIndexOf", {r.n(1), Value()}) == "0");  // given, though undefined
  CHECK(r.show(array, "lastIndexOf", {r.s("x"), r.n(-99)}) == "-1");
  const Value nan = r.document.array({std::nan(""), -0.0});
  CHECK(r.show(nan, "includes", {r.n(std::nan(""))}) == "true");
  CHECK(r.show(nan, "indexOf", {r.n(std::nan(""))}) == "-1");
  CHECK(r.show(nan, "indexOf", {r.n(0)}) == "1");
}

TEST_CASE("arrays are put together, and one level of arguments is opened") {
  BuiltinRunner r;
  Value array = r.document.array({1});
  array.resize(2);
  const Value inner = r.document.array({r.document.array({3}), 4});
  const Value all = r.call(array, "concat", {inner, r.s("x")});
  CHECK(inspect(all) == "[ 1, <1 empty item>, [ 3 ], 4, 'x' ]");
  CHECK(all[2].is(inner[0]));
}

TEST_CASE("arrays in arrays are opened as deep as is said") {
  BuiltinRunner r;
  Document& d = r.document;
  Value array = d.array({1, d.array({2, d.array({3, d.array({4})})})});
  array.resize(3);
  CHECK(r.show(array, "flat") == "[ 1, 2, [ 3, [ 4 ] ] ]");
  CHECK(r.show(array, "flat", {r.n(0)}) == "[ 1, [ 2, [ 3, [Array] ] ] ]");
  CHECK(r.show(array, "flat", {r.n(INFINITY)}) == "[ 1, 2, 3, 4 ]");
  Value around = d.array({1});
  around.push(around);
  CHECK(r.show(around, "flat", {r.n(1)}).starts_with("[ 1, 1, <ref *1> [ 1, [Circular *1] ]"));
}

TEST_CASE("flat goes into 10,000 arrays inside of each other, and not into one more") {
  BuiltinRunner r;
  Value array = r.document.array({7});
  for (int i = 0; i < 10'000; ++i)
    array = r.document.array({array});
  CHECK(r.show(array, "flat", {r.n(INFINITY)}) == "[ 7 ]");
  CHECK(r.refusal(r.document.array({array}), "flat", {r.n(INFINITY)}) ==
        "RangeError: flat: arrays are nested deeper than 10000");
  Value around = r.document.array();
  around.push(around);
  CHECK(r.refusal(around, "flat", {r.n(INFINITY)}) ==
        "RangeError: flat: arrays are nested deeper than 10000");
}

TEST_CASE("other arrays are made, and this one stays") {
  BuiltinRunner r;
  Value array = r.document.array({1, 2, 3});
  array.resize(4);
  CHECK(r.show(array, "toReversed") == "[ undefined, 3, 2, 1 ]");
  CHECK(r.show(array, "with", {r.n(-3), r.s("x")}) == "[ 1, 'x', 3, undefined ]");
  CHECK(r.refusal(array, "with", {r.n(4), r.n(1)}) == "RangeError: Invalid index : 4");
  CHECK(r.refusal(r.document.array(), "with") == "RangeError: Invalid index : undefined");
  CHECK(r.show(array, "toSpliced") == "[ 1, 2, 3, undefined ]");
  CHECK(r.show(array, "toSpliced", {r.n(1)}) == "[ 1 ]");
  CHECK(r.show(array, "toSpliced", {r.n(1), Value()}) == "[ 1, 2, 3, undefined ]");
  CHECK(r.show(array, "toSpliced", {r.n(-3), r.n(2), r.s("x")}) == "[ 1, 'x', undefined ]");
  CHECK(inspect(array) == "[ 1, 2, 3, <1 empty item> ]");
}

TEST_CASE("elements are sorted by their texts, in units, undefined last") {
  BuiltinRunner r;
  Document& d = r.document;
  Value array = d.array({10, 9, Value(), 1, nullptr, "\uFF0D", "😀", "b", d.array({2, 3})});
  array.resize(10);
  CHECK(r.show(r.call(array, "toSorted"), "join", {r.s(" ")}) == "'1 10 2,3 9 b  😀 \uFF0D  '");
  CHECK(r.show(array, "toSorted").ends_with("undefined, undefined\n]"));
  CHECK(r.refusal(array, "toSorted", {d.function("f")}) ==
        "TypeError: toSorted expects no function to compare with");
  const Value first = d.object();
  const Value second = d.object();
  const Value sorted = r.call(d.array({first, "[object Object]", second}), "toSorted");
  CHECK(sorted[0].is(first));  // what is equal keeps its order
  CHECK(sorted[2].is(second));
}

TEST_CASE("keys, values and entries are arrays, with holes as undefined") {
  BuiltinRunner r;
  Value array = r.document.array({"a"});
  array.resize(2);
  CHECK(r.show(array, "keys") == "[ 0, 1 ]");
  CHECK(r.show(array, "values") == "[ 'a', undefined ]");
  CHECK(r.show(array, "entries") == "[ [ 0, 'a' ], [ 1, undefined ] ]");
}

TEST_CASE("arrays are joined") {
  BuiltinRunner r;
  Document& d = r.document;
  const Value array = d.array({1, nullptr, d.array({"a", d.array()}), Value(), true});
  CHECK(r.show(array, "join") == "'1,,a,,,true'");
  CHECK(r.show(array, "join", {r.s(" - ")}) == "'1 -  - a, -  - true'");
  CHECK(r.show(array, "toString") == "'1,,a,,,true'");
  CHECK(r.refusal(array, "join", {r.n(1)}) == "TypeError: join expects a string");
}

TEST_CASE("what arrays read and make is charged") {
  BuiltinRunner r;
  Document& d = r.document;
  constexpr std::size_t entry = builtin_entry_bytes;
  const Value three = d.array({1, 2, 3});
  CHECK(r.costs(0, three, "at", {r.n(1)}));
  CHECK(r.costs(3 * entry, three, "includes", {r.n(1)}));
  CHECK(r.costs(2 * entry, three, "slice", {r.n(1)}));
  CHECK(r.costs(3 * entry + 3 * entry + 3 * entry, three, "concat", {three}));
  CHECK(r.costs(3 * entry + 3 * entry + 3 * builtin_pair_bytes, three, "entries"));
  // Of an array's texts only those of the same length are compared.
  const Value texts = d.array({"abc", "def", "defg", 1});
  CHECK(r.costs(4 * entry + 3 + 3 + 3, texts, "indexOf", {r.s("xyz")}));
  const std::uint64_t limbs[] = {1, 2, 3};
  const Value big = d.bigint(BigInt::from_limbs(limbs, BigInt::Sign::positive));
  CHECK(r.costs(3 * entry + 24 + 24, d.array({big, BigInt(1), 1}), "includes", {big}));
  // A small graph that is large as a text, or opened.
  Value wide = d.array({1, 2});
  for (int i = 0; i < 40; ++i)
    wide = d.array({wide, wide});
  CHECK(r.refusal(wide, "join").starts_with("Error: Too much work for built-ins"));
  CHECK(r.refusal(wide, "flat", {r.n(99)}).starts_with("Error: Too much work for built-ins"));
  const Value long_text = r.s(std::string(1'000'000, 'x'));
  Value same = d.array();
  for (int i = 0; i < 1000; ++i)
    same.push(long_text);
  CHECK(r.refusal(same, "toSorted").starts_with("Error: Too much work for built-ins"));
}

}  // namespace
}  // namespace candela
