#include "graph/depth.hpp"

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>

using candela::Document;
using candela::Value;

TEST_CASE("a graph is as deep as the longest way on which containers are met first") {
  Document doc;
  doc.set_root(1);
  CHECK(candela::depth_of(doc.core()) == 0);
  doc.set_root(doc.array());
  CHECK(candela::depth_of(doc.core()) == 1);
  Value inner = doc.make_map({{1, doc.make_set({doc.object({{"a", doc.error("E", "m")}})})}});
  doc.set_root(doc.array({1, doc.host("tag", inner), inner}));
  CHECK(candela::depth_of(doc.core()) == 6);
}

TEST_CASE("circles end, and a million levels need no stack") {
  Document doc;
  Value value = doc.array();
  const Value innermost = value;
  for (int i = 1; i < 1'000'000; ++i)
    value = doc.array({value});
  Value(innermost).push(value);
  doc.set_root(value);
  CHECK(candela::depth_of(doc.core()) == 1'000'000);
}
