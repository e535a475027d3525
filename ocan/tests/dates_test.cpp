#include <doctest/doctest.h>

#include <cmath>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

TEST_CASE("dates tell their parts in UTC") {
  BuiltinRunner r;
  const Value date = r.document.date(1763916605042);  // 2025-11-23T16:50:05.042Z, a Sunday
  CHECK(r.show(date, "getTime") == "1763916605042");
  CHECK(r.show(date, "valueOf") == "1763916605042");
  CHECK(r.show(date, "getUTCFullYear") == "2025");
  CHECK(r.show(date, "getUTCMonth") == "10");
  CHECK(r.show(date, "getUTCDate") == "23");
  CHECK(r.show(date, "getUTCDay") == "0");
  CHECK(r.show(date, "getUTCHours") == "16");
  CHECK(r.show(date, "getUTCMinutes") == "50");
  CHECK(r.show(date, "getUTCSeconds") == "5");
  CHECK(r.show(date, "getUTCMilliseconds") == "42");
}

TEST_CASE("dates have their texts, of every year") {
  BuiltinRunner r;
  struct Row {
    double ms;
    const char* iso;
    const char* utc;
  };
  for (const Row& row :
       {Row{0, "1970-01-01T00:00:00.000Z", "Thu, 01 Jan 1970 00:00:00 GMT"},
        {-1, "1969-12-31T23:59:59.999Z", "Wed, 31 Dec 1969 23:59:59 GMT"},
        {951782400000, "2000-02-29T00:00:00.000Z", "Tue, 29 Feb 2000 00:00:00 GMT"},
        {-2203891200001, "1900-02-28T23:59:59.999Z", "Wed, 28 Feb 1900 23:59:59 GMT"},
        {253402300800000, "+010000-01-01T00:00:00.000Z", "Sat, 01 Jan 10000 00:00:00 GMT"},
        {-62167219200001, "-000001-12-31T23:59:59.999Z", "Fri, 31 Dec -0001 23:59:59 GMT"},
        {8.64e15, "+275760-09-13T00:00:00.000Z", "Sat, 13 Sep 275760 00:00:00 GMT"},
        {-8.64e15, "-271821-04-20T00:00:00.000Z", "Tue, 20 Apr -271821 00:00:00 GMT"}}) {
    CAPTURE(row.ms);
    const Value date = r.document.date(row.ms);
    CHECK(r.call(date, "toISOString").as_string() == row.iso);
    CHECK(r.call(date, "toJSON").as_string() == row.iso);
    CHECK(r.call(date, "toUTCString").as_string() == row.utc);
  }
}

TEST_CASE("an invalid date has no parts and no ISO text") {
  BuiltinRunner r;
  const Value date = r.document.date(std::nan(""));
  CHECK(r.show(date, "getTime") == "NaN");
  CHECK(r.show(date, "getUTCDay") == "NaN");
  CHECK(r.refusal(date, "toISOString") == "RangeError: Invalid time value");
  CHECK(r.show(date, "toJSON") == "null");
  CHECK(r.show(date, "toUTCString") == "'Invalid Date'");
}

TEST_CASE("what depends on a time zone is not there") {
  BuiltinRunner r;
  for (const char* name : {"toString", "getHours", "getTimezoneOffset", "toLocaleDateString"})
    CHECK(r.read(r.document.date(0), name).is_undefined());
}

}  // namespace
}  // namespace candela
