#include "urlencoded.hpp"

#include <algorithm>

#include <candela/request_sync/error.hpp>

#include "ascii.hpp"
#include "percent_encode.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

std::string decoded(std::string_view part) {
  std::string text(part);
  std::replace(text.begin(), text.end(), '+', ' ');
  return decode_utf8_with_mark(percent_decode(text));
}

void append_encoded(std::string& out, std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : to_scalar_text(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_alphanumeric(c) || std::string_view("*-._").find(c) != std::string_view::npos) {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      const char encoded[] = {'%', digits[byte >> 4], digits[byte & 0xF]};
      out.append(encoded, sizeof encoded);
    }
  }
}

}  // namespace

std::vector<NameValue> parse_urlencoded(std::string_view text, std::size_t most) {
  std::vector<NameValue> pairs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (part.empty()) continue;
    if (pairs.size() == most) {
      throw HttpValueError(HttpValueErrorCode::too_many_entries,
                           "More than " + std::to_string(most) + " names and values");
    }
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view value = part.substr(std::min(equals + 1, part.size()));
    pairs.emplace_back(decoded(part.substr(0, equals)), decoded(value));
  }
  return pairs;
}

void append_urlencoded(std::string& out, std::string_view name, std::string_view value) {
  if (!out.empty()) out += '&';
  append_encoded(out, name);
  out += '=';
  append_encoded(out, value);
}

}  // namespace candela
