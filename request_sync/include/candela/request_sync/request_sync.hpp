// An HTTP request as a plain value: url, method, headers, body. What was set is what is read.
//
// Guarantees
// - (I3) Always a request that the Fetch standard would have made: an absolute URL without
//   credentials, a method that is a token and none of CONNECT, TRACE and TRACK, no body on GET or
//   HEAD. (A relative URL needs `Url(text, base)`.)
// - Nothing is filled in: no content type for a body, no header that was not set.
// Threads: a plain value; any number may read.
// Errors: HttpValueError, from the constructors only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <candela/request_sync/body.hpp>
#include <candela/request_sync/headers.hpp>
#include <candela/request_sync/url.hpp>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/limits.hpp>

namespace candela {

struct RequestInit {
  /// DELETE, GET, HEAD, OPTIONS, POST and PUT in any case; other methods are kept as they are
  /// written.
  std::string method = "GET";
  Headers headers = {};
  Body body = {};
};

class RequestSync {
 public:
  explicit RequestSync(Url url, RequestInit init = {});
  explicit RequestSync(std::string_view url, RequestInit init = {})
      : RequestSync(Url(url), std::move(init)) {}

  const Url& url() const noexcept { return url_; }
  const std::string& method() const noexcept { return method_; }
  const Headers& headers() const noexcept { return headers_; }
  Headers& headers() noexcept { return headers_; }
  const Body& body() const noexcept { return body_; }

  /// The header, or else what the body chooses; nothing where there is neither. It is what a
  /// conversion to HTTP sends; no header is filled in.
  std::optional<std::string> content_type() const;

  // Of the body: body.hpp says what each does.
  Document json(const Limits& limits = {}) const { return body_.json(limits); }
  std::string text() const { return body_.text(); }
  std::vector<std::byte> bytes() const { return body_.bytes(); }

  friend bool operator==(const RequestSync& left, const RequestSync& right) {
    return left.url_ == right.url_ && left.method_ == right.method_ &&
           left.headers_ == right.headers_ && left.body_ == right.body_;
  }

 private:
  Url url_;
  std::string method_;
  Headers headers_;
  Body body_;
};

}  // namespace candela
