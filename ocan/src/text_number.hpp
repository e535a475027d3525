// Numbers and BigInts as JavaScript writes them: `1`, `.5e3`, `0x1f`, `0b1`, `0o7`, `12n`, `0xffn`,
// `1_000`. Of strict mode: no `017`.
//
// Threads: free functions without state.
// Limits: `bigint_digits`.
#pragma once

#include <cstddef>
#include <variant>

#include <candela/ocan/chain_text.hpp>
#include <candela/structured_clone/bigint.hpp>

namespace candela {

struct NumberLiteral {
  std::variant<double, BigInt> value;
  std::size_t end;
};

/// Rounded as ECMAScript rounds, in every base. Throws ChainSyntaxError. Requires: a digit stands
/// there, or a point and a digit.
NumberLiteral read_number_literal(TextPlace place, std::size_t bigint_digits);

}  // namespace candela
