#include "text_hash.hpp"

#include <xxhash.h>

namespace candela {

std::uint64_t long_text_hash(std::string_view text, std::uint64_t seed) noexcept {
  return XXH3_64bits_withSeed(text.data(), text.size(), seed);
}

}  // namespace candela
