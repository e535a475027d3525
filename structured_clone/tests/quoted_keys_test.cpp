#include "formats/quoted_keys.hpp"

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>

using candela::Core;
using candela::Output;
using candela::QuotedKeys;

TEST_CASE(
    "keys are quoted and escaped, the first without a comma, however often they are written") {
  for (const int containers : {0, 100}) {  // few keys are written directly, many are kept
    Core core;
    for (int i = 0; i < containers; ++i)
      core.new_header(candela::Kind::object);
    QuotedKeys keys(core, QuotedKeys::Dollar::doubled);
    const auto plain = core.intern("plain");
    const auto dollar = core.intern("$type");
    const auto escapes = core.intern("a\"b\n");
    const auto long_one = core.intern(std::string(100, 'k'));
    const auto empty = core.intern("");
    Output out(10'000);
    for (int i = 0; i < 2; ++i) {
      keys.put_first(out, long_one);
      for (const auto key : {plain, dollar, escapes, empty})
        keys.put_next(out, key);
    }
    const std::string once =
        "\"" + std::string(100, 'k') + "\":,\"plain\":,\"$$type\":,\"a\\\"b\\n\":,\"\":";
    CHECK(out.text() == once + once);
  }
}

TEST_CASE("a dollar stays alone where nothing is meant by it") {
  Core core;
  QuotedKeys keys(core, QuotedKeys::Dollar::plain);
  Output out(100);
  keys.put_next(out, core.intern("$x"));
  CHECK(out.text() == ",\"$x\":");
}

TEST_CASE("thousands of keys are kept apart") {
  Core core;
  for (int i = 0; i < 100; ++i)
    core.new_header(candela::Kind::object);
  QuotedKeys keys(core, QuotedKeys::Dollar::plain);
  std::string expected;
  Output out(1'000'000);
  for (int i = 0; i < 3'000; ++i) {
    const std::string name = "key" + std::to_string(i * 7919 % 3'000);
    keys.put_next(out, core.intern(name));
    expected += ",\"" + name + "\":";
  }
  CHECK(out.text() == expected);
}
