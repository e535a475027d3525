// A URL by the WHATWG URL standard (url.spec.whatwg.org): what `new URL(text, base)` makes of the
// same text, and what its setters make of it.
//
// Guarantees
// - (I1) A Url is always valid and normalised: parsing its `href()` again gives an equal Url.
// - The getters answer as JavaScript's do, as views into one string: nothing is allocated but by
//   `origin` and `search_params`.
// - The setters do as JavaScript's do: a value that cannot be that part is not taken, which they
//   say with `false`, and the Url stays as it was. A setter that throws has changed nothing either.
// - Input is UTF-8; what is no UTF-8, and a lone surrogate, counts as U+FFFD, as it does in
//   JavaScript.
// - Linear time, no recursion; the input may come from anybody.
// Threads: a plain value. A view from a getter is good until the Url is changed or destroyed:
// `auto host = Url("http://a/").host();` is wrong; keep the Url.
// Limits: `max_bytes`, for the input and for the normalised form; `max_mapped_host_bytes`.
// Errors: HttpValueError{invalid_url}, {url_too_long}.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <candela/request_sync/error.hpp>
#include <candela/request_sync/url_search_params.hpp>

namespace candela {

class UrlEdit;     // private: src/url_edit.hpp
struct UrlRecord;  // private: src/url_record.hpp
struct UrlText;    // private: src/url_record.hpp

namespace detail {

//   scheme: // username :password@ host :port path ?query #fragment
/// Where the parts of a normalised URL begin and end; a part that is absent is empty at its place.
struct UrlOffsets {
  std::uint32_t protocol_end = 0;
  std::uint32_t username_begin = 0;
  std::uint32_t username_end = 0;
  std::uint32_t host_begin = 0;
  std::uint32_t host_end = 0;
  std::uint32_t port_end = 0;
  std::uint32_t path_begin = 0;
  std::uint32_t path_end = 0;
  std::uint32_t query_end = 0;
};

}  // namespace detail

class Url {
 public:
  static constexpr std::size_t max_bytes = std::size_t{4} << 20;
  /// Of a domain that is not plain ASCII, or is in Punycode: to map it takes time with the square
  /// of its length.
  static constexpr std::size_t max_mapped_host_bytes = std::size_t{16} << 10;

  explicit Url(std::string_view text);
  Url(std::string_view text, const Url& base);
  Url(const Url& other) = default;
  Url& operator=(const Url& other) = default;
  /// What was moved from is no URL any more: every part of it is empty.
  Url(Url&& other) noexcept
      : href_(std::exchange(other.href_, {})), at_(std::exchange(other.at_, {})) {}
  Url& operator=(Url&& other) noexcept {
    href_ = std::exchange(other.href_, {});
    at_ = std::exchange(other.at_, {});
    return *this;
  }
  ~Url() = default;
  /// The same without an exception for bad input.
  static std::variant<Url, HttpValueError> try_parse(std::string_view text);
  static std::variant<Url, HttpValueError> try_parse(std::string_view text, const Url& base);
  static bool can_parse(std::string_view text);
  static bool can_parse(std::string_view text, const Url& base);

  const std::string& href() const noexcept { return href_; }
  /// "https://example.com:8443"; "null" where the standard has an opaque origin (file:, data:, …).
  std::string origin() const;
  /// With its colon: "https:".
  std::string_view protocol() const noexcept { return part(0, at_.protocol_end); }
  std::string_view username() const noexcept;
  std::string_view password() const noexcept;
  /// Host and port: "example.com:8443", "[::1]"; empty when there is none.
  std::string_view host() const noexcept { return part(at_.host_begin, at_.port_end); }
  std::string_view hostname() const noexcept { return part(at_.host_begin, at_.host_end); }
  /// Digits; empty where it is the scheme's own.
  std::string_view port() const noexcept;
  std::string_view pathname() const noexcept { return part(at_.path_begin, at_.path_end); }
  /// With its question mark; empty also for a bare "?".
  std::string_view search() const noexcept;
  /// With its number sign; empty also for a bare "#".
  std::string_view hash() const noexcept;

  /// Parses the whole anew. Throws where the constructor would.
  void set_href(std::string_view value) { *this = Url(value); }
  // Whether the value was taken. Throws {url_too_long}.
  /// With or without its colon. A special scheme stays special, and another one another.
  bool set_protocol(std::string_view value);
  bool set_username(std::string_view value);
  bool set_password(std::string_view value);
  /// A port that is no port is left out, and the host is taken.
  bool set_host(std::string_view value);
  bool set_hostname(std::string_view value);
  /// The digits that `value` begins with; empty removes the port.
  bool set_port(std::string_view value);
  bool set_pathname(std::string_view value);
  /// With or without its question mark; empty removes the query.
  bool set_search(std::string_view value);
  /// With or without its number sign; empty removes the fragment.
  bool set_hash(std::string_view value);

  /// The query, parsed: a copy, which knows nothing of this Url. Throws where there are too many.
  UrlSearchParams search_params() const;
  /// Writes the query; none where there are no parameters. Throws {url_too_long}.
  void set_search_params(const UrlSearchParams& params);

  friend bool operator==(const Url& left, const Url& right) { return left.href_ == right.href_; }

 private:
  Url() = default;
  static std::optional<HttpValueError> parse(std::string_view text, const Url* base, Url& out);
  UrlRecord record() const noexcept;
  bool edit(std::string_view value, bool (UrlEdit::*set)(std::string_view));
  void assign(UrlText&& text);

  std::string_view part(std::size_t begin, std::size_t end) const noexcept {
    return std::string_view(href_).substr(begin, end - begin);
  }

  std::string href_;
  detail::UrlOffsets at_;
};

}  // namespace candela
