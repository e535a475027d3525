// Objects, arrays, Maps and Sets without cycles or aliases; functions; whole messages.
#include <array>
#include <limits>
#include <string>

#include "vector_table.hpp"

namespace candela::conformance {
namespace {

Value wrapped_in_objects(Document& doc, int times) {
  Value inner = doc.object({{"v", 1}});
  for (int i = 0; i < times; ++i)
    inner = doc.object({{"n", inner}});
  return inner;
}

Value wrapped_in_arrays(Document& doc, int times) {
  Value inner = doc.array();
  for (int i = 0; i < times; ++i)
    inner = doc.array({inner});
  return inner;
}

Value wide_object(Document& doc) {
  Value object = doc.object();
  for (int i = 0; i < 200; ++i)
    object.set("k" + std::to_string(i), i);
  return object;
}

Value nested_objects(Document& doc) {
  const Value list = doc.array({1, doc.object({{"e", 2}})});
  const Value c = doc.object({{"c", doc.object({{"d", list}})}});
  return doc.object({{"a", doc.object({{"b", c}})}});
}

Value with_hole(Document& doc) {
  Value array = doc.array({1});
  array.resize(2);
  array.push(3);
  return array;
}

Value grown_to_5(Value array) {
  array.resize(5);
  return array;
}

Value keys_that_look_like_indexes(Document& doc) {
  return doc.object({{"b", 1}, {"2", 1}, {"a", 1}, {"1", 1}, {"-1", 1}, {"01", 1}});
}

Value get_operation(Document& doc, std::string_view key) {
  return doc.object({{"type", "get"}, {"key", key}});
}

Value apply_operation(Document& doc, Value arguments) {
  return doc.object({{"type", "apply"}, {"args", arguments}});
}

/// `[{id, operations: [get key, apply arguments]}]`
Value batch(Document& doc, std::string_view id, std::string_view key, Value arguments) {
  const Value operations = doc.array({get_operation(doc, key), apply_operation(doc, arguments)});
  return doc.array({doc.object({{"id", id}, {"operations", operations}})});
}

Value user(Document& doc) {
  return doc.object({
      {"id", "u_1"},
      {"name", "Ada"},
      {"tags", doc.array({"a", "b"})},
      {"created", doc.date(0)},
      {"prefs", doc.make_map({{"theme", "dark"}})},
      {"balance", BigInt::from_decimal("12345678901234567890").value()},
      {"avatar", nullptr},
      {"score", std::numeric_limits<double>::quiet_NaN()},
  });
}

Value map_of_all_keys(Document& doc) {
  return doc.make_map({{1, "n"},
                       {"1", "s"},
                       {true, "b"},
                       {nullptr, "nul"},
                       {doc.undefined(), "und"},
                       {std::numeric_limits<double>::quiet_NaN(), "nan"},
                       {BigInt(1), "big"},
                       {-0.0, "z"}});
}

constexpr std::string_view like_a_bigint = "the original takes it for a boxed BigInt";
constexpr std::string_view like_a_buffer = "the original takes it for an ArrayBuffer";
constexpr std::string_view lost_prototype = "the original drops an own __proto__";
constexpr std::string_view crash = "the original throws";

constexpr auto table = std::to_array<MadeVector>({
    {"obj-empty", [](Document& doc) { return doc.object(); }},
    {"arr-empty", [](Document& doc) { return doc.array(); }},
    {"map-empty", [](Document& doc) { return doc.make_map(); }},
    {"set-empty", [](Document& doc) { return doc.make_set(); }},
    {"arr-nested-empty",
     [](Document& doc) {
       return doc.array({doc.array(), doc.object(), doc.array({doc.array()})});
     }},
    {"obj-simple",
     [](Document& doc) {
       return doc.object({{"a", 1}, {"b", "x"}, {"c", true}, {"d", nullptr}});
     }},
    {"obj-undef-prop",
     [](Document& doc) {
       return doc.object({{"a", doc.undefined()}, {"b", 1}});
     }},
    {"obj-nested", nested_objects},
    {.name = "arr-sparse",
     .make = with_hole,
     .nested = R"({"json":[1,{"$type":"undefined","hole":true},3],"meta":{}})",
     .tuple = R"({"root":["$lmz",0],"objects":[["array",[["number",1],["undefined","hole"],)"
              R"(["number",3]]]]})"},
    {.name = "arr-sparse-long",
     .make = [](Document& doc) { return grown_to_5(doc.array()); },
     .nested = R"({"json":[{"$type":"undefined","hole":true},{"$type":"undefined","hole":true},)"
               R"({"$type":"undefined","hole":true},{"$type":"undefined","hole":true},)"
               R"({"$type":"undefined","hole":true}],"meta":{}})",
     .tuple = R"({"root":["$lmz",0],"objects":[["array",[["undefined","hole"],["undefined",)"
              R"("hole"],["undefined","hole"],["undefined","hole"],["undefined","hole"]]]]})"},
    {.name = "arr-sparse-tail",
     .make = [](Document& doc) { return grown_to_5(doc.array({1})); },
     .nested = R"({"json":[1,{"$type":"undefined","hole":true},{"$type":"undefined","hole":true},)"
               R"({"$type":"undefined","hole":true},{"$type":"undefined","hole":true}],"meta":{}})",
     .tuple = R"({"root":["$lmz",0],"objects":[["array",[["number",1],["undefined","hole"],)"
              R"(["undefined","hole"],["undefined","hole"],["undefined","hole"]]]]})"},
    {"obj-int-keys", keys_that_look_like_indexes},
    {"obj-empty-key",
     [](Document& doc) {
       return doc.object({{"", 1}});
     }},
    {"obj-getter",
     [](Document& doc) {
       return doc.object({{"g", 7}, {"h", 1}});
     }},
    {"obj-nonenum",
     [](Document& doc) {
       return doc.object({{"a", 1}});
     }},
    {"obj-deep-64", [](Document& doc) { return wrapped_in_objects(doc, 63); }},
    {"arr-deep-64", [](Document& doc) { return wrapped_in_arrays(doc, 63); }},
    {"obj-wide", wide_object},
    {"frozen",
     [](Document& doc) {
       return doc.object({{"a", doc.array({1})}});
     }},
    {"key-$ref",
     [](Document& doc) {
       return doc.object({{"$ref", 0}});
     }},
    {"arr-lmz-look",
     [](Document& doc) {
       return doc.array({"$lmz", 0});
     }},
    {"obj-root-look",
     [](Document& doc) {
       return doc.object({{"root", doc.array({"$lmz", 0})}, {"objects", doc.array()}});
     }},
    {.name = "key-proto-null",
     .make =
         [](Document& doc) {
           return doc.object({{"__proto__", nullptr}, {"a", 2}});
         },
     .nested = R"({"json":{"__proto__":null,"a":2},"meta":{}})",
     .tuple = R"({"root":["$lmz",0],"objects":[["object",{"__proto__":["null"],)"
              R"("a":["number",2]}]]})",
     .beyond_reference = lost_prototype},
    {.name = "key-constructor-num",
     .make =
         [](Document& doc) {
           return doc.object({{"constructor", 2}, {"a", 1}});
         },
     .nested = R"({"json":{"constructor":2,"a":1},"meta":{}})",
     .beyond_reference = crash},
    {.name = "key-constructor-bigint",
     .make =
         [](Document& doc) {
           return doc.object({{"constructor", doc.object({{"name", "BigInt"}})}, {"a", 1}});
         },
     .nested = R"({"json":{"constructor":{"name":"BigInt"},"a":1},"meta":{}})",
     .tuple = R"({"root":["$lmz",0],"objects":[["object",{"constructor":["$lmz",1],)"
              R"("a":["number",1]}],["object",{"name":["string","BigInt"]}]]})",
     .beyond_reference = like_a_bigint},
    {.name = "key-constructor-arraybuffer",
     .make =
         [](Document& doc) {
           return doc.object({{"constructor", doc.object({{"name", "ArrayBuffer"}})}, {"a", 1}});
         },
     .nested = R"({"json":{"constructor":{"name":"ArrayBuffer"},"a":1},"meta":{}})",
     .beyond_reference = like_a_buffer},
    {"key-tostring",
     [](Document& doc) {
       return doc.object(
           {{"toString", 1}, {"hasOwnProperty", 2}, {"valueOf", 3}, {"then", 4}, {"length", 5}});
     }},
    {"key-toJSON-data",
     [](Document& doc) {
       return doc.object({{"toJSON", 1}});
     }},
    {"key-toJSON-fn",
     [](Document& doc) {
       return doc.object({{"toJSON", doc.function("toJSON")}, {"a", 1}});
     }},
    {"key-lmzId",
     [](Document& doc) {
       return doc.object({{"__lmzId", 0}, {"a", 1}});
     }},
    {"key-marker-nested",
     [](Document& doc) {
       return doc.object({{"__isNestedOperation", true},
                          {"__operationChain", doc.array({get_operation(doc, "x")})}});
     }},
    {"key-marker-fn",
     [](Document& doc) {
       return doc.object({{"__isRemoteFunction", true},
                          {"__operationChain", doc.array()},
                          {"__functionName", "f"}});
     }},
    {"map-str",
     [](Document& doc) {
       return doc.make_map({{"a", 1}, {"b", 2}});
     }},
    {"map-keys-kinds", map_of_all_keys},
    {"map-objkey",
     [](Document& doc) {
       return doc.make_map({{doc.object({{"id", 1}}), doc.object({{"v", 2}})}});
     }},
    {"fn-named", [](Document& doc) { return doc.function("foo"); }},
    {"real-user", user},
    {"real-batch-req",
     [](Document& doc) {
       const Value arguments = doc.array({2, 3});
       return doc.object({{"batch", batch(doc, "1700000000000-0", "add", arguments)}});
     }},
    {"real-ws-req",
     [](Document& doc) {
       return doc.object({{"type", "__rpc"}, {"batch", batch(doc, "1", "x", doc.array())}});
     }},
    {"real-alias-args",
     [](Document& doc) {
       const Value shared = doc.object({{"a", 1}});
       return doc.object({{"batch", batch(doc, "1", "f", doc.array({shared, shared}))}});
     }},
});

}  // namespace

std::span<const MadeVector> container_vectors() {
  return table;
}

}  // namespace candela::conformance
