#include "utf8.hpp"

#include <algorithm>
#include <cstddef>

namespace candela {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Sequence {
  std::size_t size;  // bytes, at least one
  bool good;
};

/// The sequence that `text`, which is not empty, begins with. A bad one is as long as the Encoding
/// standard's decoder takes before it emits U+FFFD (Unicode's "maximal subpart").
Sequence first_sequence(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {1, true};
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  unsigned least = 0x80;
  unsigned greatest = 0xBF;
  if (lead == 0xE0) least = 0xA0;     // overlong
  if (lead == 0xED) greatest = 0x9F;  // surrogates
  if (lead == 0xF0) least = 0x90;     // overlong
  if (lead == 0xF4) greatest = 0x8F;  // beyond U+10FFFF
  for (std::size_t i = 1; i < size; ++i) {
    if (i == text.size() || byte(i) < least || byte(i) > greatest) return {i, false};
    least = 0x80;
    greatest = 0xBF;
  }
  return {size, true};
}

/// Three bytes, ED A0..BF 80..BF.
bool begins_with_surrogate(std::string_view text) noexcept {
  return text.size() >= 3 && text[0] == '\xED' && (text[1] & '\xE0') == '\xA0' &&
         (text[2] & '\xC0') == '\x80';
}

enum class Surrogates : unsigned char { three_errors, one_error };

std::string replace_bad(std::string_view text, Surrogates surrogates) {
  if (is_good_utf8(text)) return std::string(text);
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    Sequence sequence = first_sequence(text);
    if (!sequence.good && surrogates == Surrogates::one_error && begins_with_surrogate(text)) {
      sequence.size = 3;
    }
    result.append(sequence.good ? text.substr(0, sequence.size) : replacement);
    text.remove_prefix(sequence.size);
  }
  return result;
}

}  // namespace

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_good_utf8(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const Sequence sequence = first_sequence(text.substr(at));
    if (!sequence.good) return false;
    at += sequence.size;
  }
  return true;
}

std::string decode_utf8(std::string_view bytes) {
  if (bytes.substr(0, byte_order_mark.size()) == byte_order_mark) {
    bytes.remove_prefix(byte_order_mark.size());
  }
  return decode_utf8_with_mark(bytes);
}

std::string decode_utf8_with_mark(std::string_view bytes) {
  return is_ascii(bytes) ? std::string(bytes) : replace_bad(bytes, Surrogates::three_errors);
}

std::string to_scalar_text(std::string_view text) {
  return is_ascii(text) ? std::string(text) : replace_bad(text, Surrogates::one_error);
}

}  // namespace candela
