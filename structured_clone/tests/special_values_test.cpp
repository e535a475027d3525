#include "formats/special_values.hpp"

#include <cmath>
#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::Value;

namespace {

std::string text_of(Value value, candela::Format format,
                    candela::Fidelity fidelity = candela::Fidelity::lossless) {
  candela::StringifyOptions options;
  options.format = format;
  options.fidelity = fidelity;
  return candela::stringify(value, options);
}

void check_round_trip(Value value) {
  for (const auto format : {candela::Format::nested, candela::Format::tuple}) {
    const std::string text = text_of(value, format);
    const Document back = candela::parse(text);
    CHECK_MESSAGE(candela::equal(value, back.root()), text);
    CHECK(text_of(back.root(), format) == text);
  }
}

}  // namespace

TEST_CASE("numbers without a JSON form, and boxed primitives, survive in both formats") {
  Document doc;
  for (const double number : {0.0, -0.0, 1.5, 1e300, static_cast<double>(NAN),
                              static_cast<double>(INFINITY), -static_cast<double>(INFINITY)}) {
    check_round_trip(doc.number(number));
    check_round_trip(doc.boxed(number));
  }
  check_round_trip(doc.boxed(true));
  check_round_trip(doc.boxed("text"));
  check_round_trip(doc.boxed(*candela::BigInt::from_decimal("-123456789012345678901234567890")));
}

TEST_CASE("invalid dates survive losslessly, and have no reference form") {
  Document doc;
  check_round_trip(doc.date(NAN));
  check_round_trip(doc.date(-1));
  CHECK(text_of(doc.date(NAN), candela::Format::nested) ==
        R"({"json":{"$type":"date","iso":"NaN"},"meta":{}})");
  CHECK_THROWS_AS(text_of(doc.date(NAN), candela::Format::tuple, candela::Fidelity::reference),
                  CloneError);
}

TEST_CASE("what a RegExp knows beyond its text is kept losslessly") {
  Document doc;
  Value regexp = doc.regexp("a", "g");
  regexp.set_regexp_last_index(3);
  check_round_trip(regexp);
  CHECK(text_of(regexp, candela::Format::tuple, candela::Fidelity::reference) ==
        R"({"root":["regexp",{"source":"a","flags":"g"}],"objects":[]})");
}

TEST_CASE("texts that are no bigint, no date and no boxed primitive are refused") {
  const auto refuse = [](const std::string& json, CloneErrorCode code) {
    const auto result = candela::try_parse("{\"json\":" + json + ",\"meta\":{}}");
    REQUIRE_MESSAGE(std::holds_alternative<CloneError>(result), json);
    CHECK(std::get<CloneError>(result).code() == code);
  };
  refuse(R"({"$type":"bigint","value":"[object Object]"})", CloneErrorCode::bad_number);
  refuse(R"({"$type":"bigint","value":""})", CloneErrorCode::bad_number);
  refuse(R"({"$type":"bigint","value":"-"})", CloneErrorCode::bad_number);
  refuse(R"({"$type":"bigint","value":1})", CloneErrorCode::bad_shape);
  refuse(R"({"$type":"date","iso":"yesterday"})", CloneErrorCode::bad_shape);
  refuse(R"({"$type":"date"})", CloneErrorCode::bad_shape);
  refuse(R"({"$type":"number-special","value":"nan"})", CloneErrorCode::bad_shape);
  refuse(R"({"$type":"boolean-object","value":1})", CloneErrorCode::bad_shape);
  refuse(R"({"$type":"number-object","value":"1"})", CloneErrorCode::bad_shape);
}
