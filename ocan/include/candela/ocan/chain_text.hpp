// Chains as text, as a person types them: `combine(get('a'), get("b"))[0].size`.
//
// A name that starts an argument starts a nested chain. Literals: numbers, NaN, Infinity, 12n,
// strings in either quotes, true, false, null, undefined, [arrays], {objects: 1},
// `new Map([[k, v]])`, `new Set([v])`, `new Date(ms)`. Nothing is evaluated.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <candela/ocan/chain.hpp>
#include <candela/ocan/error.hpp>

namespace candela {

/// "SyntaxError" with what was expected and where; `column` counts bytes from 1.
class ChainSyntaxError : public Error {
 public:
  ChainSyntaxError(std::string_view expected, std::size_t column);
  std::size_t column() const noexcept { return column_; }

 private:
  std::size_t column_;
};

struct ChainTextLimits {
  std::size_t bytes = std::size_t{1} << 20;  ///< Of the whole text.
  std::size_t depth = 100;                   ///< Brackets of any kind inside of each other.
};

/// Throws ChainSyntaxError.
Chain parse_chain(std::string_view text, const ChainTextLimits& limits = {});

/// Text that parse_chain reads back, as far as its values have literals; of others the kind in
/// angles.
std::string to_string(const Chain& chain);

}  // namespace candela
