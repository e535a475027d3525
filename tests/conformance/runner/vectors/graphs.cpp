// Values that are met twice, and values that contain themselves.
#include <array>

#include "vector_table.hpp"

namespace candela::conformance {
namespace {

Value deep_alias(Document& doc) {
  const Value shared = doc.object({{"v", 1}});
  const Value b = doc.object({{"b", doc.object({{"c", shared}})}});
  return doc.object({{"a", b}, {"d", shared}});
}

Value alias_three_times(Document& doc) {
  const Value shared = doc.object();
  return doc.array({shared, doc.array({shared}), doc.object({{"k", shared}})});
}

Value two_aliases_each_twice(Document& doc) {
  const Value first = doc.object({{"n", 1}});
  const Value second = doc.object({{"n", 2}});
  return doc.array({first, second, second, first});
}

Value object_with_itself(Document& doc) {
  Value object = doc.object({{"n", 1}});
  object.set("self", object);
  return object;
}

Value array_with_itself(Document& doc) {
  Value array = doc.array({1});
  array.push(array);
  return array;
}

Value ring_of_three(Document& doc) {
  Value a = doc.object({{"n", "A"}});
  Value b = doc.object({{"n", "B"}});
  Value c = doc.object({{"n", "C"}});
  a.set("b", b);
  b.set("c", c);
  c.set("a", a);
  return a;
}

Value parent_and_children(Document& doc) {
  Value children = doc.array();
  const Value parent = doc.object({{"n", "p"}, {"ch", children}});
  for (int i = 0; i < 3; ++i)
    children.push(doc.object({{"n", i}, {"parent", parent}}));
  return parent;
}

Value cycle_below_the_root(Document& doc) {
  Value object = doc.object();
  object.set("o", object);
  return doc.object({{"x", object}, {"y", 1}});
}

Value map_with_itself(Document& doc) {
  Value map = doc.make_map();
  map.put("self", map);
  return map;
}

Value map_key_elsewhere(Document& doc) {
  const Value key = doc.object({{"id", 1}});
  return doc.object({{"map", doc.make_map({{key, "v"}})}, {"key", key}});
}

Value map_key_as_its_value(Document& doc) {
  const Value key = doc.object({{"id", 1}});
  return doc.make_map({{key, key}});
}

Value key_of_two_maps(Document& doc) {
  const Value key = doc.object();
  const Value first = doc.make_map({{key, 1}});
  const Value second = doc.make_map({{key, 2}});
  return doc.object({{"m1", first}, {"m2", second}, {"k", key}});
}

Value set_with_itself(Document& doc) {
  Value set = doc.make_set();
  set.add(set);
  return set;
}

Value set_member_elsewhere(Document& doc) {
  const Value member = doc.object({{"id", 1}});
  return doc.object({{"set", doc.make_set({member})}, {"k", member}});
}

Value set_in_its_member(Document& doc) {
  Value set = doc.make_set();
  set.add(doc.object({{"s", set}}));
  return set;
}

Value list_of_100(Document& doc) {
  Value head = doc.null();
  for (int i = 0; i < 100; ++i)
    head = doc.object({{"v", i}, {"next", head}});
  return head;
}

Value diamond(Document& doc) {
  const Value bottom = doc.object();
  const Value left = doc.object({{"d", bottom}});
  const Value right = doc.object({{"d", bottom}});
  return doc.object({{"b", left}, {"c", right}});
}

Value one_object_100_times(Document& doc) {
  const Value shared = doc.object({{"v", 1}});
  Value array = doc.array();
  for (int i = 0; i < 100; ++i)
    array.push(shared);
  return array;
}

Value everyone_knows_all(Document& doc) {
  Value all = doc.array();
  for (int i = 0; i < 4; ++i)
    all.push(doc.object({{"i", i}, {"e", all}}));
  return all;
}

constexpr auto table = std::to_array<MadeVector>({
    {"alias-array",
     [](Document& doc) {
       const Value shared = doc.array({1});
       return doc.array({shared, shared});
     }},
    {"alias-equal-not-same",
     [](Document& doc) {
       return doc.object({{"x", doc.object({{"v", 1}})}, {"y", doc.object({{"v", 1}})}});
     }},
    {"alias-deep", deep_alias},
    {"alias-three", alias_three_times},
    {"alias-two-objects", two_aliases_each_twice},
    {"cycle-self", object_with_itself},
    {"cycle-array-self", array_with_itself},
    {"cycle-abca", ring_of_three},
    {"cycle-parent-child", parent_and_children},
    {"cycle-not-root", cycle_below_the_root},
    {"cycle-map-value", map_with_itself},
    {"alias-map-key", map_key_elsewhere},
    {"alias-map-key-value", map_key_as_its_value},
    {"alias-two-maps", key_of_two_maps},
    {"cycle-set", set_with_itself},
    {"alias-set-member", set_member_elsewhere},
    {"cycle-set-obj", set_in_its_member},
    {"linked-list-100", list_of_100},
    {"dag-diamond", diamond},
    {"dag-wide", one_object_100_times},
    {"graph-full", everyone_knows_all},
});

}  // namespace

std::span<const MadeVector> graph_vectors() {
  return table;
}

}  // namespace candela::conformance
