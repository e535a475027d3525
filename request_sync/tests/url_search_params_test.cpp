#include <candela/request_sync/url_search_params.hpp>

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>

using candela::HttpValueError;
using candela::HttpValueErrorCode;
using candela::UrlSearchParams;

namespace {

template <typename Do>
HttpValueErrorCode code_thrown_by(Do what) {
  try {
    what();
  } catch (const HttpValueError& error) {
    return error.code();
  }
  FAIL("nothing was thrown");
  return {};
}

}  // namespace

TEST_CASE("parameters are read from a text, with or without one question mark") {
  CHECK(UrlSearchParams("?a=1&b=+x") == UrlSearchParams{{"a", "1"}, {"b", " x"}});
  CHECK(UrlSearchParams("a=1&b=+x").to_string() == "a=1&b=+x");
  CHECK(UrlSearchParams("\?\?a").get("?a") == "");
  CHECK(UrlSearchParams("").empty());
}

TEST_CASE("values are found, appended, replaced and removed by name, in their order") {
  UrlSearchParams params{{"a", "1"}, {"b", "2"}, {"a", "3"}};
  CHECK(params.size() == 3);
  CHECK(params.get("a") == "1");
  CHECK(!params.get("c"));
  CHECK(params.get_all("a") == std::vector<std::string_view>{"1", "3"});
  CHECK(params.has("b"));
  CHECK(params.has("a", "3"));
  CHECK(!params.has("a", "2"));
  params.append("c", "4");
  params.set("a", "5");
  CHECK(params.to_string() == "a=5&b=2&c=4");
  params.set("d", "6");
  CHECK(params.to_string() == "a=5&b=2&c=4&d=6");
  CHECK(params.remove("b", "9") == 0);
  CHECK(params.remove("b", "2") == 1);
  params.append("a", "5");
  CHECK(params.remove("a") == 2);
  CHECK(params.to_string() == "c=4&d=6");
  CHECK(params.begin()->name == "c");
}

TEST_CASE("names are sorted by UTF-16 code units, and equal ones keep their order") {
  UrlSearchParams params{{"\uFFFD", "1"}, {"b", "2"},      {"\U0001F308", "3"}, {"b", "1"},
                         {"\uE000", "4"}, {"\uD7FF", "5"}, {"ba", "6"},         {"", "7"}};
  params.sort();
  std::string values;
  for (const auto& entry : params)
    values += entry.value;
  CHECK(values == "72165341");
}

TEST_CASE("what is no UTF-8 becomes U+FFFD, and a lone surrogate one of it") {
  UrlSearchParams params;
  params.append("\xED\xA0\x80", "\xFF");
  CHECK(params.begin()->name == "\uFFFD");
  CHECK(params.get("\xED\xBF\xBF") == "\uFFFD");
  CHECK(params.has("\uFFFD", "\xFE"));
  CHECK(params.remove("\xFF") == 1);
  CHECK(UrlSearchParams("\xED\xA0\x80=%ED%A0%80").to_string() ==
        "%EF%BF%BD=%EF%BF%BD%EF%BF%BD%EF%BF%BD");
}

TEST_CASE("the greatest number of parameters passes, and one more does not") {
  std::string text;
  for (std::size_t i = 0; i < UrlSearchParams::max_entries; ++i)
    text += "&a";
  UrlSearchParams params(text);
  CHECK(params.size() == UrlSearchParams::max_entries);
  const UrlSearchParams before = params;
  CHECK(code_thrown_by([&] { params.append("a", ""); }) ==
        HttpValueErrorCode::too_many_search_params);
  CHECK(params == before);
  CHECK(code_thrown_by([&] { (void)UrlSearchParams(text + "&a"); }) ==
        HttpValueErrorCode::too_many_search_params);
}

TEST_CASE("the greatest number of bytes passes, and one more does not") {
  UrlSearchParams params{{"a", std::string(UrlSearchParams::max_bytes - 1, 'x')}};
  CHECK(code_thrown_by([&] { params.append("", "x"); }) ==
        HttpValueErrorCode::search_params_too_large);
  CHECK(code_thrown_by([&] { params.set("a", std::string(UrlSearchParams::max_bytes, 'x')); }) ==
        HttpValueErrorCode::search_params_too_large);
  params.set("a", std::string(UrlSearchParams::max_bytes - 1, 'y'));
  CHECK(params.get("a")->front() == 'y');
  CHECK(params.remove("a") == 1);
  params.append("a", std::string(UrlSearchParams::max_bytes - 1, 'x'));
  CHECK(params.size() == 1);
}
