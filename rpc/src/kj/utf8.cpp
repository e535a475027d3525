#include "kj/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace candela {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080;

/// What may follow a lead byte: how many bytes, and the bounds of the first of them.
struct Sequence {
  std::size_t size = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xbf;
};

Sequence sequence_of(unsigned char lead) {
  if (lead >= 0xc2 && lead <= 0xdf) return {1, 0x80, 0xbf};
  if (lead == 0xe0) return {2, 0xa0, 0xbf};
  if (lead == 0xed) return {2, 0x80, 0x9f};
  if (lead >= 0xe1 && lead <= 0xef) return {2, 0x80, 0xbf};
  if (lead == 0xf0) return {3, 0x90, 0xbf};
  if (lead >= 0xf1 && lead <= 0xf3) return {3, 0x80, 0xbf};
  if (lead == 0xf4) return {3, 0x80, 0x8f};
  return {};
}

}  // namespace

bool is_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::uint64_t word = 0;
    if (text.size() - at >= sizeof(word)) {
      std::memcpy(&word, text.data() + at, sizeof(word));
      if ((word & high_bits) == 0) {
        at += sizeof(word);
        continue;
      }
    }
    const auto lead = static_cast<unsigned char>(text[at++]);
    if (lead < 0x80) continue;
    const Sequence sequence = sequence_of(lead);
    if (sequence.size == 0 || text.size() - at < sequence.size) return false;
    const auto second = static_cast<unsigned char>(text[at]);
    if (second < sequence.low || second > sequence.high) return false;
    for (std::size_t i = 1; i < sequence.size; ++i) {
      if ((static_cast<unsigned char>(text[at + i]) & 0xc0) != 0x80) return false;
    }
    at += sequence.size;
  }
  return true;
}

}  // namespace candela
