#include "multipart.hpp"

#include <string>

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>

using candela::Form;
using candela::FormFile;
using candela::FormLimits;
using candela::HttpValueError;
using candela::HttpValueErrorCode;

namespace {

/// "name=text" and "name=<file name:type:bytes>", or the code of what was thrown.
std::string read(std::string_view bytes, const FormLimits& limits = {}) {
  std::string all;
  try {
    for (const Form::Entry& entry : candela::read_multipart(bytes, "b", limits)) {
      all += (all.empty() ? "" : " ") + entry.name + '=';
      if (const auto* file = std::get_if<FormFile>(&entry.content)) {
        const std::string content(reinterpret_cast<const char*>(file->bytes.data()),
                                  file->bytes.size());
        all += '<' + file->name + ':' + file->type + ':' + content + '>';
      } else {
        all += std::get<std::string>(entry.content);
      }
    }
  } catch (const HttpValueError& error) {
    return std::string(to_string(error.code()));
  }
  return all;
}

std::string part(std::string_view headers, std::string_view content) {
  return std::string("--b\r\n").append(headers).append("\r\n\r\n").append(content) + "\r\n";
}
std::string named(std::string_view parameters, std::string_view content = "x") {
  return part(std::string("Content-Disposition: form-data").append(parameters), content) +
         "--b--\r\n";
}

}  // namespace

TEST_CASE("parts are read with their names, files with their types") {
  CHECK(read(named("; name=\"a\"")) == "a=x");
  CHECK(read(named("; name=a")) == "a=x");
  CHECK(read(named("; name=\"a\"; filename=\"f.txt\"")) == "a=<f.txt:text/plain:x>");
  CHECK(read(named("; name=\"a\"; filename=\"f\"\r\nContent-Type: a/b ")) == "a=<f:a/b:x>");
  CHECK(read(named(";filename=\"\";name=\"a\"")) == "a=<:text/plain:x>");
  CHECK(read(named("; name=\"a\"; filename*=UTF-8''other")) == "a=x");
  CHECK(read(named("; name=\"a\"\r\nContent-Transfer-Encoding: base64")) == "a=x");
  CHECK(read(named("; NAME=\"a;b=c\"")) == "a;b=c=x");
  CHECK(read(named("; name=\"%22%0d%0A%41\"")) == "\"\r\n%41=x");
  CHECK(read(named("; name=\"a\"", "\xFF")) == "a=\xEF\xBF\xBD");
  CHECK(read(named("; name=\"a\"", "\xEF\xBB\xBFz")) == "a=\xEF\xBB\xBFz");
}

TEST_CASE("contents are what stands between the boundaries, byte for byte") {
  CHECK(read(named("; name=\"a\"", "")) == "a=");
  CHECK(read(named("; name=\"a\"", "--b")) == "invalid_form");  // a boundary, and no content
  CHECK(read(named("; name=\"a\"", "\r\n--\r\n-b--b")) == "a=\r\n--\r\n-b--b");
  CHECK(read("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--") == "a=");
}

TEST_CASE("what stands before the first boundary and behind the last is ignored") {
  CHECK(read("preamble --b\r\n" + named("; name=\"a\"") + "epilogue\r\n--b\r\n") == "a=x");
  CHECK(read("--b--") == "");
  CHECK(read("--b  \t\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--") == "a=x");
}

TEST_CASE("what is malformed is refused") {
  for (const std::string& bytes :
       {std::string(), std::string("text"), std::string("--c--"), std::string("--b"),
        std::string("--b\r\n"), std::string("--bx\r\n"), std::string("--b\nContent-"),
        part("Content-Disposition: form-data; name=\"a\"", "x"), named(""), named("; name"),
        named("; name=\"a"), named("; name=\"a\" x"), named("x; name=\"a\""),
        part("Content-Disposition: attachment; name=\"a\"", "x") + "--b--",
        part("No colon", "x") + "--b--", part("Bad name: x", "x") + "--b--",
        part("X-Other: 1", "x") + "--b--", std::string("--b\r\n\r\nx\r\n--b--")}) {
    CAPTURE(bytes);
    CHECK(read(bytes) == "invalid_form");
  }
  CHECK_THROWS_AS((void)candela::read_multipart("", "", {}), HttpValueError);
  CHECK_THROWS_AS((void)candela::read_multipart("", std::string(71, 'b'), {}), HttpValueError);
}

TEST_CASE("entries and headers pass at their limits and are refused one past them") {
  std::string many;
  for (int i = 0; i < 3; ++i)
    many += part("Content-Disposition: form-data; name=\"a\"", "x");
  many += "--b--";
  CHECK(read(many, {.entries = 3}) == "a=x a=x a=x");
  CHECK(read(many, {.entries = 2}) == "too_many_entries");

  const std::string disposition = "Content-Disposition: form-data; name=\"a\"";
  const std::string more = disposition + "\r\nX: " + std::string(100, 'x');
  const std::string bytes = part(more, "c") + "--b--";
  CHECK(read(bytes, {.header_bytes = more.size() + 2}) == "a=c");
  CHECK(read(bytes, {.header_bytes = more.size() + 1}) == "invalid_form");
}

TEST_CASE("hostile bytes are read in linear time") {
  const std::string dashes = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n" +
                             std::string(1'000'000, '-') + "\r\n--b--";
  CHECK(read(dashes).size() == 1'000'002);
  std::string almost = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n";
  for (int i = 0; i < 200'000; ++i)
    almost += "\r\n--";
  CHECK(read(almost) == "invalid_form");
  CHECK(read("--b\r\n" + std::string(1'000'000, 'x')) == "invalid_form");
}

TEST_CASE("the boundary that is found stands nowhere in the parts, whoever wrote them") {
  CHECK(candela::free_boundary({}) == "candela-form-1");
  CHECK(candela::free_boundary({"candela-form-12", "xcandela-form-2candela-form-03"}) ==
        "candela-form-4");
  std::string all;
  for (int i = 0; i < 100'000; ++i)
    all += "candela-form-" + std::to_string(i) + ' ';
  const std::string found = candela::free_boundary({all});
  CHECK(all.find(found) == std::string::npos);
}

TEST_CASE("numbers of any length stand where a boundary is looked for") {
  CHECK(candela::free_boundary({"candela-form-123456789012345678901234567890"}) ==
        "candela-form-2");
  CHECK(candela::free_boundary({"candela-form-18446744073709551617"}) == "candela-form-2");
  CHECK(candela::free_boundary({"candela-form-0000000000000000000000001"}) == "candela-form-2");
}

TEST_CASE("a part says each thing once, so that no two readers take it differently") {
  const std::string disposition = "Content-Disposition: form-data; name=\"a\"";
  CHECK(read(part(disposition + "; name=\"b\"", "c") + "--b--") == "invalid_form");
  CHECK(read(part(disposition + "; filename=\"x\"; filename=\"y\"", "c") + "--b--") ==
        "invalid_form");
  CHECK(read(part(disposition + "\r\n" + disposition, "c") + "--b--") == "invalid_form");
}

TEST_CASE("headers of a part have no NUL, CR or LF inside, but for a NUL in a name") {
  const std::string type =
      "Content-Disposition: form-data; name=\"a\"; filename=\"f\"\r\n"
      "Content-Type: text/plain";
  for (const char c : {'\0', '\r', '\n'}) {
    CAPTURE(int{c});
    const std::string name = std::string("a") + c + 'b';
    CHECK(read(part(type + c + "X: y", "c") + "--b--") == "invalid_form");
    CHECK(read(part("Content-Disposition: form-data; name=\"" + name + '"', "c") + "--b--") ==
          (c == '\0' ? name + "=c" : "invalid_form"));
  }
}

TEST_CASE("a parameter without quotes ends before the blanks in front of the next one") {
  CHECK(read(named("; name=a ; filename=b\t")) == "a=<b:text/plain:x>");
  CHECK(read(named("; name=\"a \" ; filename=\"\tb\"")) == "a =<\tb:text/plain:x>");
}
