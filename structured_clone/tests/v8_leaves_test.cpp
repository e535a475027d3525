#include "formats/v8_leaves.hpp"

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "hex.hpp"

using candela::CloneError;
using candela::CloneErrorCode;

namespace {

std::string shown(std::string_view hex) {
  return candela::inspect(candela::parse(from_hex(hex)).root());
}
CloneErrorCode refused(std::string_view hex) {
  try {
    candela::parse(from_hex(hex));
  } catch (const CloneError& error) {
    return error.code();
  }
  FAIL("accepted");
  return {};
}

}  // namespace

TEST_CASE("versions 13 to 15 are read, others are named") {
  for (const char* version : {"0d", "0e", "0f"})
    CHECK(shown(std::string("ff") + version + "4906") == "3");
  for (const char* version : {"00", "0c", "10", "7f"})
    CHECK(refused(std::string("ff") + version + "4906") == CloneErrorCode::unknown_format);
  try {
    candela::parse(from_hex("ff114906"));
  } catch (const CloneError& error) {
    CHECK(error.message().find("17") != std::string::npos);
  }
  CHECK(refused("ff") == CloneErrorCode::truncated);
  CHECK(refused("ff0f") == CloneErrorCode::truncated);
}

TEST_CASE("numbers in all their tags") {
  CHECK(shown("ff0f55ffffffff0f") == "4294967295");
  CHECK(shown("ff0f49ffffffff0f") == "-2147483648");
  CHECK(shown("ff0f4e0000000000000080") == "-0");
  CHECK(shown("ff0f4e000000000000f8ff") == "NaN");
}

TEST_CASE("version 13 has no flags of views, versions 14 and 15 have") {
  CHECK(shown("ff0d42040102030456420102") == "Uint8Array(2) [ 2, 3 ]");
  CHECK(shown("ff0e42040102030456420102"
              "00") == "Uint8Array(2) [ 2, 3 ]");
}

TEST_CASE("views lie inside of their buffers, at whole elements") {
  CHECK(shown("ff0f42040102030456420102"
              "00") == "Uint8Array(2) [ 2, 3 ]");
  CHECK(refused("ff0f42040102030456420104"
                "00") == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f42040102030456570102"
                "00") == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f42040102030456570003"
                "00") == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f420401020304565a0002"
                "00") == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f42040102030456420002"
                "40") == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f5c0103"
                "0102") == CloneErrorCode::truncated);
  CHECK(refused("ff0f5c63"
                "00") == CloneErrorCode::bad_shape);
}

TEST_CASE("buffers that say more than is there take no memory") {
  CHECK(refused("ff0f42ffffffff0f") == CloneErrorCode::truncated);
  CHECK(refused("ff0f7e04020102") == CloneErrorCode::bad_shape);
  CHECK(shown("ff0f7e02040102").find("ArrayBuffer") != std::string::npos);
}

TEST_CASE("flags that no RegExp has, and tags that need a delegate, are refused") {
  CHECK(refused("ff0f52220161"
                "8004") == CloneErrorCode::bad_shape);
  CHECK(refused("ff0f52220161"
                "9002") == CloneErrorCode::bad_shape);
  for (const char* tag : {"7400", "7500", "7000", "7700", "6d00", "01", "80"})
    CHECK(refused(std::string("ff0f") + tag) == CloneErrorCode::bad_shape);
}

TEST_CASE("references lead to what was there before") {
  CHECK(refused("ff0f5e00") == CloneErrorCode::bad_reference);
  CHECK(refused("ff0f41015e01240001") == CloneErrorCode::bad_reference);
  CHECK(shown("ff0f41015e00240001") == "<ref *1> [ [Circular *1] ]");
}

TEST_CASE("bigints of any size, as long as their digits are within the limit") {
  CHECK(shown("ff0f5a00") == "0n");
  CHECK(shown("ff0f5a0405ff") == "65285n");
  candela::ParseOptions options;
  options.limits.bigint_digits = 20;
  CHECK_NOTHROW(candela::parse(from_hex("ff0f5a10ffffffffffffffff"), options));  // 20 digits
  CHECK_THROWS_AS(candela::parse(from_hex("ff0f5a12ffffffffffffffffff"), options), CloneError);
}
