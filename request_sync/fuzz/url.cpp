// URLs from anybody: what parses is parsed again to itself (I1), and its parts are the parts of its
// text.
//
// Input: the URL, and after the first NUL byte a base.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include <candela/request_sync/url.hpp>

namespace {

using candela::HttpValueError;
using candela::Url;

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
  require(std::get<Url>(again) == url);
  require(std::get<Url>(again).origin() == url.origin());
  std::size_t at = 0;
  for (const std::string_view part :
       {url.protocol(), url.username(), url.password(), url.hostname(), url.port(), url.pathname(),
        url.search(), url.hash()})
    require(is_behind(url.href(), part, at));
  require(url.host().substr(0, url.hostname().size()) == url.hostname());
  for (const char c : url.href())
    require(static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F);
}

void check(const std::variant<Url, HttpValueError>& result) {
  if (const Url* url = std::get_if<Url>(&result)) {
    check(*url);
  } else {
    require(std::string_view(std::get<HttpValueError>(result).what()).size() < 1000);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = input.find('\0');
  const std::string_view text = input.substr(0, end);
  check(Url::try_parse(text));
  if (end == std::string_view::npos) return 0;
  const auto base = Url::try_parse(input.substr(end + 1));
  check(base);
  if (const Url* url = std::get_if<Url>(&base)) check(Url::try_parse(text, *url));
  return 0;
}
