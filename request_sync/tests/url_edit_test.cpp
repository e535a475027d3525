#include "url_edit.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <candela/request_sync/url.hpp>

using candela::Url;

namespace {

using Setter = bool (Url::*)(std::string_view);

struct SetCase {
  std::string_view url;
  std::string_view value;
  std::string_view href;  // empty where the value is not taken
};

template <std::size_t count>
void check(Setter set, const SetCase (&cases)[count]) {
  for (const SetCase& row : cases) {
    CAPTURE(std::string(row.url));
    CAPTURE(std::string(row.value));
    Url url(row.url);
    CHECK((url.*set)(row.value) == !row.href.empty());
    CHECK(url.href() == (row.href.empty() ? Url(row.url).href() : row.href));
    CHECK(Url(url.href()) == url);
  }
}

}  // namespace

TEST_CASE("protocol: special schemes and others do not become each other") {
  check(&Url::set_protocol, {{"http://h/", "https", "https://h/"},
                             {"http://h/", "HTTPS:anything", "https://h/"},
                             {"http://h/", "h\nttps", "https://h/"},
                             {"https://h:80/", "http", "http://h/"},
                             {"http://h:443/", "ftp", "ftp://h:443/"},
                             {"http://h/", "foo", {}},
                             {"foo://h/", "http", {}},
                             {"foo://h/", "b+a-r.1", "b+a-r.1://h/"},
                             {"foo:x", "bar", "bar:x"},
                             {"http://h/", "", {}},
                             {"http://h/", ":", {}},
                             {"http://h/", "1a", {}},
                             {"http://h/", " https", {}},
                             {"http://h/", "ht ps", {}},
                             {"http://h/", "\u00E4", {}},
                             {"http://h/", "file", "file://h/"},
                             {"http://u@h/", "file", {}},
                             {"http://:p@h/", "file", {}},
                             {"http://h:1/", "file", {}},
                             {"file:///x", "http", {}},
                             {"file:///x", "file", {}},
                             {"file://h/x", "http", "http://h/x"}});
}

TEST_CASE("username and password: encoded, and only where there is a host that may have them") {
  check(&Url::set_username, {{"http://h/", "a:b@\t\xFF", "http://a%3Ab%40%09%EF%BF%BD@h/"},
                             {"http://u:p@h/", "", "http://:p@h/"},
                             {"foo://h", "u", "foo://u@h"},
                             {"foo:///x", "u", {}},
                             {"foo:x", "u", {}},
                             {"file://h/", "u", {}}});
  check(&Url::set_password, {{"http://h/", "p/q", "http://:p%2Fq@h/"},
                             {"http://u:p@h/", "", "http://u@h/"},
                             {"http://h/", "", "http://h/"},
                             {"foo:/x", "u", {}},
                             {"file://h/", "u", {}}});
}

TEST_CASE("host: up to a slash, a question mark or a number sign, with its port") {
  check(&Url::set_host, {{"http://h:1/p", "X:2", "http://x:2/p"},
                         {"http://h:1/p", "x", "http://x:1/p"},
                         {"http://h:1/p", "x:80", "http://x/p"},
                         {"http://h:1/p", "x:", "http://x:1/p"},
                         {"http://h:1/p", "x:2a", "http://x:2/p"},
                         {"http://h:1/p", "x:a2", "http://x:1/p"},
                         {"http://h:1/p", "x:65536", "http://x:1/p"},
                         {"http://h:1/p", ":2", {}},
                         {"http://h:1/p", "", {}},
                         {"http://h:1/p", "/x", {}},
                         {"http://h/p", "x/y", "http://x/p"},
                         {"http://h/p", "x\\y", "http://x/p"},
                         {"http://h/p", "x?y", "http://x/p"},
                         {"http://h/p", "x:2#y", "http://x:2/p"},
                         {"http://h/p", "u@x", {}},
                         {"http://h/p", "a b", {}},
                         {"http://h/p", "[::1]:2", "http://[::1]:2/p"},
                         {"http://h/p", "[::1", {}},
                         {"http://h/p", "0x7f.1", "http://127.0.0.1/p"},
                         {"http://h/p", "b\u00FCcher", "http://xn--bcher-kva/p"},
                         {"foo://h/p", "x\\y", {}},
                         {"foo://h/p", "A%", "foo://A%/p"},
                         {"foo://h/p", "", "foo:///p"},
                         {"foo://h:1/p", "", {}},
                         {"foo://u@h/p", "", {}},
                         {"foo:/p", "x", "foo://x/p"},
                         {"foo:/.//p", "x", "foo://x//p"},
                         {"foo:/.//p", "", "foo:////p"},
                         {"mailto:a", "x", {}}});
}

TEST_CASE("hostname: the same without a port") {
  check(&Url::set_hostname, {{"http://h:1/p", "x", "http://x:1/p"},
                             {"http://h:1/p", "x:2", {}},
                             {"http://h:1/p", "[::1]", "http://[::1]:1/p"},
                             {"http://h/p", "x\t\ny", "http://xy/p"},
                             {"foo://h/p", "x:2", {}},
                             {"mailto:a", "x", {}}});
}

TEST_CASE("the host of a file may be empty, and is when it is this machine") {
  check(&Url::set_host, {{"file://h/p", "x", "file://x/p"},
                         {"file://h/p", "", "file:///p"},
                         {"file://h/p", "LocalHost", "file:///p"},
                         {"file://h/p", "x:1", {}},
                         {"file://h/p", "C:", {}},
                         {"file://h/p", "C|", {}},
                         {"file:///p", "x/y", "file://x/p"}});
}

TEST_CASE("port: the digits that the value begins with") {
  check(&Url::set_port, {{"http://h/", "8080", "http://h:8080/"},
                         {"http://h:1/", "", "http://h/"},
                         {"http://h:1/", "80", "http://h/"},
                         {"http://h:1/", "0080", "http://h/"},
                         {"http://h:1/", "65535", "http://h:65535/"},
                         {"http://h:1/", "65536", {}},
                         {"http://h:1/", "99999999999999999999999", {}},
                         {"http://h:1/", "2a", "http://h:2/"},
                         {"http://h:1/", "2/3", "http://h:2/"},
                         {"http://h:1/", "\t2\n3", "http://h:23/"},
                         {"http://h:1/", " 2", {}},
                         {"http://h:1/", "-2", {}},
                         {"http://h:1/", "a", {}},
                         {"http://h:1/", "\n", {}},
                         {"foo://h/", "80", "foo://h:80/"},
                         {"foo:/x", "80", {}},
                         {"file://h/", "80", {}}});
}

TEST_CASE("pathname: normalised, with question marks and number signs encoded") {
  check(&Url::set_pathname, {{"http://h/p?q#f", "a?b#c", "http://h/a%3Fb%23c?q#f"},
                             {"http://h/p", "", "http://h/"},
                             {"http://h/p", "\\a\\..\\b", "http://h/b"},
                             {"http://h/p", "//a", "http://h//a"},
                             {"http://h/p", " a ", "http://h/%20a%20"},
                             {"http://h/p", "a\tb\n", "http://h/ab"},
                             {"foo://h/p", "", "foo://h"},
                             {"foo://h", "a", "foo://h/a"},
                             {"foo:/p", "", "foo:/"},
                             {"foo:/p", "//a", "foo:/.//a"},
                             {"foo:/p", "a/../..", "foo:/"},
                             {"file:///p", "C|/x", "file:///C:/x"},
                             {"file:///p", "/C|/..", "file:///C:/"},
                             {"mailto:a", "b", {}}});
}

TEST_CASE("search and hash: with or without their sign, and gone when they are empty") {
  check(&Url::set_search, {{"http://h/#f", "a'b #?", "http://h/?a%27b%20%23?#f"},
                           {"http://h/", "?a", "http://h/?a"},
                           {"http://h/", "??", "http://h/??"},
                           {"http://h/", "?", "http://h/?"},
                           {"http://h/?a#f", "", "http://h/#f"},
                           {"http://h/?a", "\t", "http://h/?"},
                           {"foo:x", "a'", "foo:x?a'"},
                           {"foo:x ?a", "", "foo:x%20"}});
  check(&Url::set_hash, {{"http://h/", "a`b #?", "http://h/#a%60b%20#?"},
                         {"http://h/", "#a", "http://h/#a"},
                         {"http://h/", "#", "http://h/#"},
                         {"http://h/#a", "", "http://h/"},
                         {"foo:x #a", "", "foo:x%20"},
                         {"mailto:a", "\xED\xA0\x80", "mailto:a#%EF%BF%BD"}});
}
