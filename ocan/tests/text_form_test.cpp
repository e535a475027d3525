#include "text_form.hpp"

#include <doctest/doctest.h>

#include <candela/structured_clone/document.hpp>

namespace candela {
namespace {

TEST_CASE("values read as JavaScript prints them") {
  Document d;
  CHECK(text_form(Value()) == "undefined");
  CHECK(text_form(d.null()) == "null");
  CHECK(text_form(d.boolean(true)) == "true");
  CHECK(text_form(d.number(1e21)) == "1e+21");
  CHECK(text_form(d.number(-0.5)) == "-0.5");
  CHECK(text_form(d.bigint(BigInt(-7))) == "-7");
  CHECK(text_form(d.string("x")) == "x");
  CHECK(text_form(d.error("E", "m")) == "E: m");
  CHECK(text_form(d.error("E", "")) == "E");
  CHECK(text_form(d.object()) == "[object Object]");
  CHECK(text_form(d.make_map()) == "[object Map]");
  CHECK(text_form(d.function("f")) == "function f");
  CHECK(text_form(d.boxed("b")) == "b");
}

TEST_CASE("of a vast BigInt only its first hexadecimal digits are made") {
  Document d;
  std::vector<std::uint64_t> limbs(decimal_limbs, 0);
  limbs.back() = 1;
  const auto shown = [&] {
    return text_form(d.bigint(BigInt::from_limbs(limbs, BigInt::Sign::positive)));
  };
  CHECK(shown() == shortened(BigInt::from_limbs(limbs, BigInt::Sign::positive).to_decimal()));
  limbs.assign(decimal_limbs + 1, 0x0123'4567'89ab'cdef);
  std::string hex = "0x";
  while (hex.size() < shown_text_bytes)
    hex += "0123456789abcdef";
  CHECK(shown() == shortened(hex));
  // Its decimal text would take minutes.
  limbs.assign(std::size_t{1} << 20, 0);
  limbs.back() = 0xFF;
  CHECK(shown().starts_with("0x00000000000000ff0000"));
  CHECK(text_form(d.bigint(BigInt::from_limbs(limbs, BigInt::Sign::negative)))
            .starts_with("-0x00000000000000ff0000"));
}

TEST_CASE("numbers print as ECMAScript prints them") {
  CHECK(number_text(0) == "0");
  CHECK(number_text(-0.0) == "0");
  CHECK(number_text(1e-7) == "1e-7");
  CHECK(number_text(123456789012345680000.0) == "123456789012345680000");
  CHECK(number_text(0.0 / 0.0) == "NaN");
  CHECK(number_text(-1 / 0.0) == "-Infinity");
}

TEST_CASE("long texts are shown up to the limit, at a character's end") {
  const std::string at_limit(shown_text_bytes, 'x');
  CHECK(shortened(at_limit) == at_limit);
  CHECK(shortened(at_limit + "y") == at_limit + "…");
  const std::string before(shown_text_bytes - 1, 'x');
  CHECK(shortened(before + "éé") == before + "…");
}

}  // namespace
}  // namespace candela
