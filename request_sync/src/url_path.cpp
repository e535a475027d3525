#include "url_path.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "ascii.hpp"
#include "percent_encode.hpp"

namespace candela {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_single_dot(std::string_view item) noexcept {
  return item == "." || equal_ignoring_case(item, "%2e");
}
bool is_double_dot(std::string_view item) noexcept {
  return item == ".." || equal_ignoring_case(item, ".%2e") || equal_ignoring_case(item, "%2e.") ||
         equal_ignoring_case(item, "%2e%2e");
}

/// The longest item that means the same as "..".
constexpr std::size_t longest_dots = std::string_view("%2e%2e").size();

enum Trait : std::uint8_t {
  encoded = 1,
  backslash = 2,
  dot = 4,  // or the beginning of one that is encoded
};

constexpr std::array<std::uint8_t, 256> make_traits() {
  std::array<std::uint8_t, 256> traits{};
  for (std::size_t i = 0; i < 256; ++i) {
    if (is_encoded(static_cast<char>(i), EncodeSet::path)) traits[i] = encoded;
  }
  traits['\\'] = backslash;
  traits['.'] = traits['%'] = dot;
  return traits;
}

constexpr std::array<std::uint8_t, 256> traits_of = make_traits();

/// Of `text`, which is behind a slash.
unsigned traits_in(std::string_view text) noexcept {
  unsigned all = 0;
  unsigned at_item = dot;  // where an item begins, what may be a dot counts
  for (const char c : text) {
    const unsigned traits = traits_of[static_cast<unsigned char>(c)];
    all |= traits & (at_item | ~unsigned{dot});
    at_item = c == '/' ? unsigned{dot} : 0;
  }
  return all;
}

class PathAppender {
 public:
  PathAppender(std::string& out, std::size_t begin, Scheme scheme)
      : out_(out), begin_(begin), scheme_(scheme) {}

  void append_item(std::string_view item, bool last) {
    const bool may_be_dots =
        !item.empty() && item.size() <= longest_dots && (item[0] == '.' || item[0] == '%');
    if (may_be_dots && is_double_dot(item)) {
      shorten_path(out_, begin_, scheme_);
      if (last) out_ += '/';
    } else if (may_be_dots && is_single_dot(item)) {
      if (last) out_ += '/';
    } else if (scheme_ == Scheme::file && out_.size() == begin_ && is_drive_letter(item)) {
      ((out_ += '/') += item[0]) += ':';
    } else {
      out_ += '/';
      percent_encode(out_, item, EncodeSet::path);
    }
  }

 private:
  std::string& out_;
  std::size_t begin_;
  Scheme scheme_;
};

}  // namespace

bool is_drive_letter(std::string_view text) noexcept {
  return text.size() == 2 && is_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

bool starts_with_drive_letter(std::string_view text) noexcept {
  return is_drive_letter(text.substr(0, 2)) &&
         (text.size() == 2 || std::string_view("/\\?#").find(text[2]) != npos);
}

std::string_view drive_of(std::string_view path) noexcept {
  const bool is_item = path.size() == 3 || (path.size() > 3 && path[3] == '/');
  const bool is_drive = is_item && path[0] == '/' && is_alpha(path[1]) && path[2] == ':';
  return is_drive ? path.substr(1, 2) : std::string_view();
}

void shorten_path(std::string& out, std::size_t begin, Scheme scheme) {
  const std::string_view path = std::string_view(out).substr(begin);
  if (path.empty()) return;
  if (scheme == Scheme::file && path.size() == 3 && !drive_of(path).empty()) return;
  out.resize(begin + path.rfind('/'));
}

void append_path(std::string& out, std::size_t begin, std::string_view text, Scheme scheme) {
  const unsigned traits = traits_in(text);
  const bool may_be_drive = scheme == Scheme::file && out.size() == begin;
  const bool backslashes = is_special(scheme) && (traits & backslash) != 0;
  const bool dots = (traits & dot) != 0;
  if (!backslashes && !dots && !may_be_drive) {
    out += '/';
    if ((traits & encoded) == 0) {
      out += text;
    } else {
      percent_encode(out, text, EncodeSet::path);
    }
    return;
  }
  PathAppender appender(out, begin, scheme);
  const std::string_view slashes = is_special(scheme) ? "/\\" : "/";
  for (;;) {
    const std::size_t end = text.find_first_of(slashes);
    appender.append_item(text.substr(0, end), end == npos);
    if (end == npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace candela
