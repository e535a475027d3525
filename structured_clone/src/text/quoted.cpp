#include "text/quoted.hpp"

namespace candela {
namespace {

// Bytes of the UTF-8 sequence at the front of `text`; 0 when there is none. A lone surrogate, as
// documents keep them, counts as none.
std::size_t utf8_length(std::string_view text) noexcept {
  const auto at = [text](std::size_t index) {
    return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
  };
  const auto continues = [&at](std::size_t index) { return (at(index) & 0xC0U) == 0x80U; };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool overlong = lead == 0xE0 && at(1) < 0xA0;
    const bool surrogate = lead == 0xED && at(1) >= 0xA0;
    return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool overlong = lead == 0xF0 && at(1) < 0x90;
    const bool too_great = lead == 0xF4 && at(1) >= 0x90;
    return continues(1) && continues(2) && continues(3) && !overlong && !too_great ? 4 : 0;
  }
  return 0;
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '"':
    case '\\':
      out += '\\';
      out += c;
      return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default:
      out += "\\u00";
      out += digits[static_cast<unsigned char>(c) >> 4];
      out += digits[static_cast<unsigned char>(c) & 15];
  }
}

}  // namespace

void append_quoted(std::string& out, std::string_view text, std::size_t max_bytes) {
  out += '"';
  std::size_t shown = 0;
  while (shown < text.size()) {
    const std::string_view rest = text.substr(shown);
    const std::size_t length = utf8_length(rest);
    const std::size_t taken = length == 0 ? 1 : length;
    if (shown + taken > max_bytes) break;
    const char first = rest.front();
    if (length == 0) {
      out += "\\ufffd";
    } else if (length == 1 && (static_cast<unsigned char>(first) < 0x20 || first == '"' ||
                               first == '\\' || first == '\x7F')) {
      append_escaped(out, first);
    } else {
      out.append(rest.substr(0, length));
    }
    shown += taken;
  }
  if (shown < text.size()) {
    out += "... ";
    out += std::to_string(text.size() - shown);
    out += " more bytes";
  }
  out += '"';
}

}  // namespace candela
