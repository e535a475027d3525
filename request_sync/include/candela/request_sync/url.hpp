// A URL by the WHATWG URL standard (url.spec.whatwg.org): what `new URL(text, base)` makes of the
// same text.
//
// Guarantees
// - (I1) A Url is always valid and normalised: parsing its `href()` again gives an equal Url.
// - The getters answer as JavaScript's do, as views into one string: nothing is allocated but by
//   `origin`.
// - Input is UTF-8; what is no UTF-8, and a lone surrogate, counts as U+FFFD, as it does in
//   JavaScript.
// - Linear time, no recursion; the input may come from anybody.
// Threads: a plain value. A view from a getter is good until the Url is assigned to or destroyed:
// `auto host = Url("http://a/").host();` is wrong; keep the Url.
// Limits: `max_bytes`, for the input and for the normalised form.
// Errors: HttpValueError{invalid_url}, {url_too_long}, and {url_host_not_ascii} for a host that
// needs IDNA: write it as xn--… (Punycode).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include <candela/request_sync/error.hpp>

namespace candela {

struct UrlRecord;  // private: src/url_record.hpp

class Url {
 public:
  static constexpr std::size_t max_bytes = std::size_t{4} << 20;

  explicit Url(std::string_view text);
  Url(std::string_view text, const Url& base);

  /// The same without an exception for bad input.
  static std::variant<Url, HttpValueError> try_parse(std::string_view text);
  static std::variant<Url, HttpValueError> try_parse(std::string_view text, const Url& base);

  const std::string& href() const noexcept { return href_; }
  /// "https://example.com:8443"; "null" where the standard has an opaque origin (file:, data:, …).
  std::string origin() const;
  /// With its colon: "https:".
  std::string_view protocol() const noexcept { return part(0, protocol_end_); }
  std::string_view username() const noexcept;
  std::string_view password() const noexcept;
  /// Host and port: "example.com:8443", "[::1]"; empty when there is none.
  std::string_view host() const noexcept { return part(host_begin_, port_end_); }
  std::string_view hostname() const noexcept { return part(host_begin_, host_end_); }
  /// Digits; empty where it is the scheme's own.
  std::string_view port() const noexcept;
  std::string_view pathname() const noexcept { return part(path_begin_, path_end_); }
  /// With its question mark; empty also for a bare "?".
  std::string_view search() const noexcept;
  /// With its number sign; empty also for a bare "#".
  std::string_view hash() const noexcept;

  friend bool operator==(const Url& left, const Url& right) { return left.href_ == right.href_; }

 private:
  explicit Url(const UrlRecord& record);
  UrlRecord record() const;

  std::string_view part(std::size_t begin, std::size_t end) const noexcept {
    return std::string_view(href_).substr(begin, end - begin);
  }

  //   scheme: // username :password@ host :port path ?query #fragment
  // Offsets of where the parts begin and end; a part that is absent is empty at its place.
  std::string href_;
  std::uint32_t protocol_end_ = 0;
  std::uint32_t username_begin_ = 0;
  std::uint32_t username_end_ = 0;
  std::uint32_t host_begin_ = 0;
  std::uint32_t host_end_ = 0;
  std::uint32_t port_end_ = 0;
  std::uint32_t path_begin_ = 0;
  std::uint32_t path_end_ = 0;
  std::uint32_t query_end_ = 0;
};

}  // namespace candela
