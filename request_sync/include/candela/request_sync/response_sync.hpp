// An HTTP response as a plain value: what Fetch's Response has, at hand at once. What was set is what
// is read.
//
// Guarantees
// - (I3) Always a response that the Fetch standard knows: a status from 200 to 599, a status text
//   without control characters, no body on 204, 205 and 304. Those of the types error, opaque and
//   opaqueredirect have the status 0 and nothing else.
// - Nothing is filled in: no content type for a body, no status text for a status. (`json` and
//   `redirect` set the header that Fetch's functions of that name set.)
// - A copy shares nothing with the original.
// Threads: a plain value; any number may read.
// Errors: HttpValueError, from the constructor and the static functions only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <candela/request_sync/body.hpp>
#include <candela/request_sync/form.hpp>
#include <candela/request_sync/headers.hpp>
#include <candela/request_sync/request_options.hpp>
#include <candela/request_sync/url.hpp>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/limits.hpp>

namespace candela {

struct ResponseInit {
  int status = 200;
  /// Bytes, as HTTP has them; headers.hpp says how JavaScript reads them.
  std::string status_text = {};
  Headers headers = {};
  ResponseType type = ResponseType::standard;
  /// Where it came from, without a fragment: the last URL of a fetch.
  std::optional<Url> url = {};
  /// Whether that was not the URL that was asked for.
  bool redirected = false;

  friend bool operator==(const ResponseInit& left, const ResponseInit& right) = default;
};

class ResponseSync {
 public:
  static constexpr int least_status = 200;
  static constexpr int greatest_status = 599;

  explicit ResponseSync(Body body = {}, ResponseInit init = {});

  /// A network error: type error, status 0.
  static ResponseSync error();
  /// Location and a status of 301, 302, 303, 307 or 308, else HttpValueError{redirect_status}.
  static ResponseSync redirect(const Url& url, int status = 302);
  /// The value as JSON text, with Content-Type: application/json where `init` has none.
  /// HttpValueError{not_json} for what JSON cannot have: a cycle, a bigint, undefined.
  static ResponseSync json(Value value, ResponseInit init = {});

  int status() const noexcept { return init_.status; }
  const std::string& status_text() const noexcept { return init_.status_text; }
  /// 200 to 299.
  bool ok() const noexcept { return init_.status >= 200 && init_.status < 300; }
  const Headers& headers() const noexcept { return init_.headers; }
  /// Those of the types error, opaque and opaqueredirect stay empty: with headers such a response is
  /// one that `to<ResponseSync>` refuses (I3).
  Headers& headers() noexcept { return init_.headers; }
  const Body& body() const noexcept { return body_; }
  ResponseType type() const noexcept { return init_.type; }
  /// "" where it came from nowhere.
  std::string_view url() const noexcept {
    return init_.url ? std::string_view(init_.url->href()) : std::string_view();
  }
  bool redirected() const noexcept { return init_.redirected; }

  /// All but the body, to make another one with something changed.
  const ResponseInit& init() const noexcept { return init_; }
  ResponseSync clone() const { return *this; }

  /// The header, or else what the body chooses; nothing where there is neither. It is what a
  /// conversion to HTTP sends; no header is filled in.
  std::optional<std::string> content_type() const;

  // Of the body: body.hpp says what each does.
  Document json(const Limits& limits = {}) const { return body_.json(limits); }
  std::string text() const { return body_.text(); }
  std::vector<std::byte> bytes() const { return body_.bytes(); }
  /// The bytes with their media type.
  Blob blob() const { return {content_type().value_or(""), bytes()}; }
  /// By the content type: multipart/form-data or application/x-www-form-urlencoded.
  /// HttpValueError{no_form} for another.
  Form form(const FormLimits& limits = {}) const;

  friend bool operator==(const ResponseSync& left, const ResponseSync& right) = default;

 private:
  ResponseInit init_;
  Body body_;
};

/// As node's util.inspect shows a Response, for people to read; no format.
std::string inspect(const ResponseSync& response);

}  // namespace candela
