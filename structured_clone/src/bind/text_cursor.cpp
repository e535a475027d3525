#include "text_cursor.hpp"

#include <string>

namespace candela::detail::bind {

char TextCursor::peek_behind_space() {
  while (at_ != end_ && is_space(*at_))
    ++at_;
  if (at_ == end_) throw Detour();
  return *at_;
}

TextCursor::String TextCursor::string_with_escapes() {
  scanner_.move_to(at_);
  const std::string_view text = scanner_.string();  // may throw: so it is wrong
  at_ = scanner_.here();
  return {text, false};
}

void TextCursor::skip_primitive(char first) {
  switch (first) {
    case '"': string(); return;
    case 't': return expect_text("true");
    case 'f': return expect_text("false");
    case 'n': return expect_text("null");
    default: number(); return;
  }
}

void TextCursor::skip_key() {
  if (peek() != '"') throw Detour();
  if (string().text.starts_with('$')) throw Detour();
  expect(':');
}

void TextCursor::skip_value(std::size_t most_levels) {
  std::string open;  // what ends each of the containers that are open
  while (true) {
    const char first = peek();
    if (first == '{' || first == '[') {
      if (open.size() == most_levels) throw Detour();
      ++at_;
      open.push_back(first == '{' ? '}' : ']');
      if (!accept(open.back())) {
        if (first == '{') skip_key();
        continue;
      }
      open.pop_back();
    } else {
      skip_primitive(first);
    }
    // Behind a value.
    while (!open.empty() && accept(open.back()))
      open.pop_back();
    if (open.empty()) return;
    expect(',');
    if (open.back() == '}') skip_key();
  }
}

}  // namespace candela::detail::bind
