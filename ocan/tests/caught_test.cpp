#include "caught.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

namespace candela {
namespace {

TEST_CASE("what is known about an error is kept, whatever it is caught as") {
  const LimitExceeded limit("steps", "Too many operations", 2, 1);
  const Error& plain = limit;
  CHECK(Caught::of(plain).failure.code == FailureCode::limit);
  CHECK(Caught::of(plain).failure.limit == "steps");
  CHECK(Caught::of(Error("x")).failure.code == FailureCode::thrown);
  try {
    throw std::runtime_error("standard");
  } catch (...) {
    CHECK(Caught::current().error.message() == "standard");
  }
  try {
    throw ChainError(FailureCode::deadline, "TimeoutError", "late");
  } catch (...) {
    CHECK(Caught::current().failure.code == FailureCode::deadline);
  }
}

TEST_CASE("a path leaves only where it is asked for, and only with an error that has none") {
  Document document;
  Caught caught = Caught::of(Error("x"));
  caught.failure.path = "$[1]";
  ExecutionOptions options;
  CHECK_FALSE(caught.make(document, options).has("path"));
  options.places = FailurePlaces::exposed;
  CHECK(caught.make(document, options)["path"].as_string() == "$[1]");
  caught.error = Error("y").with("path", "/tmp");
  CHECK(caught.make(document, options)["path"].as_string() == "/tmp");
  caught.error = Error::of(5);
  CHECK(caught.make(document, options).as_number() == 5);
}

}  // namespace
}  // namespace candela
