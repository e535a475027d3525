#include <candela/structured_clone/clone.hpp>

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

#include "graph/core.hpp"

using candela::compact;
using candela::Document;
using candela::ElementType;
using candela::Value;

namespace {

/// Whether bytes stand among the strings and keys of a document.
bool holds(const Document& doc, std::string_view text) {
  const candela::Core& core = doc.core();
  for (std::uint32_t i = 0; i < core.cells.size(); ++i)
    if (candela::slots::is_string(core.cells[i]) &&
        core.text(core.cells[i]).find(text) != std::string_view::npos)
      return true;
  for (candela::KeyId key = 0; key < core.keys.size(); ++key)
    if (core.key_text(key).find(text) != std::string_view::npos) return true;
  return false;
}

}  // namespace

TEST_CASE("a clone and a compact document are equal to what they were made of") {
  Document doc;
  Value root = doc.object({{"b", 1}, {"10", 2}, {"2", doc.date(5)}});
  const Value buffer = doc.array_buffer(std::size_t{16});
  root.set("views", doc.array({doc.typed_array(ElementType::int16, buffer, 2, 3),
                               doc.data_view(buffer, 1, 2), doc.regexp("a", "g")}));
  root.set("self", doc.make_map({{root, doc.make_set({root, "x"})}}));
  root.set("big", doc.bigint(candela::BigInt(1234567)));
  root.set("long", std::string(100'000, 'x'));
  Value list = doc.array({1});
  list.resize(4);
  root.set("holes", list);
  doc.set_root(root);
  for (const Document& copy : {candela::clone(doc), compact(doc)})
    CHECK(candela::first_difference(copy.root(), doc.root()) == "");
}

TEST_CASE("nothing of what the root does not reach is in a compact document") {
  Document doc;
  Value root = doc.object({{"password", "secret-one"}, {"name", "secret-two"}});
  Value set = doc.make_set({"secret-three", "kept"});
  root.set("set", set);
  root.erase("password");
  root.set("name", "public");
  set.remove("secret-three");
  doc.object({{"lost", "secret-four"}});
  doc.set_root(root);
  REQUIRE(holds(doc, "secret"));
  const Document compacted = compact(doc);
  CHECK_FALSE(holds(compacted, "secret"));
  CHECK_FALSE(holds(compacted, "password"));
  CHECK_FALSE(holds(compacted, "lost"));
  CHECK(holds(compacted, "kept"));
}

TEST_CASE("a document that was changed for long gets small again, and can be changed on") {
  Document doc;
  Value root = doc.object();
  doc.set_root(root);
  for (int i = 0; i < 20'000; ++i)
    root.set("list", doc.array({i, std::string(100, 'x')}));
  Document compacted = compact(doc);
  CHECK(compacted.memory() < doc.memory() / 20);
  for (int i = 0; i < 200; ++i)
    compacted.root().set("key" + std::to_string(i), compacted.array({i}));
  CHECK(compacted.root().size() == 201);
  CHECK(compacted.root()["key7"][0].as_number() == 7);
}

TEST_CASE("a million levels are made compact without recursion") {
  Document doc;
  Value value = doc.array();
  for (int i = 1; i < 1'000'000; ++i)
    value = doc.array({value});
  doc.set_root(value);
  CHECK(candela::equal(compact(doc).root(), doc.root()));
}

TEST_CASE("one long string at a thousand places is not copied a thousand times") {
  Document doc;
  const Value text = doc.string(std::string(100'000, 'x'));
  const Value number = doc.bigint(candela::BigInt::from_decimal(std::string(1'000, '7')).value());
  Value list = doc.array();
  for (int i = 0; i < 1'000; ++i) {
    list.push(text);
    list.push(number);
  }
  doc.set_root(list);
  Document other;
  other.set_root(other.copy(list));
  for (const Document& copy : {compact(doc), other.clone()}) {
    CHECK(candela::equal(copy.root(), list));
    CHECK(copy.memory() < 2 * doc.clone().memory());
  }
}
