#include <candela/request_sync/url_search_params.hpp>

#include <string>

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>

using candela::UrlSearchParams;

TEST_CASE("a query is read with and without its question mark") {
  CHECK(UrlSearchParams("?a=1&b=2").to_string() == "a=1&b=2");
  CHECK(UrlSearchParams("a=1&b=2") == UrlSearchParams{{"a", "1"}, {"b", "2"}});
  CHECK(UrlSearchParams("??a=1").has("?a"));
  CHECK(UrlSearchParams("").empty());
}

TEST_CASE("names may repeat; set puts one in place of all, remove takes them out") {
  UrlSearchParams params("a=1&b=2&a=3");
  CHECK(params.get("a") == "1");
  CHECK(params.get_all("a") == std::vector<std::string>{"1", "3"});
  CHECK_FALSE(params.get("c").has_value());
  params.set("a", "4");
  CHECK(params.to_string() == "a=4&b=2");
  params.set("c", "5");
  params.append("c", "6");
  CHECK(params.has("c", "6"));
  CHECK_FALSE(params.has("c", "7"));
  CHECK(params.remove("c", "5") == 1);
  CHECK(params.remove("c") == 1);
  CHECK(params.remove("c") == 0);
  CHECK(params.to_string() == "a=4&b=2");
}

TEST_CASE("sorting is by UTF-16 code units, and stable") {
  UrlSearchParams params("z=b&a=b&z=a&a=a");
  params.sort();
  CHECK(params.to_string() == "a=b&a=a&z=b&z=a");
  UrlSearchParams wide{{"\xEF\xBF\xBF", "1"},
                       {"\xF0\x9F\x98\x80", "2"},
                       {"\xEE\x80\x80", "3"},
                       {"\xED\x9F\xBF", "4"},
                       {"", "5"},
                       {"\xEF\xBF\xBF"
                        "a",
                        "6"}};
  wide.sort();
  std::string order;
  for (const auto& entry : wide)
    order += entry.second;
  CHECK(order == "542316");
}

TEST_CASE("lone surrogates are replaced") {
  CHECK(UrlSearchParams{{"\xED\xA0\x80", "\xED\xB0\x80"}}.to_string() == "%EF%BF%BD=%EF%BF%BD");
}

TEST_CASE("there are at most max_entries") {
  UrlSearchParams params(std::string(2 * UrlSearchParams::max_entries - 1, 'a'));
  std::string many = "a";
  for (std::size_t i = 1; i < UrlSearchParams::max_entries; ++i)
    many += "&a";
  UrlSearchParams full(many);
  CHECK(full.size() == UrlSearchParams::max_entries);
  CHECK_THROWS_AS(full.append("a", ""), candela::HttpValueError);
  CHECK_THROWS_AS((void)UrlSearchParams(many + "&a"), candela::HttpValueError);
  CHECK(full.size() == UrlSearchParams::max_entries);
}
