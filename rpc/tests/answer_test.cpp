#include <candela/rpc/answer.hpp>

#include <memory>
#include <optional>

#include <doctest/doctest.h>

using candela::Answer;
using candela::CallFailed;
using candela::Disconnected;
using candela::Document;
using candela::Error;

TEST_CASE("an answer keeps the document of its value, and reads it as a C++ type") {
  std::optional<Answer> first;
  {
    auto document = std::make_shared<Document>();
    document->set_root(document->object({{"n", 5}}));
    first = Answer(document, document->root()["n"]);
  }
  const Answer copy = *first;
  first.reset();
  CHECK(copy.ok());
  CHECK(copy.error() == nullptr);
  CHECK(copy.get<int>() == 5);
  CHECK_THROWS_AS(copy.get<std::string>(), candela::CloneError);
}

TEST_CASE("an answer throws its error as what it is") {
  CHECK_THROWS_AS(Answer(Error("RangeError", "no")).value(), Error);
  CHECK_THROWS_AS(Answer(Disconnected("gone")).value(), Disconnected);
  CHECK_THROWS_AS(Answer(CallFailed("404")).value(), CallFailed);
  CHECK(Answer(Error("RangeError", "no")).error()->name() == "RangeError");
  CHECK(Answer(Disconnected("gone")).error()->name() == "Disconnected");
  CHECK(Answer(Disconnected("gone")).disconnected());
  CHECK_FALSE(Answer(CallFailed("404")).disconnected());
  CHECK(Answer(CallFailed("404")).error()->message() == "404");
}
