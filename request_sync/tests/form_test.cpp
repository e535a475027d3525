#include <candela/request_sync/form.hpp>

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>
#include <candela/request_sync/media_type.hpp>

using candela::Blob;
using candela::Form;
using candela::FormFile;
using candela::FormLimits;
using candela::HttpValueError;
using candela::HttpValueErrorCode;

namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
  const auto* const first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}
std::string_view view(const Blob& blob) {
  return {reinterpret_cast<const char*>(blob.bytes.data()), blob.bytes.size()};
}
std::string text_at(const Form& form, std::string_view name) {
  const Form::Content* content = form.get(name);
  REQUIRE(content != nullptr);
  return std::get<std::string>(*content);
}

Form sample() {
  Form form;
  form.append("name", "Ada");
  form.append("tag", "one");
  form.append("file", FormFile{"a \"b\"\r\n.txt", "text/plain", bytes_of("x\r\n--y\0z")});
  form.append("tag", "two");
  form.append("", "");
  return form;
}

}  // namespace

TEST_CASE("entries keep their order, and names may repeat") {
  Form form = sample();
  CHECK(form.size() == 5);
  CHECK(text_at(form, "name") == "Ada");
  CHECK(form.get_all("tag").size() == 2);
  CHECK(form.get("none") == nullptr);
  CHECK(std::get<FormFile>(*form.get("file")).type == "text/plain");
  form.set("tag", "three");
  CHECK(form.get_all("tag").size() == 1);
  CHECK(text_at(form, "tag") == "three");
  CHECK((form.begin() + 1)->name == "tag");
  form.set("new", FormFile{"n", "a/b", {}});
  CHECK(form.has("new"));
  CHECK(form.remove("tag") == 1);
  CHECK(form.remove("tag") == 0);
  // Names may be of the form itself.
  form.append("x", "1");
  form.append("x", "2");
  form.set((form.end() - 1)->name, "3");
  CHECK(form.remove((form.end() - 1)->name) == 1);
}

TEST_CASE("a form comes back as it was, as multipart and as urlencoded") {
  const Form form = sample();
  const Blob sent = form.multipart();
  CHECK(Form::parse(view(sent), sent.type) == form);
  CHECK(form.multipart() == sent);

  Form texts;
  texts.append("a b", "c&d=e+f%");
  texts.append("\xC3\xA9", "\xE2\x82\xAC");
  const Blob encoded = texts.urlencoded();
  CHECK(view(encoded) == "a+b=c%26d%3De%2Bf%25&%C3%A9=%E2%82%AC");
  CHECK(encoded.type == "application/x-www-form-urlencoded;charset=UTF-8");
  CHECK(Form::parse(view(encoded), encoded.type) == texts);
  CHECK(Form::parse_urlencoded(view(form.urlencoded())).size() == 5);
  CHECK(text_at(Form::parse_urlencoded(view(form.urlencoded())), "file") == "a \"b\"\r\n.txt");
}

TEST_CASE("a urlencoded form passes at its limit and is refused one past it") {
  CHECK(Form::parse_urlencoded("a&b&c", {.entries = 3}).size() == 3);
  try {
    (void)Form::parse_urlencoded("a&b&c", {.entries = 2});
    FAIL_CHECK("accepted");
  } catch (const HttpValueError& error) {
    CHECK(error.code() == HttpValueErrorCode::too_many_entries);
  }
}

TEST_CASE("line ends in texts leave as CR LF, in files as they are") {
  Form form;
  form.append("a\nb", "1\n2\r3\r\n4");
  form.append("f", FormFile{"n", "a/b", bytes_of("1\n2\r3")});
  const Blob sent = form.multipart("X");
  CHECK(view(sent) ==
        "--X\r\nContent-Disposition: form-data; name=\"a%0D%0Ab\"\r\n\r\n1\r\n2\r\n3\r\n4\r\n"
        "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n\"\r\n"
        "Content-Type: a/b\r\n\r\n1\n2\r3\r\n--X--\r\n");
  CHECK(sent.type == "multipart/form-data;boundary=X");
}

TEST_CASE("a media type that would end its header is not written") {
  Form form;
  form.append("f", FormFile{"n", "a/b\r\nX-Injected: 1", {}});
  CHECK(view(form.multipart()).find("X-Injected") == std::string_view::npos);
}

TEST_CASE("the content type says which form it is; another one is none") {
  CHECK(Form::parse("a=1", "Application/X-WWW-Form-URLEncoded").size() == 1);
  CHECK(Form::parse("--b--", "multipart/form-data; boundary=\"b\"").empty());
  for (const char* type :
       {"", "text/plain", "multipart/form-data", "multipart/mixed; boundary=b"}) {
    CAPTURE(type);
    try {
      (void)Form::parse("a=1", type);
      FAIL_CHECK("accepted");
    } catch (const HttpValueError& error) {
      CHECK(error.code() == HttpValueErrorCode::no_form);
      CHECK(error.name() == "TypeError");
    }
  }
}

TEST_CASE("a boundary that is given is used, if it separates") {
  const Form form = sample();
  CHECK_THROWS_AS((void)form.multipart("Ada"), HttpValueError);
  CHECK_THROWS_AS((void)form.multipart(""), HttpValueError);
  CHECK_THROWS_AS((void)form.multipart("a b"), HttpValueError);
  CHECK_THROWS_AS((void)form.multipart(std::string(71, 'x')), HttpValueError);
  const Blob quoted = form.multipart("a:b=c?");
  CHECK(quoted.type == "multipart/form-data;boundary=\"a:b=c?\"");
  CHECK(Form::parse(view(quoted), quoted.type) == form);
  const Blob sent = form.multipart(std::string(70, 'x'));
  CHECK(Form::parse(view(sent), sent.type) == form);
}

TEST_CASE("a content type that was set twice is read as Fetch reads it") {
  const std::string type = "application/x-www-form-urlencoded";
  CHECK(Form::parse("a=1", type + ", " + type).size() == 1);
}

TEST_CASE("a name with any byte of ASCII comes back as it was") {
  Form form;
  for (char c = '\0'; c != '\x7F'; ++c) {
    const std::string name = std::string("a") + c + 'b';
    if (c != '\r' && c != '\n') form.append(name, FormFile{name, "a/b", {}});
  }
  const Blob sent = form.multipart();
  CHECK(Form::parse(view(sent), sent.type) == form);
}
