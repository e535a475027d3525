// Bounds on what the codec accepts from outside. Each limit is inclusive: a value at the limit
// passes, one past it is refused with the error code named beside it. The defaults suit a program
// that reads its own files; `server_limits()` suits a server that reads what strangers send.
#pragma once

#include <cstddef>

namespace candela {

struct Limits {
  /// Input size in bytes (`limit_bytes`).
  std::size_t bytes = std::size_t{1} << 30;
  /// Containers inside each other (`limit_depth`).
  std::size_t depth = 1'048'576;
  /// Values in all, primitives included (`limit_values`).
  std::size_t values = std::size_t{1} << 28;
  /// Different property names (`limit_keys`).
  std::size_t keys = std::size_t{1} << 24;
  /// One string, in bytes of UTF-8 (`limit_string`).
  std::size_t string_bytes = std::size_t{1} << 29;
  /// Values that are referred to (`limit_aliases`).
  std::size_t aliases = std::size_t{1} << 26;
  /// Decimal digits of one BigInt; the work grows with their square (`limit_bigint`).
  std::size_t bigint_digits = 20'000;
  /// Array length minus stored elements (`limit_holes`).
  std::size_t holes = 10'000;
  /// Of C++ types: pointers, and containers of values, inside each other. What frees them recurses
  /// so far (`limit_depth`).
  std::size_t typed_depth = 10'000;
};

/// What a server reads from strangers: 32 MiB, 1,000 levels, and bounds on the rest to match.
Limits server_limits() noexcept;

}  // namespace candela
