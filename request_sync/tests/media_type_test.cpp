#include <candela/request_sync/media_type.hpp>

#include <string>

#include <doctest/doctest.h>

namespace {

using candela::MediaType;

/// What the text is when it is written again, or "none".
std::string again(std::string_view text) {
  const auto type = MediaType::parse(text);
  if (!type) return "none";
  const std::string written = type->to_string();
  CHECK(MediaType::parse(written) == type);
  return written;
}

}  // namespace

TEST_CASE("a media type is put into lower case and loses its blanks") {
  CHECK(again("text/html") == "text/html");
  CHECK(again(" \t\r\nText/HTML ; Charset=UTF-8 \n") == "text/html;charset=UTF-8");
  CHECK(again("application/vnd.api+json;a=1;b=2") == "application/vnd.api+json;a=1;b=2");
}

TEST_CASE("what is no media type is none") {
  for (const char* text : {"", "text", "/html", "text/", "te xt/html", "text/ht ml", "text/html/x",
                           ";charset=utf-8", "text /html", "text/;a=b", "\"text\"/html"}) {
    CAPTURE(text);
    CHECK(again(text) == "none");
  }
}

TEST_CASE("parameters that are wrong are left out, and the first of two counts") {
  CHECK(again("text/html;charset") == "text/html");
  CHECK(again("text/html;=x;a=") == "text/html");
  CHECK(again("text/html;;;;a=b") == "text/html;a=b");
  CHECK(again("text/html;a b=c;d=e") == "text/html;d=e");
  CHECK(again("text/html;charset=gbk;charset=utf-8") == "text/html;charset=gbk");
  CHECK(again("text/html;a=x\x01y;b=c") == "text/html;b=c");
  CHECK(again("text/html;CHARSET=\"\";a=b") == "text/html;charset=\"\";a=b");
}

TEST_CASE("values in quotes are read to their end, with what is escaped") {
  CHECK(MediaType::parse("a/b;c=\"d;e\\\"f\\\\\"")->parameter("c") == "d;e\"f\\");
  CHECK(again("a/b;c=\"d;e\\\"f\"") == "a/b;c=\"d;e\\\"f\"");
  CHECK(MediaType::parse("a/b;c=\"open")->parameter("c") == "open");
  CHECK(MediaType::parse("a/b;c=\"open\\")->parameter("c") == "open\\");
  CHECK(MediaType::parse("a/b;c=\"x\"y;d=z")->parameter("c") == "x");
  CHECK(MediaType::parse("a/b;c=\"x\"y;d=z")->parameter("d") == "z");
  CHECK(MediaType::parse("a/b;c=d\"e")->parameter("c") == "d\"e");
}

TEST_CASE("JSON is what the standard calls so") {
  for (const char* text : {"application/json", "text/json", "APPLICATION/JSON;charset=x",
                           "image/svg+json", "application/problem+json"})
    CHECK(MediaType::parse(text)->is_json());
  for (const char* text : {"application/jsonp", "image/json", "text/plain", "application/x-json"})
    CHECK_FALSE(MediaType::parse(text)->is_json());
}

TEST_CASE("a parameter can be set, but not one that could not be read") {
  auto type = *MediaType::parse("text/plain;charset=latin1");
  CHECK(type.set_parameter("charset", "UTF-8"));
  CHECK(type.set_parameter("boundary", "a b"));
  CHECK(type.to_string() == "text/plain;charset=UTF-8;boundary=\"a b\"");
  CHECK_FALSE(type.set_parameter("a b", "c"));
  CHECK_FALSE(type.set_parameter("A", "c"));
  CHECK_FALSE(type.set_parameter("a", "c\r\n"));
  CHECK_FALSE(type.parameter("a").has_value());
}

TEST_CASE("a megabyte of parameters is read in linear time") {
  std::string text = "a/b";
  while (text.size() < 1'000'000)
    text += ";c=\"\\\"\\\"\"";
  CHECK(again(text) == "a/b;c=\"\\\"\\\"\"");
}

TEST_CASE("there are at most max_parameters") {
  std::string text = "a/b";
  for (std::size_t i = 0; i <= MediaType::max_parameters; ++i)
    text += ";p" + std::to_string(i) + "=x";
  auto type = *MediaType::parse(text);
  CHECK(type.parameter("p99").has_value());
  CHECK_FALSE(type.parameter("p100").has_value());
  CHECK_FALSE(type.set_parameter("p100", "x"));
  CHECK(type.set_parameter("p99", "y"));
}

TEST_CASE("of several values the last that is a media type counts, and keeps its charset") {
  const auto of = [](std::string_view value) {
    const auto type = MediaType::of_header(value);
    return type ? type->to_string() : "none";
  };
  CHECK(of("text/html") == "text/html");
  CHECK(of("text/html, text/plain") == "text/plain");
  CHECK(of("text/html;charset=a, text/html;x=y") == "text/html;x=y;charset=a");
  CHECK(of("text/html;charset=a, text/html;charset=b, text/html") == "text/html;charset=b");
  CHECK(of("text/html;charset=a, text/plain, text/html") == "text/html");
  CHECK(of("text/html;charset=a, no type, */*, ") == "text/html;charset=a");
  CHECK(of("a/b;c=\"d,e\"") == "a/b;c=\"d,e\"");
  CHECK(of(", ,") == "none");
  CHECK(of("") == "none");
}
