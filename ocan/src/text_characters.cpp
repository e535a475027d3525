#include "text_characters.hpp"

#include <cstdint>

#include "utf16.hpp"

namespace candela {

namespace {

constexpr char32_t first_supplementary = 0x1'0000;
constexpr std::size_t surrogate_bytes = 3;

constexpr bool is_surrogate(char32_t point) noexcept {
  return point >= 0xD800 && point <= 0xDFFF;
}

/// Bytes of the sequence that a first byte announces, its own bits, and the least point that needs
/// so many.
struct Lead {
  std::size_t bytes;
  char32_t bits;
  char32_t least;
};

constexpr Lead read_lead(unsigned char byte) noexcept {
  if (byte < 0x80) return {1, byte, 0};
  if (byte < 0xC0) return {0, 0, 0};
  if (byte < 0xE0) return {2, byte & 0x1FU, 0x80};
  if (byte < 0xF0) return {3, byte & 0x0FU, 0x800};
  if (byte < 0xF8) return {4, byte & 0x07U, first_supplementary};
  return {0, 0, 0};
}

constexpr char hex_digits[] = "0123456789abcdef";

void append_escape(std::string& out, char32_t point) {
  switch (point) {
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\v': out += "\\v"; return;
    default: break;
  }
  const bool is_short = point <= 0xFF;
  out += is_short ? "\\x" : "\\u";
  for (int shift = is_short ? 4 : 12; shift >= 0; shift -= 4)
    out.push_back(hex_digits[point >> shift & 0xF]);
}

}  // namespace

TextCharacter character_at(std::string_view text, std::size_t at) noexcept {
  const Lead lead = read_lead(static_cast<unsigned char>(text[at]));
  if (lead.bytes == 0 || lead.bytes > text.size() - at) return {no_character, 1};
  char32_t point = lead.bits;
  for (std::size_t i = 1; i < lead.bytes; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0) != 0x80) return {no_character, 1};
    point = point << 6 | (byte & 0x3FU);
  }
  if (point < lead.least || point > 0x10'FFFF) return {no_character, 1};
  return {point, lead.bytes};
}

std::size_t find_bad_utf8(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const TextCharacter character = character_at(text, at);
    if (character.point == no_character || is_surrogate(character.point)) return at;
    at += character.bytes;
  }
  return std::string_view::npos;
}

bool is_white_space(char32_t point) noexcept {
  switch (point) {
    case ' ':
    case '\t':
    case '\v':
    case '\f':
    case 0xA0:
    case 0x1680:
    case 0x202F:
    case 0x205F:
    case 0x3000:
    case 0xFEFF: return true;
    default: return is_line_end(point) || (point >= 0x2000 && point <= 0x200A);
  }
}

bool is_name_start(char32_t point) noexcept {
  if (point < 0x80) {
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || point == '_' ||
           point == '$';
  }
  return !is_white_space(point);
}

std::size_t name_length(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  while (end < text.size()) {
    const TextCharacter character = character_at(text, end);
    if (!is_name_start(character.point) && (end == at || !is_ascii_digit(character.point))) break;
    end += character.bytes;
  }
  return end - at;
}

bool is_plain_name(std::string_view text) noexcept {
  if (text.empty() || name_length(text, 0) != text.size()) return false;
  for (std::size_t at = 0; at < text.size();) {
    const TextCharacter character = character_at(text, at);
    if (!is_shown(character.point)) return false;
    at += character.bytes;
  }
  return true;
}

void append_unit(std::string& text, char16_t unit) {
  if (unit >= 0xDC00 && unit <= 0xDFFF && text.size() >= surrogate_bytes) {
    const std::size_t before = text.size() - surrogate_bytes;
    const TextCharacter last = character_at(text, before);
    if (last.bytes == surrogate_bytes && last.point >= 0xD800 && last.point <= 0xDBFF) {
      text.resize(before);
      append_point(text, first_supplementary + ((last.point - 0xD800) << 10) + (unit - 0xDC00U));
      return;
    }
  }
  text += from_utf16(std::u16string_view(&unit, 1));
}

void append_point(std::string& text, char32_t point) {
  if (point < first_supplementary) return append_unit(text, static_cast<char16_t>(point));
  const char32_t offset = point - first_supplementary;
  const char16_t units[] = {static_cast<char16_t>(0xD800 + (offset >> 10)),
                            static_cast<char16_t>(0xDC00 + (offset & 0x3FF))};
  text += from_utf16(std::u16string_view(units, 2));
}

bool is_shown(char32_t point) noexcept {
  if (point < 0x20 || (point >= 0x7F && point < 0xA0)) return false;
  if (point >= 0x2028 && point <= 0x202E) return false;  // line ends, embeddings
  if (point >= 0x2066 && point <= 0x2069) return false;  // isolates
  return point != 0xFEFF && !is_surrogate(point) && point != no_character;
}

std::string quoted_text(std::string_view text) {
  std::string out = "'";
  for (std::size_t at = 0; at < text.size();) {
    const TextCharacter character = character_at(text, at);
    if (character.point == no_character) {
      out += "\\ufffd";
    } else if (!is_shown(character.point)) {
      append_escape(out, character.point);
    } else {
      if (character.point == '\'' || character.point == '\\') out.push_back('\\');
      out += text.substr(at, character.bytes);
    }
    at += character.bytes;
  }
  return out + "'";
}

}  // namespace candela
