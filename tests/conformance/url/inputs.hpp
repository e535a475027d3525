#pragma once
// Random inputs of a seed for Url and UrlSearchParams, the same on every machine: URLs by their
// grammar, with mistakes in them. Stateless. Texts are UTF-8; a lone surrogate is three bytes.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace candela::conformance {

/// One call on a Url or UrlSearchParams: a setter's or method's name as in JavaScript, arguments.
struct UrlCall {
  std::string_view name;
  std::vector<std::string> arguments;
};

enum class UrlInputKind : unsigned char {
  parse,   ///< `text` against `base`
  setter,  ///< `text`, then the one setter of `calls`
  params,  ///< search parameters of `text`, then `calls`
  host,    ///< `text` is a URL around a host that may need IDNA
};

struct UrlInput {
  UrlInputKind kind = UrlInputKind::parse;
  std::string text;
  std::string base;  // empty for none
  std::vector<UrlCall> calls;
};

UrlInput make_url_input(std::uint32_t seed);

/// For a report: every character of printable ASCII, any other byte as \xNN.
std::string describe(const UrlInput& input);

}  // namespace candela::conformance
