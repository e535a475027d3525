#include "inspect/piece.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace candela::inspection {
namespace {

struct Character {
  std::uint32_t code;
  std::size_t bytes;
};

// One character of a document's string, a lone surrogate counting as one. What is no such string is
// taken by the byte.
Character first_character(std::string_view text) noexcept {
  const auto at = [text](std::size_t index) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[index]));
  };
  const std::uint32_t lead = at(0);
  const std::size_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes == 1 || bytes > text.size()) return {.code = lead, .bytes = 1};
  std::uint32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i)
    code = code << 6 | (at(i) & 0x3FU);
  return {.code = code, .bytes = bytes};
}

template <typename Visit>
void each_character(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const Character character = first_character(text);
    visit(character.code, text.substr(0, character.bytes));
    text.remove_prefix(character.bytes);
  }
}

using Range = std::pair<std::uint32_t, std::uint32_t>;

template <std::size_t count>
bool is_in(const std::array<Range, count>& ranges, std::uint32_t code) noexcept {
  return std::any_of(ranges.begin(), ranges.end(), [code](const Range& range) {
    return code >= range.first && code <= range.second;
  });
}

// node's own tables, lib/internal/util/inspect.js: what takes no column, and what takes two.
constexpr std::array zero_width = {
    Range{0x0, 0x1F},      Range{0x7F, 0x9F},     Range{0x300, 0x36F},   Range{0x200B, 0x200F},
    Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}, Range{0xE0100, 0xE01EF},
};
constexpr std::array full_width = {
    Range{0x1100, 0x115F},   Range{0x2329, 0x232A},   Range{0x2E80, 0x303E},
    Range{0x3040, 0x3247},   Range{0x3250, 0x4DBF},   Range{0x4E00, 0xA4C6},
    Range{0xA960, 0xA97C},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE10, 0xFE19},   Range{0xFE30, 0xFE6B},   Range{0xFF01, 0xFF60},
    Range{0xFFE0, 0xFFE6},   Range{0x1B000, 0x1B001}, Range{0x1F200, 0x1F251},
    Range{0x1F300, 0x1F64F}, Range{0x20000, 0x3FFFD},
};

std::size_t columns_of(std::uint32_t code) noexcept {
  if (code >= 0x20 && code < 0x7F) return 1;
  if (is_in(full_width, code)) return 2;
  return is_in(zero_width, code) ? 0 : 1;
}

// The escape sequences of a terminal that a style stands for, before and after.
std::pair<std::string_view, std::string_view> escapes(Style style) noexcept {
  constexpr std::string_view default_color = "\x1B[39m";
  switch (style) {
    case Style::special: return {"\x1B[36m", default_color};
    case Style::number:
    case Style::bigint:
    case Style::boolean: return {"\x1B[33m", default_color};
    case Style::undefined: return {"\x1B[90m", default_color};
    case Style::null: return {"\x1B[1m", "\x1B[22m"};
    case Style::string: return {"\x1B[32m", default_color};
    case Style::date: return {"\x1B[35m", default_color};
    case Style::regexp: return {"\x1B[31m", default_color};
    case Style::plain: break;
  }
  return {};
}

void append_hex(std::string& out, std::uint32_t code, std::size_t digits,
                std::string_view alphabet) {
  for (std::size_t digit = digits; digit-- > 0;)
    out += alphabet[code >> (4 * digit) & 15U];
}

// Empty for what stands for itself.
std::string escape(std::uint32_t code, char quote_mark) {
  switch (code) {
    case '\b': return "\\b";
    case '\t': return "\\t";
    case '\n': return "\\n";
    case '\f': return "\\f";
    case '\r': return "\\r";
    case '\\': return "\\\\";
    default: break;
  }
  std::string out;
  if (code == '\'' && quote_mark == '\'') {
    out = "\\'";
  } else if (code < 0x20 || (code >= 0x7F && code < 0xA0)) {
    out = "\\x";
    append_hex(out, code, 2, "0123456789ABCDEF");
  } else if (code >= 0xD800 && code < 0xE000) {
    out = "\\u";
    append_hex(out, code, 4, "0123456789abcdef");
  }
  return out;
}

char quote_mark_for(std::string_view text) noexcept {
  const auto has = [text](std::string_view part) { return text.find(part) != std::string::npos; };
  if (!has("'")) return '\'';
  if (!has("\"")) return '"';
  return has("`") || has("${") ? '\'' : '`';
}

bool is_identifier(std::string_view name) noexcept {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace

void Piece::add(std::string_view plain) {
  text += plain;
  each_character(plain, [this](std::uint32_t code, std::string_view) {
    units += code > 0xFFFF ? 2 : 1;
    columns += columns_of(code);
  });
}

void Piece::add(const Piece& piece) {
  text += piece.text;
  units += piece.units;
  columns += piece.columns;
}

void Piece::add(std::string_view plain, Style style, InspectOptions::Colors colors) {
  if (colors == InspectOptions::Colors::off) return add(plain);
  const auto [before, after] = escapes(style);
  text += before;
  add(plain);
  text += after;
}

std::size_t utf16_units(std::string_view text) noexcept {
  std::size_t units = 0;
  each_character(
      text, [&units](std::uint32_t code, std::string_view) { units += code > 0xFFFF ? 2 : 1; });
  return units;
}

std::string first_units(std::string_view text, std::size_t units) {
  std::string out;
  while (units > 0 && !text.empty()) {
    const Character character = first_character(text);
    if (character.code > 0xFFFF && units == 1) {
      const std::uint32_t half = 0xD800 + ((character.code - 0x10000) >> 10);
      out += static_cast<char>(0xE0U | half >> 12);
      out += static_cast<char>(0x80U | (half >> 6 & 0x3FU));
      out += static_cast<char>(0x80U | (half & 0x3FU));
      return out;
    }
    out += text.substr(0, character.bytes);
    text.remove_prefix(character.bytes);
    units -= character.code > 0xFFFF ? 2 : 1;
  }
  return out;
}

bool is_less(std::string_view left, std::string_view right) noexcept {
  const auto apart = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  if (apart.first == left.end() || apart.second == right.end()) return apart.second != right.end();
  // UTF-8 sorts as UTF-16 does, but for pairs of surrogates: four bytes from 0xF0 on, which come
  // before the three from 0xEE on.
  const auto rank = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xEE || byte == 0xEF ? byte + 0x20 : int{byte};
  };
  return rank(*apart.first) < rank(*apart.second);
}

std::string quote(std::string_view text) {
  const char mark = quote_mark_for(text);
  std::string out(1, mark);
  each_character(text, [&out, mark](std::uint32_t code, std::string_view bytes) {
    const std::string escaped = escape(code, mark);
    out += escaped.empty() ? bytes : std::string_view(escaped);
  });
  out += mark;
  return out;
}

void add_name(Piece& piece, std::string_view name, InspectOptions::Colors colors) {
  if (name == "__proto__") {
    piece.add("['__proto__']");
  } else if (is_identifier(name)) {
    piece.add(name);
  } else {
    piece.add(quote(name), Style::string, colors);
  }
}

}  // namespace candela::inspection
