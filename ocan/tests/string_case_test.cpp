#include "builtins/string_case.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "utf16.hpp"

namespace candela {
namespace {

std::string upper(std::string_view text) {
  return from_utf16(upper_case(to_utf16(text)));
}
std::string lower(std::string_view text) {
  return from_utf16(lower_case(to_utf16(text)));
}

TEST_CASE("letters of all writings have both cases") {
  CHECK(upper("aé÷ωя ſ ÿ ǆ ა") == "AÉ÷ΩЯ S Ÿ Ǆ Ა");
  CHECK(lower("AÉ×ΩЯ Ÿ ǅ K") == "aé×ωя ÿ ǆ k");
  CHECK(upper("𐐨") == "𐐀");
  CHECK(lower("𐐀") == "𐐨");
  CHECK(lower("日本1😀") == "日本1😀");
}

TEST_CASE("a letter may become several") {
  CHECK(upper("straße") == "STRASSE");
  CHECK(upper("ﬃ") == "FFI");
  CHECK(upper("ΐ") == "\u0399\u0308\u0301");
  CHECK(lower("İ") == "i\u0307");
}

TEST_CASE("the sigma at the end of a word is another one") {
  CHECK(lower("ΣΑΣ ΣΑΣ.") == "σας σας.");
  CHECK(lower("Σ") == "σ");
  CHECK(lower("ΑΣ\u0301") == "ας\u0301");  // accents do not count
  CHECK(lower("ΑΣ'Α") == "ασ'α");          // nor does an apostrophe
  CHECK(lower("Α\u0301Σ") == "α\u0301ς");
  CHECK(lower("1Σ") == "1σ");
}

TEST_CASE("lone surrogates stay as they are") {
  const std::u16string halves = {u'a', 0xD801, u'b', 0xDC28};
  const std::u16string expected = {u'A', 0xD801, u'B', 0xDC28};
  CHECK(upper_case(halves) == expected);
}

TEST_CASE("sigmas and accents in any number take linear time") {
  std::u16string text;
  for (int i = 0; i < 200'000; ++i)
    text += i % 2 == 0 ? u'\u03A3' : u'\u0301';
  text += std::u16string(1'000'000, u'\u0301');  // each sigma would look through these
  CHECK(lower_case(text).substr(0, 4) == u"σ\u0301σ\u0301");
}

}  // namespace
}  // namespace candela
