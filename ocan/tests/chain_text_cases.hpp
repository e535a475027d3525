// What the tests of chains as text ask for: one literal as nested JSON, and where a text is refused.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <candela/ocan/chain_text.hpp>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela::testing {

struct LiteralCase {
  std::string_view text;
  std::string_view json;     ///< In the format nested.
  std::string_view printed;  ///< Empty: as `text`.
};

/// The argument of `f(text)`, in nested.
inline std::string json_of(std::string_view text, const ChainTextLimits& limits = {}) {
  const Document chain = parse_chain("f(" + std::string(text) + ")", limits).to_document();
  const std::string all = stringify(chain.root()[1]["args"][0]);
  constexpr std::string_view before = R"({"json":)";
  constexpr std::string_view after = R"(,"meta":{}})";
  return all.substr(before.size(), all.size() - before.size() - after.size());
}

/// Each is read as its JSON, printed, and read again as the same.
inline void check_literals(std::span<const LiteralCase> cases) {
  for (const LiteralCase& row : cases) {
    CAPTURE(row.text);
    CHECK(json_of(row.text) == row.json);
    const Chain chain = parse_chain("f(" + std::string(row.text) + ")");
    const std::string printed = to_string(chain);
    CHECK(printed == "f(" + std::string(row.printed.empty() ? row.text : row.printed) + ")");
    const Document again = parse_chain(printed).to_document();
    CHECK(first_difference(again.root(), chain.to_document().root()) == "");
  }
}

/// What was said of the text, without the place; empty: it was read.
inline std::string refused(std::string_view text, std::size_t column,
                           const ChainTextLimits& limits = {}) {
  try {
    static_cast<void>(parse_chain(text, limits));
  } catch (const ChainSyntaxError& error) {
    CHECK(error.column() == column);
    const std::string message(error.message());
    return message.substr(0, message.rfind(" at "));
  }
  return "";
}

struct RefusedCase {
  std::string_view text;
  std::size_t column;  ///< Of the whole text, from 1.
  std::string_view message;
};

inline void check_refused(std::span<const RefusedCase> cases) {
  for (const RefusedCase& row : cases) {
    CAPTURE(row.text);
    CHECK(refused(row.text, row.column) == row.message);
  }
}

}  // namespace candela::testing
