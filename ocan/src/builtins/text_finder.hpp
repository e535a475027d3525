// Finds a text in others, in time with the sum of both lengths: std's find takes their product.
// Knuth, Morris, Pratt: Fast Pattern Matching in Strings (1977).
//
// Ownership: a view of the wanted text, which must outlive it.
// Threads: one finder may be used from several, once it is made.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace candela {

class TextFinder {
 public:
  static constexpr std::size_t npos = std::u16string_view::npos;

  explicit TextFinder(std::u16string_view wanted);
  /// Where it begins first at `from` or behind, or npos. An empty text is found at `from`. Requires:
  /// from <= text.size().
  std::size_t find(std::u16string_view text, std::size_t from = 0) const;

 private:
  std::u16string_view wanted_;
  std::vector<std::size_t> borders_;  // none where the wanted text is short
};

/// Where `wanted` begins last, or npos.
std::size_t find_last(std::u16string_view text, std::u16string_view wanted);

}  // namespace candela
