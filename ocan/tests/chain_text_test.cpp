#include <doctest/doctest.h>

#include <candela/ocan/chain_text.hpp>

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

}  // namespace
}  // namespace candela
