#include "text/iso_date.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include <doctest/doctest.h>

using candela::max_date_ms;
using candela::parse_iso;
using candela::to_iso;

namespace {

struct Known {
  double ms;
  const char* text;
};

// Printed by node: new Date(ms).toISOString()
constexpr std::array known = {
    Known{0, "1970-01-01T00:00:00.000Z"},
    Known{-1, "1969-12-31T23:59:59.999Z"},
    Known{1'763'916'600'123, "2025-11-23T16:50:00.123Z"},
    Known{951'782'400'000, "2000-02-29T00:00:00.000Z"},
    Known{-2'203'891'200'001, "1900-02-28T23:59:59.999Z"},
    Known{253'402'300'799'999, "9999-12-31T23:59:59.999Z"},
    Known{253'402'300'800'000, "+010000-01-01T00:00:00.000Z"},
    Known{-62'167'219'200'000, "0000-01-01T00:00:00.000Z"},
    Known{-62'167'219'200'001, "-000001-12-31T23:59:59.999Z"},
    Known{8.64e15, "+275760-09-13T00:00:00.000Z"},
    Known{-8.64e15, "-271821-04-20T00:00:00.000Z"},
};

}  // namespace

TEST_CASE("dates print as Date.prototype.toISOString prints them") {
  for (const Known& date : known)
    CHECK(to_iso(date.ms) == date.text);
  CHECK(to_iso(-0.0) == "1970-01-01T00:00:00.000Z");
  CHECK(to_iso(-0.9) == "1970-01-01T00:00:00.000Z");
  CHECK(to_iso(1.9) == "1970-01-01T00:00:00.001Z");
}

TEST_CASE("what is no date prints as nothing") {
  CHECK(to_iso(std::numeric_limits<double>::quiet_NaN()).empty());
  CHECK(to_iso(std::numeric_limits<double>::infinity()).empty());
  CHECK(to_iso(std::nextafter(max_date_ms, 1e300)).empty());
  CHECK(to_iso(std::nextafter(-max_date_ms, -1e300)).empty());
}

TEST_CASE("the reader reads what the printer writes") {
  for (const Known& date : known)
    CHECK(parse_iso(date.text) == date.ms);
  // A step of a prime number of milliseconds meets every month, leap years and both ends of the
  // range.
  constexpr std::int64_t step = 86'400'003'571;
  constexpr auto last = static_cast<std::int64_t>(max_date_ms);
  for (std::int64_t ms = -last; ms <= last; ms += step) {
    const auto date = static_cast<double>(ms);
    if (parse_iso(to_iso(date)) != date) FAIL("no round trip for " << ms);
  }
}

TEST_CASE("an expanded year may stand for any year") {
  CHECK(parse_iso("+002025-11-23T16:50:00.123Z") == 1'763'916'600'123);
  CHECK(parse_iso("+000000-01-01T00:00:00.000Z") == -62'167'219'200'000);
}

TEST_CASE("every other text is refused") {
  for (const char* text : {
           "",
           "2025",
           "2025-11-23",
           "2025-11-23T16:50:00Z",
           "2025-11-23T16:50:00.12Z",
           "2025-11-23T16:50:00.1234Z",
           "2025-11-23T16:50:00.123",
           "2025-11-23T16:50:00.123Z ",
           " 2025-11-23T16:50:00.123Z",
           "2025-11-23t16:50:00.123z",
           "2025-11-23 16:50:00.123Z",
           "2025-11-23T16:50:00.123+00:00",
           "2025/11/23T16:50:00.123Z",
           "20x5-11-23T16:50:00.123Z",
           "2025-00-23T16:50:00.123Z",
           "2025-13-23T16:50:00.123Z",
           "2025-11-00T16:50:00.123Z",
           "2025-11-31T16:50:00.123Z",
           "2025-02-29T16:50:00.123Z",
           "1900-02-29T16:50:00.123Z",
           "2025-11-23T24:00:00.000Z",
           "2025-11-23T16:60:00.123Z",
           "2025-11-23T16:50:60.123Z",
           "-000000-01-01T00:00:00.000Z",
           "+275760-09-13T00:00:00.001Z",
           "-271821-04-19T23:59:59.999Z",
           "+99999-01-01T00:00:00.000Z",
       }) {
    CHECK_MESSAGE(!parse_iso(text).has_value(), text);
  }
  CHECK(!parse_iso(std::string_view("2025-11-23T16:50:00.123\0", 24)).has_value());
}
