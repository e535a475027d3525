#include "utf16.hpp"

#include <algorithm>
#include <cstdint>

namespace candela {

namespace {

constexpr std::uint32_t first_supplementary = 0x1'0000;

std::size_t sequence_length(unsigned char lead) noexcept {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

std::uint32_t decode(std::string_view text, std::size_t at, std::size_t length) noexcept {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]));
  };
  switch (length) {
    case 1: return byte(0);
    case 2: return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3: return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    default:
      return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
             (byte(3) & 0x3F);
  }
}

void append(std::string& text, std::uint32_t point) {
  const auto put = [&](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0 | point >> 6);
  } else {
    if (point < first_supplementary) {
      put(0xE0 | point >> 12);
    } else {
      put(0xF0 | point >> 18);
      put(0x80 | (point >> 12 & 0x3F));
    }
    put(0x80 | (point >> 6 & 0x3F));
  }
  put(0x80 | (point & 0x3F));
}

}  // namespace

std::size_t utf16_length(std::string_view text) noexcept {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::u16string to_utf16(std::string_view text) {
  std::u16string units;
  units.reserve(text.size());
  append_utf16(units, text);
  return units;
}

void append_utf16(std::u16string& units, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(static_cast<unsigned char>(text[at]));
    if (at + length > text.size()) break;  // no UTF-8; documents hold none such
    const std::uint32_t point = decode(text, at, length);
    at += length;
    if (point < first_supplementary) {
      units.push_back(static_cast<char16_t>(point));
    } else {
      units.push_back(static_cast<char16_t>(0xD800 + ((point - first_supplementary) >> 10)));
      units.push_back(static_cast<char16_t>(0xDC00 + ((point - first_supplementary) & 0x3FF)));
    }
  }
}

std::string from_utf16(std::u16string_view units) {
  std::string text;
  text.reserve(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    std::uint32_t point = units[i];
    if (point < 0x80) {
      text.push_back(static_cast<char>(point));
      continue;
    }
    if (is_high_surrogate(units[i]) && i + 1 < units.size() && is_low_surrogate(units[i + 1])) {
      point = first_supplementary + ((point - 0xD800) << 10) + (units[i + 1] - 0xDC00u);
      ++i;
    }
    append(text, point);
  }
  return text;
}

std::size_t utf8_bytes(std::u16string_view units) noexcept {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i] < 0x80) {
      bytes += 1;
    } else if (units[i] < 0x800) {
      bytes += 2;
    } else if (is_high_surrogate(units[i]) && !is_lone_surrogate(units, i)) {
      bytes += 4;
      ++i;
    } else {
      bytes += 3;
    }
  }
  return bytes;
}

int compare_utf16(std::string_view left, std::string_view right) {
  const auto [in_left, in_right] =
      std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  if (in_left == left.end() || in_right == right.end()) {
    return in_left != left.end() ? 1 : in_right != right.end() ? -1 : 0;
  }
  constexpr unsigned char first_of_surrogates = 0xED;
  const auto a = static_cast<unsigned char>(*in_left);
  const auto b = static_cast<unsigned char>(*in_right);
  if (a < first_of_surrogates || b < first_of_surrogates) return a < b ? -1 : 1;
  // Both bytes begin a character, since those before are the same. Two units decide.
  const auto two_units = [](std::string_view text) {
    const std::size_t first = sequence_length(static_cast<unsigned char>(text[0]));
    const std::size_t second =
        first < text.size() ? sequence_length(static_cast<unsigned char>(text[first])) : 0;
    std::u16string units = to_utf16(text.substr(0, first + second));
    units.resize(std::min<std::size_t>(units.size(), 2));
    return units;
  };
  const auto offset = static_cast<std::size_t>(in_left - left.begin());
  return two_units(left.substr(offset)).compare(two_units(right.substr(offset)));
}

bool is_lone_surrogate(std::u16string_view units, std::size_t i) noexcept {
  if (is_high_surrogate(units[i])) return i + 1 == units.size() || !is_low_surrogate(units[i + 1]);
  return is_low_surrogate(units[i]) && (i == 0 || !is_high_surrogate(units[i - 1]));
}

}  // namespace candela
