// Chains as text, as a person types them: `combine(get('a'), get("b"))[0].size`.
//
// A name that starts an argument starts a nested chain; `this` starts one at the target itself.
// Every kind of value that JavaScript has a form for is written in that form, from `[1, , 3]` and
// /source/flags to `new Uint8Array([1, 2]).buffer`; the grammar is in the module's README. Nothing
// is evaluated, no name is looked up.
//
// Threads: free functions without state.
// Limits: ChainTextLimits, each inclusive. Reading recurses as far as `depth` lets it; printing
// does not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <candela/ocan/chain.hpp>
#include <candela/ocan/error.hpp>

namespace candela {

/// A place in a text; `at` counts bytes from 0.
struct TextPlace {
  std::string_view text;
  std::size_t at;
};

/// "SyntaxError", with what was expected and what was found. The message ends with ` at column 12`
/// or, if the text has several lines, ` at line 2, column 5`: there the column is in that line.
class ChainSyntaxError : public Error {
 public:
  /// `problem` is the message without its end.
  ChainSyntaxError(std::string_view problem, TextPlace place);
  /// In the whole text, in bytes from 1.
  std::size_t column() const noexcept { return column_; }
  /// From 1. A line ends with LF, CR or both.
  std::size_t line() const noexcept { return line_; }
  /// In that line, in bytes from 1.
  std::size_t line_column() const noexcept { return line_column_; }

 private:
  std::size_t column_;
  std::size_t line_;
  std::size_t line_column_;
};

struct ChainTextLimits {
  std::size_t bytes = std::size_t{1} << 20;  ///< Of the whole text.
  std::size_t depth = 100;  ///< Brackets with values in them, inside of each other.
  /// Of all chains of one text together, nested ones too: more than this no batch may run.
  std::size_t operations = 100'000;
  std::size_t bigint_digits = 20'000;  ///< Of one BigInt; the work grows with their square.
  /// Of all ArrayBuffers and typed arrays of one text together: a few letters ask for any size.
  std::size_t buffer_bytes = std::size_t{1} << 24;
};

/// Throws ChainSyntaxError.
Chain parse_chain(std::string_view text, const ChainTextLimits& limits = {});

/// Text that parse_chain reads back as a chain that says the same, if all of its values have a
/// literal and it is within the limits. Of other values the kind stands there in angles, which
/// parse_chain refuses: of functions, host values, errors without a name, what is larger than the
/// limits; `<circular>` of what is inside of itself. Identity is not kept: a value or a chain that
/// is used twice is printed twice, so the text may be far larger than the chain. What would be
/// longer than `limits.bytes` is cut there, and ends with an ellipsis.
std::string to_string(const Chain& chain, const ChainTextLimits& limits = {});

}  // namespace candela
