#include "builtins/string_case.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>

#include "builtins/case_table.hpp"
#include "utf16.hpp"

namespace candela {

namespace {

static_assert(sizeof upper_ranges + sizeof lower_ranges + sizeof upper_specials +
                      sizeof lower_specials + sizeof cased_ranges + sizeof case_ignorable_ranges <
                  20'000,
              "the tables are small");

constexpr char32_t first_supplementary = 0x1'0000;
constexpr char32_t capital_sigma = 0x3A3;
constexpr char32_t small_sigma = 0x3C3;
constexpr char32_t final_sigma = 0x3C2;

struct Character {
  char32_t point;
  std::size_t units;
};
/// The one that begins at `at`; a lone surrogate is one too.
Character character_at(std::u16string_view text, std::size_t at) {
  if (!is_high_surrogate(text[at]) || is_lone_surrogate(text, at)) return {text[at], 1};
  return {first_supplementary + ((text[at] - 0xD800u) << 10) + (text[at + 1] - 0xDC00u), 2};
}

void append(std::u16string& text, char32_t point) {
  if (point < first_supplementary) {
    text += static_cast<char16_t>(point);
    return;
  }
  text += static_cast<char16_t>(0xD800 + ((point - first_supplementary) >> 10));
  text += static_cast<char16_t>(0xDC00 + ((point - first_supplementary) & 0x3FF));
}

char32_t simple_mapping(std::span<const CaseRange> ranges, char32_t point) {
  const auto behind =
      std::upper_bound(ranges.begin(), ranges.end(), point,
                       [](char32_t wanted, const CaseRange& row) { return wanted < row.first; });
  if (behind == ranges.begin()) return point;
  const CaseRange& range = *std::prev(behind);
  const char32_t offset = point - range.first;
  if (offset % range.stride != 0 || offset / range.stride >= range.count) return point;
  return static_cast<char32_t>(static_cast<std::int32_t>(point) + range.distance);
}

const SpecialCase* special_mapping(std::span<const SpecialCase> specials, char32_t point) {
  const auto found =
      std::lower_bound(specials.begin(), specials.end(), point,
                       [](const SpecialCase& row, char32_t wanted) { return row.from < wanted; });
  return found == specials.end() || found->from != point ? nullptr : &*found;
}

bool is_in(std::span<const PointRange> ranges, char32_t point) {
  const auto found =
      std::lower_bound(ranges.begin(), ranges.end(), point,
                       [](const PointRange& row, char32_t wanted) { return row.last < wanted; });
  return found != ranges.end() && found->first <= point;
}

struct Mapping {
  std::span<const CaseRange> ranges;
  std::span<const SpecialCase> specials;
};
void append_mapped(std::u16string& out, char32_t point, const Mapping& mapping) {
  const SpecialCase* special = special_mapping(mapping.specials, point);
  if (special == nullptr) return append(out, simple_mapping(mapping.ranges, point));
  for (const char16_t unit : special->to) {
    if (unit != 0) out += unit;
  }
}

/// Looks in both directions for the next letter that counts, and remembers what it passed: a text
/// of nothing but sigmas and accents would else take the square of its length.
class WordEnds {
 public:
  explicit WordEnds(std::u16string_view text) : text_(text) {}

  /// Unicode's Final_Sigma, of the sigma at `at`: behind a cased letter, before none. Requires:
  /// called for growing places.
  bool is_final(std::size_t at) {
    for (; seen_ < at; seen_ += character_at(text_, seen_).units) {
      const char32_t point = character_at(text_, seen_).point;
      if (!is_in(case_ignorable_ranges, point)) after_cased_ = is_in(cased_ranges, point);
    }
    return after_cased_ && !is_cased_behind(at + 1);
  }

 private:
  bool is_cased_behind(std::size_t at) {
    if (at < passed_) return cased_behind_;
    std::size_t i = at;
    while (i < text_.size() && is_in(case_ignorable_ranges, character_at(text_, i).point))
      i += character_at(text_, i).units;
    passed_ = i;
    cased_behind_ = i < text_.size() && is_in(cased_ranges, character_at(text_, i).point);
    return cased_behind_;
  }

  std::u16string_view text_;
  std::size_t seen_ = 0;
  bool after_cased_ = false;
  std::size_t passed_ = 0;
  bool cased_behind_ = false;
};

}  // namespace

std::u16string upper_case(std::u16string_view units) {
  constexpr Mapping mapping{upper_ranges, upper_specials};
  std::u16string out;
  out.reserve(units.size());
  for (std::size_t i = 0; i < units.size();) {
    const Character character = character_at(units, i);
    i += character.units;
    append_mapped(out, character.point, mapping);
  }
  return out;
}

std::u16string lower_case(std::u16string_view units) {
  constexpr Mapping mapping{lower_ranges, lower_specials};
  std::u16string out;
  out.reserve(units.size());
  WordEnds ends(units);
  for (std::size_t i = 0; i < units.size();) {
    const Character character = character_at(units, i);
    if (character.point == capital_sigma) {
      append(out, ends.is_final(i) ? final_sigma : small_sigma);
    } else {
      append_mapped(out, character.point, mapping);
    }
    i += character.units;
  }
  return out;
}

}  // namespace candela
