#include <doctest/doctest.h>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

TEST_CASE("Maps and Sets are read by key, and listed as arrays") {
  BuiltinRunner r;
  const Value key = r.document.object();
  const Value map = r.document.make_map({{"a", 1}, {key, 2}});
  CHECK(r.read(map, "size").as_number() == 2);
  CHECK(r.read(map, "a").is_undefined());
  CHECK(r.show(map, "get", {key}) == "2");
  CHECK(r.show(map, "get") == "undefined");
  CHECK(r.show(map, "has", {r.s("a")}) == "true");
  CHECK(r.call(map, "keys")[1].is(key));
  CHECK(r.show(map, "values") == "[ 1, 2 ]");
  CHECK(r.call(map, "entries")[1][0].is(key));
  const Value set = r.document.make_set({"x", key});
  CHECK(r.read(set, "size").as_number() == 2);
  CHECK(r.show(set, "has", {key}) == "true");
  CHECK(r.call(set, "values")[1].is(key));
  CHECK(r.show(r.document.make_set({"x"}), "entries") == "[ [ 'x', 'x' ] ]");
}

TEST_CASE("Sets are put together and taken apart, identity kept") {
  BuiltinRunner r;
  Document& d = r.document;
  const Value object = d.object();
  const Value small = d.make_set({3, 1, object});
  const Value large = d.make_set({1, object, 7, 3});
  CHECK(r.show(small, "union", {large}) == "Set(4) { 3, 1, {}, 7 }");
  CHECK(r.call(small, "union", {large}).contains(object));
  CHECK(r.show(small, "intersection", {large}) == "Set(3) { 3, 1, {} }");
  CHECK(r.show(large, "intersection", {small}) == "Set(3) { 3, 1, {} }");  // in the smaller's order
  CHECK(r.show(large, "difference", {small}) == "Set(1) { 7 }");
  CHECK(r.show(d.make_set({1, 2}), "symmetricDifference", {d.make_set({3, 2})}) ==
        "Set(2) { 1, 3 }");
  CHECK(small.size() == 3);
}

TEST_CASE("Sets are compared, with keys of Maps too") {
  BuiltinRunner r;
  Document& d = r.document;
  const Value small = d.make_set({1, 2});
  const Value map = d.make_map({{1, "a"}, {2, "b"}, {3, "c"}});
  CHECK(r.show(small, "isSubsetOf", {map}) == "true");
  CHECK(r.show(small, "isSubsetOf", {d.make_set({1, 3, 4})}) == "false");
  CHECK(r.show(d.make_set({1, 2, 3}), "isSubsetOf", {small}) == "false");
  CHECK(r.show(d.make_set({1, 2, 3}), "isSupersetOf", {small}) == "true");
  CHECK(r.show(small, "isSupersetOf", {map}) == "false");
  CHECK(r.show(small, "isDisjointFrom", {d.make_set({3})}) == "true");
  CHECK(r.show(small, "isDisjointFrom", {map}) == "false");
  CHECK(r.show(small, "union", {map}) == "Set(3) { 1, 2, 3 }");
  CHECK(r.refusal(small, "union", {d.array({1})}) == "TypeError: union expects a Set or a Map");
}

TEST_CASE("what collections read and make is charged, members with their texts") {
  BuiltinRunner r;
  Document& d = r.document;
  constexpr std::size_t entry = builtin_entry_bytes;
  const Value set = d.make_set({"abc", 1});
  CHECK(r.costs(3, set, "has", {r.s("abc")}));
  CHECK(r.costs(4 * entry, set, "values"));
  CHECK(r.costs(4 * entry + 2 * builtin_pair_bytes, set, "entries"));
  CHECK(r.costs(2 * (4 * entry + 3), set, "union", {set}));
  CHECK(r.costs(2 * entry + 3, set, "difference", {set}));
  CHECK(r.costs(4 * entry + 3, set, "intersection", {set}));
  CHECK(r.costs(2 * entry + 3, set, "isSubsetOf", {set}));
}

}  // namespace
}  // namespace candela
