// URLs from anybody: what parses is parsed again to itself (I1), also after every setter, and its
// parts are the parts of its text. Search parameters are read back as they were written.
//
// Input: texts between NUL bytes: the URL, a base, then values for the setters, whose first byte
// says which.
//
// Covers: src/url.cpp src/url_edit.cpp src/url_host.cpp src/url_parser.cpp src/url_path.cpp src/url_record.cpp src/idna.cpp src/url_search_params.cpp src/urlencoded.cpp

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <variant>

#include <candela/request_sync/url.hpp>

namespace {

using candela::HttpValueError;
using candela::HttpValueErrorCode;
using candela::Url;
using candela::UrlSearchParams;

/// So many setters of one input are called.
constexpr std::size_t most_values = 64;

void require(bool condition) {
  if (!condition) std::abort();
}

bool is_behind(std::string_view text, std::string_view part, std::size_t& at) {
  const std::size_t found = text.find(part, at);
  if (found == std::string_view::npos) return false;
  at = found + part.size();
  return true;
}

void check(const Url& url) {
  const auto again = Url::try_parse(url.href());
  require(std::holds_alternative<Url>(again));
  const Url& other = std::get<Url>(again);
  require(other == url);
  require(other.origin() == url.origin());
  require(other.username() == url.username() && other.password() == url.password());
  require(other.host() == url.host() && other.port() == url.port());
  require(other.pathname() == url.pathname() && other.search() == url.search());
  std::size_t at = 0;
  for (const std::string_view part :
       {url.protocol(), url.username(), url.password(), url.hostname(), url.port(), url.pathname(),
        url.search(), url.hash()})
    require(is_behind(url.href(), part, at));
  require(url.host().substr(0, url.hostname().size()) == url.hostname());
  for (const char c : url.href())
    require(static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F);
}

void check_params(std::string_view text) {
  try {
    UrlSearchParams params(text);
    const std::string written = params.to_string();
    require(UrlSearchParams(written) == params);
    require(UrlSearchParams(written).to_string() == written);
    if (params.empty()) return;
    const std::string name = params.begin()->name;
    params.set(name, "x");
    require(params.get_all(name).size() == 1 && params.has(name, "x"));
    params.sort();
    require(params.remove(name) == 1 && !params.has(name));
  } catch (const HttpValueError& error) {
    require(error.code() == HttpValueErrorCode::too_many_search_params);
  }
}

void check(const std::variant<Url, HttpValueError>& result) {
  if (const Url* url = std::get_if<Url>(&result)) {
    check(*url);
  } else {
    require(std::string_view(std::get<HttpValueError>(result).what()).size() < 1000);
  }
}

void set(Url& url, std::string_view value) {
  using Setter = bool (Url::*)(std::string_view);
  static constexpr Setter setters[] = {
      &Url::set_protocol, &Url::set_username, &Url::set_password, &Url::set_host, &Url::set_port,
      &Url::set_hostname, &Url::set_pathname, &Url::set_search,   &Url::set_hash,
  };
  if (value.empty()) return;
  const std::size_t which = static_cast<unsigned char>(value[0]) % (std::size(setters) + 1);
  value.remove_prefix(1);
  const Url before = url;
  if (which < std::size(setters)) {
    if (!(url.*setters[which])(value)) require(url == before);
  } else {
    const UrlSearchParams params(value);
    url.set_search_params(params);
    require(url.search_params() == params);
  }
  check(url);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const auto next = [&rest] {
    const std::size_t end = rest.find('\0');
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return text;
  };
  const std::string_view text = next();
  auto result = Url::try_parse(text);
  check(result);
  check_params(text);
  if (rest.empty()) return 0;
  const auto base = Url::try_parse(next());
  check(base);
  if (const Url* url = std::get_if<Url>(&base)) {
    const auto relative = Url::try_parse(text, *url);
    require(Url::can_parse(text, *url) == std::holds_alternative<Url>(relative));
    check(relative);
    if (!std::holds_alternative<Url>(result)) result = relative;
  }
  Url* url = std::get_if<Url>(&result);
  for (std::size_t i = 0; url != nullptr && !rest.empty() && i < most_values; ++i)
    set(*url, next());
  return 0;
}
