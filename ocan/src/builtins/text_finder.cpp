#include "builtins/text_finder.hpp"

namespace candela {

namespace {

/// Up to so many units std's find is faster, and its product small enough.
constexpr std::size_t short_enough = 32;

/// How much of the beginning fits after one more unit.
std::size_t advanced(std::u16string_view wanted, const std::vector<std::size_t>& borders,
                     std::size_t fitting, char16_t next) {
  while (fitting > 0 && wanted[fitting] != next)
    fitting = borders[fitting - 1];
  return wanted[fitting] == next ? fitting + 1 : fitting;
}

}  // namespace

TextFinder::TextFinder(std::u16string_view wanted) : wanted_(wanted) {
  if (wanted.size() <= short_enough) return;
  // How much of the beginning still fits where the next unit does not.
  borders_.resize(wanted.size());
  for (std::size_t i = 1; i < wanted.size(); ++i)
    borders_[i] = advanced(wanted_, borders_, borders_[i - 1], wanted[i]);
}

std::size_t TextFinder::find(std::u16string_view text, std::size_t from) const {
  if (borders_.empty()) return text.find(wanted_, from);
  std::size_t fitting = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    fitting = advanced(wanted_, borders_, fitting, text[i]);
    if (fitting == wanted_.size()) return i + 1 - fitting;
  }
  return npos;
}

std::size_t find_last(std::u16string_view text, std::u16string_view wanted) {
  if (wanted.size() <= short_enough || wanted.size() > text.size()) return text.rfind(wanted);
  const std::u16string backwards(text.rbegin(), text.rend());
  const std::u16string wanted_backwards(wanted.rbegin(), wanted.rend());
  const std::size_t found = TextFinder(wanted_backwards).find(backwards);
  return found == TextFinder::npos ? found : text.size() - wanted.size() - found;
}

}  // namespace candela
