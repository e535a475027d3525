#include "../json_check.hpp"

#include <stdexcept>

#include <doctest/doctest.h>

namespace candela::bench {

TEST_CASE("the same value in another order and with other numerals is the same") {
  CHECK_NOTHROW(check_same_json(R"({"b":[1e2,null],"a":"\u0041"})", R"({"a":"A","b":[100,null]})"));
}

TEST_CASE("numbers may differ past their 15th digit, and not before") {
  CHECK_NOTHROW(check_same_json("[0.30000000000000004]", "[0.3]"));
  CHECK_THROWS_AS(check_same_json("[0.3000000000001]", "[0.3]"), std::runtime_error);
  CHECK_THROWS_AS(check_same_json("[0]", "[5e-324]"), std::runtime_error);
}

TEST_CASE("another value at any depth is a wrong answer") {
  const char* const wanted = R"({"a":[{"b":true}],"c":"x"})";
  for (const char* const written :
       {R"({"a":[{"b":false}],"c":"x"})", R"({"a":[{"d":true}],"c":"x"})",
        R"({"a":[{"b":true},1],"c":"x"})", R"({"a":[{"b":true}],"c":"y"})", R"({"a":[{"b":true}]})",
        R"({"a":[{"b":null}],"c":"x"})"}) {
    CAPTURE(written);
    CHECK_THROWS_AS(check_same_json(written, wanted), std::runtime_error);
  }
}

}  // namespace candela::bench
