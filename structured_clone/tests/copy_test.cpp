#include "graph/copy.hpp"

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

using candela::Document;
using candela::Value;

namespace {

/// One of every kind, with cycles through a Map's key, a Set's member, an error's cause and a
/// property.
Value everything(Document& doc) {
  Value root = doc.object({{"self", nullptr}, {"2", 2}, {"1", 1}});
  root.set("self", root);
  Value array = doc.array({1, "two", nullptr, true, doc.bigint(-5)});
  array.resize(7);
  root.set("array", array);
  root.set("map", doc.make_map({{root, 1}, {"k", array}}));
  root.set("set", doc.make_set({root, array}));
  root.set("date", doc.date(5));
  Value regexp = doc.regexp("a", "g");
  regexp.set_regexp_last_index(2);
  root.set("regexp", regexp);
  Value error = doc.error("TypeError", "m");
  error.set("cause", error);
  error.set("own", root);
  root.set("error", error);
  Value buffer = doc.array_buffer(8);
  root.set("left", doc.typed_array(candela::ElementType::int16, buffer, 2, 2));
  root.set("view", doc.data_view(buffer, 1, 3));
  root.set("boxed", doc.boxed("text"));
  root.set("host", doc.host("tag", root));
  root.set("function", doc.function("f"));
  return root;
}

}  // namespace

TEST_CASE("a copy in another document is equal, whatever kinds and cycles it has") {
  Document from;
  Document to;
  Value original = everything(from);
  Value copy = to.copy(original);
  CHECK(candela::first_difference(original, copy) == "");
  CHECK(copy["self"].is(copy));
  CHECK(copy["left"].view_buffer().is(copy["view"].view_buffer()));
}

TEST_CASE("a copy inside of its own document shares nothing with the original") {
  Document doc;
  Value original = everything(doc);
  Value copy = doc.copy(original);
  CHECK(candela::equal(original, copy));
  copy["array"].set_at(0, "changed");
  CHECK(original["array"][0].as_number() == 1);
  CHECK(!copy["self"].is(original));
}

TEST_CASE("a copier knows again what it has copied") {
  Document from;
  Document to;
  Value shared = from.object({{"a", 1}});
  Value list = from.array({shared});
  candela::GraphCopier copier(from.core(), to.core());
  const auto first = copier.copy(shared.slot());
  const auto second = copier.copy(list.slot());
  CHECK(Value(&to.core(), second)[0].is(Value(&to.core(), first)));
}

TEST_CASE("a chain of 300,000 objects is copied without recursion") {
  Document from;
  Value head = from.object();
  for (int i = 0; i < 300'000; ++i)
    head = from.object({{"next", head}});
  Document to;
  Value copy = to.copy(head);
  CHECK(copy["next"]["next"].is_object());
}

TEST_CASE("long strings that begin at the same byte and are not the same stay different") {
  Document from;
  candela::Core& core = from.core();
  const auto whole = core.make_string(std::string(200, 'x'));
  const auto offset = static_cast<std::uint32_t>(whole);
  Value list =
      from.array({Value(&core, whole), Value(&core, candela::slots::short_string(offset, 100)),
                  Value(&core, whole)});
  Document to;
  const Value copy = to.copy(list);
  CHECK(candela::first_difference(list, copy) == "");
  CHECK(copy[1].as_string().size() == 100);
}
