// application/x-www-form-urlencoded (the URL standard, section 5): "a=1&b=two+words". What limits
// there are, the caller has.
#pragma once

#include <string>
#include <string_view>

namespace candela {

struct UrlencodedPair {
  std::string name;
  std::string value;
};

/// Gives the pairs of a text one by one. It views the text.
class UrlencodedReader {
 public:
  /// Any bytes; escapes that are no UTF-8 are read with U+FFFD. For JavaScript's strings, where a
  /// lone surrogate is one U+FFFD, `to_scalar_text` comes first.
  explicit UrlencodedReader(std::string_view text) : rest_(text) {}

  /// The next pair, or false at the end. What is empty between two "&" is none.
  bool next(UrlencodedPair& pair);

 private:
  std::string_view rest_;
};

/// Appends "name=value", behind an "&" unless `out` is empty. Both are UTF-8.
void append_urlencoded(std::string& out, const UrlencodedPair& pair);

}  // namespace candela
