#include <candela/ocan/outcome.hpp>

#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

TEST_CASE("an outcome owns the document its value lives in") {
  testing::Probe probe;
  const Outcome outcome = execute(ctn()["echoArgs"]("x"), target(probe));
  CHECK(outcome.ok());
  CHECK(outcome.value()[0].as_string() == "x");
  CHECK(outcome.get<std::vector<std::string>>() == std::vector<std::string>{"x"});
}

TEST_CASE("an outcome that is an error throws it") {
  testing::Probe probe;
  const Outcome outcome = execute(ctn()["throwCause"](), target(probe));
  CHECK_FALSE(outcome);
  CHECK(outcome.error().name() == "RangeError");
  CHECK_THROWS_WITH_AS(outcome.value(), "outer", Error);
  CHECK_THROWS_AS(outcome.get<int>(), Error);
}

TEST_CASE("a result that is not there at once is an error of execute") {
  testing::Probe probe;
  const Outcome outcome = execute(ctn()["later"]("x"), target(probe));
  CHECK(outcome.error().message() == "the result is not there yet: run this chain by an Execution");
  CHECK(probe.waiting[0].cancelled());
}

}  // namespace
}  // namespace candela
