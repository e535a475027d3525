#include <candela/request_sync/error.hpp>

#include <string_view>

#include <doctest/doctest.h>

using candela::HttpValueError;
using candela::HttpValueErrorCode;

TEST_CASE("an error carries its code, its message and the name JavaScript gives it") {
  const HttpValueError error(HttpValueErrorCode::invalid_method, "Invalid method \"a b\"");
  CHECK(error.code() == HttpValueErrorCode::invalid_method);
  CHECK(std::string_view(error.what()) == "Invalid method \"a b\"");
  CHECK(error.name() == "TypeError");
  CHECK(HttpValueError(HttpValueErrorCode::status_out_of_range, "").name() == "RangeError");
}

TEST_CASE("every code has the name that it has in the program") {
  CHECK(to_string(HttpValueErrorCode::invalid_header_name) == "invalid_header_name");
  CHECK(to_string(HttpValueErrorCode::too_many_search_params) == "too_many_search_params");
  CHECK(to_string(HttpValueErrorCode::invalid_status_text) == "invalid_status_text");
  constexpr int codes = 15;
  for (int i = 0; i < codes; ++i)
    CHECK(to_string(static_cast<HttpValueErrorCode>(i)) != "unknown");
}
