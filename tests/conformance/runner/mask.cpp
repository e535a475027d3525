#include "mask.hpp"

#include <algorithm>
#include <cstddef>

namespace candela::conformance {
namespace {

/// Where the string that begins at `start` ends: behind its closing quote.
std::size_t end_of_string(std::string_view text, std::size_t start) {
  std::size_t place = start + 1;
  while (place < text.size() && text[place] != '"')
    place += text[place] == '\\' ? std::size_t{2} : std::size_t{1};
  return std::min(place + 1, text.size());
}

/// Where the value that begins at `start` ends.
std::size_t end_of_value(std::string_view text, std::size_t start) {
  std::size_t depth = 0;
  for (std::size_t place = start; place < text.size();) {
    const char c = text[place];
    const bool closes = c == ']' || c == '}';
    if (depth == 0 && place > start && (closes || c == ',')) return place;
    if (c == '"') {
      place = end_of_string(text, place);
      if (depth == 0) return place;
      continue;
    }
    if (c == '[' || c == '{') ++depth;
    if (closes) --depth;
    ++place;
    if (closes && depth == 0) return place;
  }
  return text.size();
}

}  // namespace

std::string mask_values(std::string_view text, std::span<const std::string_view> names) {
  std::string masked;
  std::size_t place = 0;
  while (place < text.size()) {
    if (text[place] != '"') {
      masked.push_back(text[place++]);
      continue;
    }
    const std::size_t end = end_of_string(text, place);
    const std::string_view quoted = text.substr(place, end - place);
    masked.append(quoted);
    place = end;
    if (place == text.size() || text[place] != ':') continue;
    if (std::find(names.begin(), names.end(), quoted.substr(1, quoted.size() - 2)) == names.end())
      continue;
    masked.append(":*");
    place = end_of_value(text, place + 1);
  }
  return masked;
}

}  // namespace candela::conformance
