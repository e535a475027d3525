#pragma once
// The values and errors that PROBE_DO gives: every kind, every way in which they hang together.
// Free functions; each makes its value in the document it is given.
#include <span>
#include <string_view>

#include <candela/ocan/error.hpp>
#include <candela/structured_clone/document.hpp>

namespace candela::conformance {

/// null, array, or what typeof says.
std::string_view kind_name(Value value);

/// Values that `sum` looks at; past it a RangeError.
inline constexpr std::size_t max_summed = 1'000'000;
/// Adds all numbers, in arrays at any depth too. Throws Error.
double sum_of(std::span<const Value> values);

/// a → b → c → a
Value make_ring(Document& doc);
/// One object at many places, a Map's key and value among them.
Value make_aliased(Document& doc);
/// [1, hole, 3], of length 5.
Value make_sparse(Document& doc);
/// Keys that begin with `$`.
Value make_dollar_keys(Document& doc);
/// An own `__proto__`.
Value make_own_prototype(Document& doc);
/// One of each kind.
Value make_kinds(Document& doc);

Error error_with_cause();
Error error_with_itself();
Error object_that_is_thrown();

}  // namespace candela::conformance
