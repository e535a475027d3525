#include "formats/v8_reader.hpp"

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "hex.hpp"

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Limits;

namespace {

std::string shown(std::string_view hex) {
  return candela::inspect(candela::parse(from_hex(hex)).root());
}

struct Refused {
  CloneErrorCode code;
  std::size_t offset;
  std::string path;
};
Refused refused(std::string_view hex, const Limits& limits = {}) {
  try {
    candela::parse(from_hex(hex), {.limits = limits});
  } catch (const CloneError& error) {
    return {error.code(), error.offset(), error.path()};
  }
  FAIL("accepted: ", hex);
  return {};
}

/// At the limit it is read, one past it refused with the code.
void check_limit(std::size_t Limits::*limit, std::size_t at, std::string_view hex,
                 CloneErrorCode code) {
  Limits limits;
  limits.*limit = at;
  CHECK_NOTHROW(candela::parse(from_hex(hex), {.limits = limits}));
  limits.*limit = at - 1;
  CHECK(refused(hex, limits).code == code);
}

}  // namespace

TEST_CASE("keys may be numbers, come twice, and in any order") {
  CHECK(shown("ff0f6f4914490422016149027b02") == "{ '10': 2, a: 1 }");
  CHECK(shown("ff0f6f2201614902220161490422016249067b03") == "{ a: 2, b: 3 }");
  CHECK(shown("ff0f6f4e000000000000e03f49027b01") == "{ '0.5': 1 }");
}

TEST_CASE("arrays: dense with holes, dense with properties, sparse") {
  CHECK(shown("ff0f41034902"
              "2d"
              "4904240003") == "[ 1, <1 empty item>, 2 ]");
  CHECK(shown("ff0f4101"
              "2d"
              "49004902240101") == "[ 1 ]");
  CHECK(shown("ff0f6105"
              "49024904400105") == "[ <1 empty item>, 2, <3 empty items> ]");
}

TEST_CASE("what an end says must be what was there") {
  CHECK(refused("ff0f6f22016149027b02").code == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f41014902240002").code == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f41014902240101").code == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f3b490249043a04").code == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f3b49023a01").code == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f2749022c02").code == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f61014900"
                "4902400102")
            .code == CloneErrorCode::bad_shape);
}

TEST_CASE("errors name the byte and the path") {
  const Refused inside = refused(
      "ff0f6f22016141015e09240001"
      "7b01");
  CHECK(inside.code == CloneErrorCode::bad_reference);
  CHECK(inside.path == "$.a[0]");
  CHECK(inside.offset == 8);
  CHECK(refused("ff0f4906"
                "00")
            .code == CloneErrorCode::bad_shape);
}

TEST_CASE("every cut of a message is refused") {
  const std::string whole = from_hex(
      "ff0f6f4914490422016149022201622201782201e94906006302ac20410349024e00000000000004402201782400"
      "03"
      "7b05");
  CHECK_NOTHROW(candela::parse(whole));
  for (std::size_t size = 1; size < whole.size(); ++size)
    CHECK_THROWS_AS(candela::parse(whole.substr(0, size), {.format = candela::Format::v8}),
                    CloneError);
}

TEST_CASE("lengths that lie take no memory") {
  CHECK(refused("ff0f41ffffffff0f").code == CloneErrorCode::truncated);
  CHECK(refused("ff0f61ffffffff0f4000ffffffff0f").code == CloneErrorCode::limit_holes);
  CHECK(refused("ff0f22ffffffff0f").code == CloneErrorCode::truncated);
}

TEST_CASE("each limit passes at its value and refuses one past it") {
  check_limit(&Limits::depth, 3,
              "ff0f4101410141002400002400012400"
              "01",
              CloneErrorCode::limit_depth);
  check_limit(&Limits::values, 3, "ff0f410249024904240002", CloneErrorCode::limit_values);
  check_limit(&Limits::keys, 2,
              "ff0f6f22016149022201624902"
              "7b02",
              CloneErrorCode::limit_keys);
  check_limit(&Limits::string_bytes, 3, "ff0f2203616263", CloneErrorCode::limit_string);
  check_limit(&Limits::aliases, 1,
              "ff0f4102410024000"
              "05e01240002",
              CloneErrorCode::limit_aliases);
  check_limit(&Limits::holes, 2,
              "ff0f6103490249044001"
              "03",
              CloneErrorCode::limit_holes);
  check_limit(&Limits::bytes, 4, "ff0f4906", CloneErrorCode::limit_bytes);
}
