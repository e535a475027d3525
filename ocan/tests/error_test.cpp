#include <candela/ocan/error.hpp>

#include <doctest/doctest.h>

#include <stdexcept>

#include <candela/structured_clone/format.hpp>

namespace candela {
namespace {

std::string wire(const Error& error) {
  return stringify(error.value());
}

TEST_CASE("an error has a name, a message, a cause and own properties") {
  const Error error = Error("RangeError", "outer")
                          .with_cause(Error("inner").with("detail", 1))
                          .with("code", "E_OUTER");
  CHECK(std::string(error.what()) == "outer");
  CHECK(error.name() == "RangeError");
  CHECK(error.message() == "outer");
  CHECK(
      wire(error) ==
      R"({"json":{"$type":"error","name":"RangeError","message":"outer","cause":{"$type":"error",)"
      R"("name":"Error","message":"inner","detail":1},"code":"E_OUTER"},"meta":{}})");
}

TEST_CASE("adding to an error leaves its copies as they are") {
  const Error first("m");
  const Error second = first.with("code", 1);
  CHECK(first.value().size() == 0);
  CHECK(second.value().size() == 1);
}

TEST_CASE("anything can be thrown") {
  CHECK(std::string(Error::of("text").what()) == "text");
  CHECK(Error::of(42).value().as_number() == 42);
  CHECK(Error::of(nullptr).value().is_null());
  CHECK(Error::from_value(Value()).value().is_undefined());
  CHECK(Error::of("text").name().empty());
}

TEST_CASE("an error outlives the document of the value that was thrown") {
  Error error("");
  {
    Document document;
    Value thrown = document.error("E", "m");
    thrown.set("self", thrown);
    error = Error::from_value(thrown);
  }
  CHECK(error.value()["self"].is(error.value()));
  Document other;
  const Value made = error.make(other);
  CHECK(made["self"].is(made));
}

TEST_CASE("what is being handled becomes an Error") {
  const auto current = [](auto thrower) {
    try {
      thrower();
    } catch (...) {
      return Error::current();
    }
    return Error("nothing was thrown");
  };
  CHECK(current([] { throw Error("E", "own"); }).name() == "E");
  const Error standard = current([] { throw std::runtime_error("standard"); });
  CHECK(standard.name() == "Error");
  CHECK(standard.message() == "standard");
  CHECK(current([] { throw 42; }).message() == "unknown exception");  // NOLINT: no exception
}

}  // namespace
}  // namespace candela
