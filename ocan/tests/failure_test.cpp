#include <candela/ocan/failure.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "fixtures.hpp"

namespace candela {
namespace {

TEST_CASE("every code has a text of its own") {
  std::set<std::string> texts;
  constexpr int count = static_cast<int>(FailureCode::rolled_back) + 1;
  for (int code = 0; code < count; ++code)
    texts.emplace(to_string(static_cast<FailureCode>(code)));
  CHECK(texts.size() == static_cast<std::size_t>(count));
  CHECK(texts.count("") == 0);
}

TEST_CASE("a passed limit says which, and by how much") {
  const LimitExceeded error("arguments", "Too many arguments", 101, 100);
  CHECK(error.code() == FailureCode::limit);
  CHECK(error.limit() == "arguments");
  CHECK(error.name() == "Error");
  CHECK(error.message() == "Too many arguments: 101 > 100");
}

TEST_CASE("an outcome knows why and where") {
  testing::Probe probe;
  const Outcome good = execute(ctn()["one"](), target(probe));
  CHECK(good.failure() == nullptr);
  const Outcome bad = execute(ctn()["echo"](ctn()["nothing"]()["x"]), target(probe));
  REQUIRE(bad.failure() != nullptr);
  CHECK(bad.failure()->code == FailureCode::not_readable);
  CHECK(bad.failure()->path == "$[1].args[0].__operationChain[2]");
}

}  // namespace
}  // namespace candela
