#include <candela/request_sync/headers.hpp>

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>

using candela::Headers;
using candela::HttpValueError;
using candela::HttpValueErrorCode;

namespace {

/// What JavaScript's `[...headers]` has, one entry a line.
std::string listed(const Headers& headers) {
  std::string text;
  for (const Headers::Entry& entry : headers)
    text += entry.name + ": " + entry.value + "\n";
  return text;
}

template <typename Action>
HttpValueErrorCode code_of(Action action) {
  try {
    action();
  } catch (const HttpValueError& error) {
    return error.code();
  }
  FAIL("nothing was thrown");
  return {};
}

}  // namespace

TEST_CASE("names compare without regard to case and are listed in lower case, sorted") {
  Headers headers;
  headers.set("X-B", "2");
  headers.set("x-a", "1");
  headers.set("x-b", "3");
  CHECK(headers.get("X-b") == "3");
  CHECK(headers.has("X-A"));
  CHECK(listed(headers) == "x-a: 1\nx-b: 3\n");
  CHECK(headers.size() == 2);
}

TEST_CASE("appended values of one name are combined in their order") {
  Headers headers{{"Accept", "a"}, {"x", "1"}, {"accept", "b"}, {"ACCEPT", ""}};
  CHECK(headers.get("accept") == "a, b, ");
  CHECK(listed(headers) == "accept: a, b, \nx: 1\n");
}

TEST_CASE("an absent header is nothing, an empty one is not") {
  Headers headers{{"empty", " \t"}};
  CHECK(headers.get("empty") == "");
  CHECK(headers.get("absent") == std::nullopt);
  CHECK(!headers.has("absent"));
  CHECK(!headers.remove("absent"));
}

TEST_CASE("the values of Set-Cookie are kept apart, and combined only for get") {
  Headers headers{{"set-cookie", "a=1"}, {"x", "1"}, {"Set-Cookie", "b=2"}, {"a", "0"}};
  CHECK(headers.get_set_cookie() == std::vector<std::string>{"a=1", "b=2"});
  CHECK(headers.get("set-cookie") == "a=1, b=2");
  CHECK(listed(headers) == "a: 0\nset-cookie: a=1\nset-cookie: b=2\nx: 1\n");
  headers.set("SET-COOKIE", "c=3");
  CHECK(headers.get_set_cookie() == std::vector<std::string>{"c=3"});
  CHECK(headers.remove("set-cookie"));
  CHECK(listed(headers) == "a: 0\nx: 1\n");
  CHECK(headers.get_set_cookie().empty());
}

TEST_CASE("set puts one value in place of all, and remove takes all") {
  Headers headers{{"a", "1"}, {"a", "2"}, {"b", "3"}};
  headers.set("A", "4");
  CHECK(listed(headers) == "a: 4\nb: 3\n");
  CHECK(headers.remove("A"));
  CHECK(listed(headers) == "b: 3\n");
}

TEST_CASE("a name that is no token is refused, in every operation") {
  Headers headers{{"a", "1"}};
  for (const std::string_view name : {"", " a", "a ", "a:b", "a\r\nb", "\xC3\xA4", "(a)"}) {
    CAPTURE(std::string(name));
    constexpr auto invalid = HttpValueErrorCode::invalid_header_name;
    CHECK(code_of([&] { headers.append(name, "x"); }) == invalid);
    CHECK(code_of([&] { headers.set(name, "x"); }) == invalid);
    CHECK(code_of([&] { headers.get(name); }) == invalid);
    CHECK(code_of([&] { headers.has(name); }) == invalid);
    CHECK(code_of([&] { headers.remove(name); }) == invalid);
  }
  CHECK(listed(headers) == "a: 1\n");
}

TEST_CASE("I2: whitespace at the ends of a value goes, and line breaks or NUL inside are refused") {
  Headers headers;
  headers.set("a", "\r\n\t  b c \t\n");
  CHECK(headers.get("a") == "b c");
  constexpr auto invalid = HttpValueErrorCode::invalid_header_value;
  CHECK(code_of([&] { headers.set("a", "b\r\nc: d"); }) == invalid);
  CHECK(code_of([&] { headers.append("a", "b\nc"); }) == invalid);
  CHECK(code_of([&] { headers.append("a", "b\rc"); }) == invalid);
  CHECK(code_of([&] { headers.append("a", std::string_view("b\0c", 3)); }) == invalid);
  CHECK(code_of([&] { headers.append("b", std::string_view("\0", 1)); }) == invalid);
  CHECK(listed(headers) == "a: b c\n");
  headers.set("a", "\x01\x7F\xFF");
  CHECK(headers.get("a") == "\x01\x7F\xFF");
}

TEST_CASE("so many headers as the limit says are held, and one more is refused") {
  Headers headers;
  for (std::size_t i = 0; i < Headers::max_entries; ++i)
    headers.append(i % 2 == 0 ? "x-" + std::to_string(i) : "set-cookie", "v");
  CHECK(headers.size() == Headers::max_entries);
  const Headers before = headers;
  CHECK(code_of([&] { headers.append("one-more", ""); }) == HttpValueErrorCode::too_many_headers);
  CHECK(code_of([&] { headers.set("one-more", ""); }) == HttpValueErrorCode::too_many_headers);
  CHECK(headers == before);
  headers.append("x-0", "w");
  CHECK(headers.get("x-0") == "v, w");
}

TEST_CASE("so many bytes as the limit says are held, and one more is refused") {
  Headers headers;
  const std::string value(Headers::max_bytes - 4, 'x');
  headers.set("a", value);
  headers.append("a", "");
  CHECK(headers.get("a")->size() == Headers::max_bytes - 2);
  headers.set("b", "");
  constexpr auto too_large = HttpValueErrorCode::headers_too_large;
  CHECK(code_of([&] { headers.append("a", "x"); }) == too_large);
  CHECK(code_of([&] { headers.set("a", value + "yyyy"); }) == too_large);
  CHECK(code_of([&] { headers.set("c", "x"); }) == too_large);
  headers.set("a", value + "yy");
  CHECK(code_of([&] { headers.set("b", "x"); }) == too_large);
  CHECK(headers.remove("b"));
  headers.set("a", value + "yyy");
  CHECK(code_of([&] { headers.set("a", value + "yyyy"); }) == too_large);
  CHECK(headers.remove("a"));
  headers.set("a", value + "yyy");
}

TEST_CASE("headers are equal when JavaScript would list the same") {
  CHECK(Headers{{"A", "1"}, {"b", "2"}} == Headers{{"b", "2"}, {"a", " 1"}});
  CHECK(Headers{{"a", "1"}} != Headers{{"a", "2"}});
}

TEST_CASE("what was moved from is empty, with all the room there is") {
  const std::string large(Headers::max_bytes - 1, 'x');
  Headers headers{{"a", large}};
  Headers moved = std::move(headers);
  CHECK(headers.empty());  // NOLINT: what is tested
  headers.set("b", large);
  CHECK(moved.get("a") == large);
  moved = std::move(headers);
  CHECK(headers.empty());  // NOLINT: what is tested
  headers.set("c", large);
  CHECK(moved.get("b") == large);
  CHECK_THROWS_AS(moved.append("d", ""), HttpValueError);
  Headers& same = moved;
  moved = std::move(same);
  CHECK(moved.get("b") == large);
}
