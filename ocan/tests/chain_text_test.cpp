#include <candela/ocan/chain_text.hpp>

#include <doctest/doctest.h>

#include <candela/structured_clone/equal.hpp>

#include "random_chain.hpp"

namespace candela {
namespace {

TEST_CASE("an error of one line says its column") {
  const ChainSyntaxError error("expected this", {"abc def", 4});
  CHECK(error.name() == "SyntaxError");
  CHECK(std::string(error.what()) == "expected this at column 5");
  CHECK(error.column() == 5);
  CHECK(error.line() == 1);
  CHECK(error.line_column() == 5);
}

TEST_CASE(
    "an error of several lines says line and column in it, and has the one in the whole text") {
  struct Case {
    std::size_t at, line, line_column;
  };
  constexpr std::string_view text = "ab\ncd\r\nef\rgh";
  for (const Case& row : {Case{0, 1, 1},
                          {2, 1, 3},
                          {3, 2, 1},
                          {5, 2, 3},
                          {6, 2, 4},
                          {7, 3, 1},
                          {10, 4, 1},
                          {12, 4, 3}}) {
    CAPTURE(row.at);
    const ChainSyntaxError error("x", {text, row.at});
    CHECK(error.column() == row.at + 1);
    CHECK(error.line() == row.line);
    CHECK(error.line_column() == row.line_column);
    CHECK(std::string(error.what()) ==
          "x at line " + std::to_string(row.line) + ", column " + std::to_string(row.line_column));
  }
}

TEST_CASE("random chains say the same when they were printed and read") {
  std::size_t bytes = 0;
  constexpr std::uint32_t chains = 5000;
  for (std::uint32_t seed = 1; seed <= chains; ++seed) {
    const Chain chain = testing::RandomChain(seed, 40).chain();
    const std::string text = to_string(chain);
    CAPTURE(seed);
    CAPTURE(text);
    bytes += text.size();
    const Chain again = parse_chain(text);
    CHECK(first_difference(again.to_document().root(), chain.to_document().root()) == "");
    CHECK(to_string(again) == text);
  }
  MESSAGE(chains, " chains, seeds 1 to ", chains, ", ", bytes, " bytes of text");
}

TEST_CASE("of a text without its end nothing is read, and the column is in it") {
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    const std::string text = "f(" + to_string(testing::RandomChain(seed, 10).chain()) + ")";
    for (std::size_t length = 2; length < text.size(); ++length) {
      CAPTURE(text.substr(0, length));
      try {
        static_cast<void>(parse_chain(text.substr(0, length)));
        CHECK("was read" == "");
      } catch (const ChainSyntaxError& error) {
        CHECK(error.column() >= 1);
        CHECK(error.column() <= length + 1);
      }
    }
  }
}

}  // namespace
}  // namespace candela
