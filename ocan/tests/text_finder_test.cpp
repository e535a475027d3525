#include "builtins/text_finder.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace candela {
namespace {

/// Beginnings that come again and again: the hard case for whoever searches.
class Letters {
 public:
  std::u16string make(std::size_t count) {
    std::u16string text;
    for (std::size_t i = 0; i < count; ++i) {
      state_ = state_ * 1664525 + 1013904223;
      text += (state_ >> 24) % 8 == 0 ? u'b' : u'a';
    }
    return text;
  }

 private:
  std::uint32_t state_ = 1;
};

TEST_CASE("texts of any length are found where they begin first and last") {
  Letters letters;
  for (std::size_t round = 0; round < 300; ++round) {
    const std::u16string wanted = letters.make(round % 50);
    std::u16string text = letters.make(400);
    if (round % 3 != 0) text.insert(round, wanted);
    CAPTURE(round);
    CHECK(TextFinder(wanted).find(text) == text.find(wanted));
    CHECK(TextFinder(wanted).find(text, round) == text.find(wanted, round));
    CHECK(find_last(text, wanted) == text.rfind(wanted));
  }
}

TEST_CASE("a text that is longer than where it is looked for is not found") {
  const std::u16string wanted(100, u'a');
  CHECK(TextFinder(wanted).find(u"aaa") == TextFinder::npos);
  CHECK(find_last(u"aaa", wanted) == TextFinder::npos);
}

}  // namespace
}  // namespace candela
