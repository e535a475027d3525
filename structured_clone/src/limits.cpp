#include <candela/structured_clone/limits.hpp>

namespace candela {

Limits server_limits() noexcept {
  Limits limits;
  limits.bytes = std::size_t{32} << 20;
  limits.depth = 1'000;
  limits.values = std::size_t{1} << 22;
  limits.keys = std::size_t{1} << 18;
  limits.string_bytes = std::size_t{32} << 20;
  limits.aliases = std::size_t{1} << 20;
  limits.bigint_digits = 10'000;
  return limits;
}

}  // namespace candela
