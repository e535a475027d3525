#include "inputs.hpp"

#include <cstddef>
#include <cstdint>

#include "random.hpp"

namespace candela::conformance {
namespace {

using Tokens = std::vector<std::string>;

template <typename List>
std::string pick(Random& random, const List& list) {
  return std::string(random.pick(list));
}

using Texts = const std::string_view[];

constexpr Texts schemes = {"http",   "http",  "https", "https", "ws",     "wss",  "ftp",
                           "file",   "file",  "foo",   "foo",   "mailto", "data", "blob",
                           "a+b-.1", "HTTPS", "FiLe",  "h",     "1a",     "",     "javascript"};
constexpr Texts slashes = {"://", "://", "://", "://", ":/", ":", ":///", ":\\\\", ":/\\", ""};
constexpr Texts hosts = {"h",
                         "example.com",
                         "EXAMPLE.Com",
                         "localhost",
                         "LOCALHOST",
                         "a.b.c.",
                         "127.0.0.1",
                         "0x7f.1",
                         "017700000001",
                         "4294967295",
                         "4294967296",
                         "1.2.3.4.5",
                         "256.1",
                         "1.2.3.09",
                         "0x",
                         "0xg",
                         "1.0x",
                         "[::1]",
                         "[1:2::3]",
                         "[::1.2.3.4]",
                         "[1:0:0:2::]",
                         "[::",
                         "[:1]",
                         "[fe80::%1]",
                         "a%41b",
                         "%61%2e%62",
                         "a%2fb",
                         "a%00b",
                         "a%zz",
                         "xn--bcher-kva",
                         "XN--4CA",
                         "xn--",
                         "xn--a",
                         "b\u00FCcher.de",
                         "fa\u00DF.de",
                         "\u65E5\u672C",
                         "a b",
                         "a|b",
                         "a^b",
                         "a<b",
                         "C:",
                         "C|",
                         "",
                         "a..b",
                         "-a-",
                         "a_b~!$&'()*+,;=",
                         "\U0001F600",
                         "%E4%B8%AD"};
constexpr Texts credentials = {"",     "",      "",        "",       "u@",  "u:p@",        ":p@",
                               ":@",   "@",     "a@b@",    "a:b:c@", "u;@", "\u00E9:%41@", "u/v@",
                               "a b@", "u%40@", "u:[]^|@", "'\"@"};
constexpr Texts ports = {"",       "",      "",    "",     ":80",    ":443",
                         ":21",    ":8080", ":",   ":0",   ":00080", ":65535",
                         ":65536", ":8a",   ":-1", ": 80", ":8 0",   ":99999999999999999999"};
constexpr Texts items = {
    "a",  "b",          "c.html", ".",   "..",  "...", "%2e", "%2E%2e",       ".%2E", "",  "C:",
    "C|", "a b",        "\u00E9", "%41", "%zz", "%",   "a;b", "\"<>`",        "{}",   "|", "'",
    "[]", "\U0001F600", "a=b",    "~",   "*",   "@",   "x:y", "\xED\xA0\x80", "&",    "+"};
constexpr Texts mistakes = {" ",
                            "\t",
                            "\n",
                            "\r",
                            std::string_view("\0", 1),
                            "\x1F",
                            "\x7F",
                            "/",
                            "\\",
                            "?",
                            "#",
                            "@",
                            ":",
                            "[",
                            "]",
                            "%",
                            "%2",
                            "\u00A0",
                            "\uFEFF",
                            "\u00AD",
                            "|",
                            "^",
                            "<",
                            ">",
                            "`",
                            "{",
                            "'",
                            "\"",
                            "..",
                            "//",
                            "\uFFFD",
                            "\xED\xA0\x80",
                            "\U0010FFFF",
                            "\uFF0E",
                            "\u3002",
                            "\u200D",
                            "0",
                            "x"};
/// Of Unicode 3 to 11, in every part of its tables; ASCII, digits and dots in between.
constexpr Texts letters = {
    "a",      "b",      "x",      "n",          "-",          "-",          "1",          "0",
    ".",      ".",      "xn--",   "\u00DF",     "\u00E4",     "\u00C4",     "\u03C2",     "\u03A3",
    "\u0130", "\u0131", "\u0440", "\u0420",     "\u05D0",     "\u05D1",     "\u0627",     "\u0628",
    "\u0661", "\u06F1", "\u0301", "\u0308",     "\u0323",     "\u0338",     "<",          "=",
    "\u094D", "\u0915", "\u200C", "\u200D",     "\u0E33",     "\u1100",     "\u1161",     "\uAC00",
    "\u3042", "\u30AB", "\u3099", "\u4E2D",     "\u6587",     "\uFF21",     "\uFF11",     "\uFF0E",
    "\u3002", "\uFF61", "\uFF0F", "\uFF05",     "\u2024",     "\u2026",     "\u00AD",     "\u2060",
    "\uFE0F", "\u2126", "\u212B", "\uFB01",     "\u1E9B",     "\u2260",     "\u00BD",     "\u00B2",
    "\u24D0", "\u2460", "\u2665", "\U0001F600", "\U0001D5A0", "\U00010400", "\U00010330", "\u180E",
    "\u115F", "\u3164", "\u2028", "\uFFFD",     "\uE000",     "\uFDD0",     "%C3%A4",     "%E4",
    "%2e",    "%41",    "_",      "\u1806",     "\u0653",     "\u064B"};
constexpr Texts bases = {"http://h/a/b?q#f",   "https://u:p@x:8443/a/b;c?q",
                         "file:///C:/a/b?q#f", "file://host/a/b",
                         "foo://h:1/a/b?q#f",  "foo:/a/b",
                         "mailto:a@b?q",       "foo://h",
                         "data:x y",           "ws://h/.//a",
                         "foo:/.//a",          "file:///"};
constexpr Texts setters = {"href",     "protocol", "username", "password", "host",
                           "hostname", "port",     "pathname", "search",   "hash"};
constexpr Texts methods = {"append", "append", "set", "set", "delete", "delete", "sort"};
constexpr Texts names = {"a",      "b",      "c",          "",       "a b",
                         "\u00E9", "\uFFFD", "\U0001F600", "\uE000", "\xED\xA0\x80",
                         "%41",    "+",      "&",          "=",      "*-._~!'()"};

void add_path(Tokens& tokens, Random& random) {
  for (std::uint32_t count = random.below(5); count > 0; --count) {
    tokens.push_back(random.odds(9) ? "\\" : "/");
    tokens.push_back(pick(random, items));
    if (random.odds(4)) tokens.push_back(pick(random, items));
  }
}

void add_query(Tokens& tokens, Random& random) {
  for (const char* mark : {"?", "#"}) {
    if (!random.odds(3)) continue;
    tokens.push_back(mark);
    for (std::uint32_t count = random.below(4); count > 0; --count)
      tokens.push_back(pick(random, items));
  }
}

void add_host(Tokens& tokens, Random& random) {
  if (!random.odds(8)) return tokens.push_back(pick(random, hosts));
  for (std::uint32_t count = 1 + random.below(6); count > 0; --count)
    tokens.push_back(pick(random, letters));
}

Tokens make_url(Random& random) {
  Tokens tokens{pick(random, schemes), pick(random, slashes)};
  if (!random.odds(6)) {
    tokens.push_back(pick(random, credentials));
    add_host(tokens, random);
    tokens.push_back(pick(random, ports));
  }
  add_path(tokens, random);
  add_query(tokens, random);
  return tokens;
}

Tokens make_relative(Random& random) {
  Tokens tokens;
  if (random.odds(4)) tokens = {"//", pick(random, credentials), pick(random, hosts)};
  if (random.odds(3)) tokens.push_back(pick(random, items));
  add_path(tokens, random);
  add_query(tokens, random);
  return tokens;
}

void make_mistakes(Tokens& tokens, Random& random) {
  for (std::uint32_t count = random.odds(2) ? 0 : 1 + random.below(2); count > 0; --count) {
    const std::size_t at = random.below(static_cast<std::uint32_t>(tokens.size() + 1));
    const auto place = tokens.begin() + static_cast<std::ptrdiff_t>(at);
    if (at < tokens.size() && random.odds(3)) {
      tokens.erase(place);
    } else if (at < tokens.size() && random.odds(3)) {
      tokens.insert(place, std::string(*place));
    } else {
      tokens.insert(place, pick(random, mistakes));
    }
  }
}

std::string joined(const Tokens& tokens) {
  std::string text;
  for (const std::string& token : tokens)
    text += token;
  return text;
}

std::string broken(Tokens tokens, Random& random) {
  make_mistakes(tokens, random);
  return joined(tokens);
}

std::string setter_value(std::string_view name, Random& random) {
  Tokens tokens;
  if (name == "href") {
    tokens = make_url(random);
  } else if (name == "protocol") {
    tokens = {pick(random, schemes), random.odds(2) ? ":" : ""};
  } else if (name == "host" || name == "hostname") {
    add_host(tokens, random);
    if (random.odds(name == "host" ? 2 : 8)) tokens.push_back(pick(random, ports));
  } else if (name == "port") {
    tokens = {pick(random, ports)};
    if (!random.odds(8) && !tokens[0].empty()) tokens[0].erase(0, 1);
  } else if (name == "pathname") {
    add_path(tokens, random);
    if (!tokens.empty() && random.odds(3)) tokens.erase(tokens.begin());
  } else {
    if (random.odds(3)) tokens.push_back(name == "hash" ? "#" : "?");
    for (std::uint32_t count = random.below(4); count > 0; --count)
      tokens.push_back(pick(random, items));
  }
  return broken(tokens, random);
}

void add_setter(UrlInput& input, Random& random) {
  input.text = joined(make_url(random));
  const std::string_view name = random.pick(setters);
  input.calls.push_back({name, {setter_value(name, random)}});
}

void add_params(UrlInput& input, Random& random) {
  Tokens tokens;
  if (random.odds(3)) tokens.push_back("?");
  for (std::uint32_t count = random.below(6); count > 0; --count) {
    tokens.push_back(pick(random, names));
    tokens.push_back("=");
    tokens.push_back(pick(random, items));
    tokens.push_back("&");
  }
  input.text = broken(tokens, random);
  for (std::uint32_t count = random.below(5); count > 0; --count) {
    UrlCall call{random.pick(methods), {}};
    if (call.name != "sort") call.arguments.push_back(pick(random, names));
    if (call.name == "append" || call.name == "set" || (call.name == "delete" && random.odds(2)))
      call.arguments.push_back(pick(random, items));
    input.calls.push_back(call);
  }
}

void escape(std::string& out, std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F) {
      out += c;
    } else {
      ((out += "\\x") += digits[byte >> 4]) += digits[byte & 0xF];
    }
  }
  out += '"';
}

}  // namespace

UrlInput make_url_input(std::uint32_t seed) {
  Random random(seed);
  UrlInput input;
  input.kind = static_cast<UrlInputKind>(random.below(4));
  switch (input.kind) {
    case UrlInputKind::parse:
      if (random.odds(2)) input.base = pick(random, bases);
      input.text = broken(
          input.base.empty() || random.odds(5) ? make_url(random) : make_relative(random), random);
      break;
    case UrlInputKind::setter: add_setter(input, random); break;
    case UrlInputKind::params: add_params(input, random); break;
    case UrlInputKind::host:
      input.text = "http://";
      for (std::uint32_t count = 1 + random.below(8); count > 0; --count)
        input.text += pick(random, letters);
      input.text += "/";
      break;
  }
  return input;
}

std::string describe(const UrlInput& input) {
  const bool is_params = input.kind == UrlInputKind::params;
  std::string text = is_params ? "new URLSearchParams(" : "new URL(";
  escape(text, input.text);
  if (!input.base.empty()) {
    text += ", ";
    escape(text, input.base);
  }
  text += ')';
  for (const UrlCall& call : input.calls) {
    ((text += "; .") += call.name) += is_params ? "(" : " = ";
    for (const std::string& argument : call.arguments) {
      if (&argument != call.arguments.data()) text += ", ";
      escape(text, argument);
    }
    if (is_params) text += ')';
  }
  return text;
}

}  // namespace candela::conformance
