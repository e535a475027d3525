#include "graph/walk.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>

using candela::Document;
using candela::GraphWalk;
using candela::HeaderIndex;
using candela::Value;

namespace {

HeaderIndex header(Value value) {
  return candela::slots::header_of(value.slot());
}

/// The paths to all values below one, cycles aside.
std::vector<std::string> paths_below(Value root) {
  const candela::Core& core = *root.core();
  GraphWalk walk(core);
  std::vector<std::string> paths;
  std::vector<bool> met(core.headers.size(), false);
  met[header(root)] = true;
  walk.enter(header(root));
  while (walk.inside()) {
    if (!walk.next()) {
      walk.leave();
      continue;
    }
    paths.push_back(walk.path().text());
    const Value value(root.core(), core.cells[*walk.cell()]);
    if (!value.has_identity() || met[header(value)]) continue;
    met[header(value)] = true;
    walk.enter(header(value));
  }
  return paths;
}

}  // namespace

TEST_CASE("all that a container holds is met, in JavaScript's order, with its path") {
  Document doc;
  Value error = doc.error("E", "m");
  error.set("cause", doc.array({1}));
  error.set("own", 2);
  Value list = doc.array({0, 1, 2});
  list.resize(5);
  list.push(3);
  Value map = doc.make_map({{"gone", 1}, {"k", doc.make_set({7})}});
  map.remove("gone");
  const Value root = doc.object({{"b", error}, {"1", list}, {"m", map}, {"h", doc.host("t", 5)}});
  CHECK(paths_below(root) ==
        std::vector<std::string>{"$[\"1\"]", "$[\"1\"][0]", "$[\"1\"][1]", "$[\"1\"][2]",
                                 "$[\"1\"][5]", "$.b", "$.b.name", "$.b.message", "$.b.cause",
                                 "$.b.cause[0]", "$.b.own", "$.m", "$.m.keys()[0]",
                                 "$.m.values()[0]", "$.m.values()[0].values()[0]", "$.h",
                                 "$.h.payload"});
}

TEST_CASE("what has no values in it is entered and left") {
  Document doc;
  Value buffer = doc.array_buffer(4);
  CHECK(paths_below(doc.array({doc.date(0), doc.regexp("a", "g"), doc.boxed(1), buffer,
                               doc.data_view(buffer, 0, 1), doc.function("f"), doc.object()}))
            .size() == 7);
}

TEST_CASE("a container that shrinks under the walk is walked as far as it goes") {
  Document doc;
  Value list = doc.array({1, 2, 3});
  GraphWalk walk(doc.core());
  walk.enter(header(list));
  CHECK(walk.next());
  CHECK(walk.next());
  list.resize(1);
  CHECK(!walk.cell());
  CHECK(!walk.next());
  Value object = doc.object({{"2", 1}, {"1", 2}});
  walk.leave();
  walk.enter(header(object));
  CHECK(walk.next());
  object.erase("2");
  object.erase("1");
  CHECK(!walk.next());
}

TEST_CASE("the first path to a container is found, whatever cycles there are") {
  Document doc;
  Value wanted = doc.object();
  Value root = doc.object({{"a", doc.array({1, wanted})}, {"b", wanted}});
  root.set("self", root);
  doc.set_root(root);
  CHECK(candela::path_to(doc.core(), header(root)) == "$");
  CHECK(candela::path_to(doc.core(), header(wanted)) == "$.a[1]");
  CHECK(candela::path_to(doc.core(), header(doc.object())).empty());
}
