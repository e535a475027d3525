// For what is ours: nothing that a program holds already is too much to be read again.
#pragma once

#include <limits>

#include <candela/structured_clone/limits.hpp>

namespace candela {

constexpr Limits no_limits() noexcept {
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
  return {.bytes = most,
          .depth = most,
          .values = most,
          .keys = most,
          .string_bytes = most,
          .aliases = most,
          .bigint_digits = most,
          .holes = most,
          .typed_depth = most};
}

}  // namespace candela
