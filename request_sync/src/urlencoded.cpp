#include "urlencoded.hpp"

#include <algorithm>
#include <cstddef>

#include "percent_encode.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

std::string decoded(std::string_view text) {
  std::string bytes(text);
  std::replace(bytes.begin(), bytes.end(), '+', ' ');
  if (bytes.find('%') != std::string::npos) bytes = percent_decode(bytes);
  return decode_utf8_with_mark(bytes);
}

void append_encoded(std::string& out, std::string_view text) {
  while (true) {
    const std::size_t space = text.find(' ');
    percent_encode(out, text.substr(0, space), EncodeSet::form);
    if (space == std::string_view::npos) return;
    out += '+';
    text.remove_prefix(space + 1);
  }
}

}  // namespace

bool UrlencodedReader::next(UrlencodedPair& pair) {
  while (!rest_.empty()) {
    const std::size_t end = rest_.find('&');
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (text.empty()) continue;
    const std::size_t equals = text.find('=');
    pair.name = decoded(text.substr(0, equals));
    pair.value = equals == std::string_view::npos ? "" : decoded(text.substr(equals + 1));
    return true;
  }
  return false;
}

void append_urlencoded(std::string& out, const UrlencodedPair& pair) {
  if (!out.empty()) out += '&';
  append_encoded(out, pair.name);
  out += '=';
  append_encoded(out, pair.value);
}

}  // namespace candela
