// An HTTP request as a plain value: what Fetch's Request has, at hand at once. What was set is what
// is read.
//
// Guarantees
// - (I3) Always a request that the Fetch standard's constructor would have made: an absolute URL
//   without credentials, a method that is a token and none of CONNECT, TRACE and TRACK, no body on
//   GET or HEAD, options that fit each other. (A relative URL needs `Url(text, base)`.)
// - Nothing is filled in: no content type for a body, no header that was not set. Options that were
//   not set have the standard's defaults.
// - A copy shares nothing with the original.
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
#include <candela/request_sync/form.hpp>
#include <candela/request_sync/headers.hpp>
#include <candela/request_sync/request_options.hpp>
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
  RequestMode mode = RequestMode::cors;
  RequestCredentials credentials = RequestCredentials::same_origin;
  RequestCache cache = RequestCache::standard;
  RequestRedirect redirect = RequestRedirect::follow;
  /// "about:client" for whatever the sender is, "" for none, or a URL, which is normalised.
  std::string referrer = "about:client";
  ReferrerPolicy referrer_policy = ReferrerPolicy::none;
  std::string integrity = {};
  bool keepalive = false;
  RequestDestination destination = RequestDestination::none;
  SignalState signal = {};

  friend bool operator==(const RequestInit& left, const RequestInit& right) = default;
};

class RequestSync {
 public:
  explicit RequestSync(Url url, RequestInit init = {});
  explicit RequestSync(std::string_view url, RequestInit init = {})
      : RequestSync(Url(url), std::move(init)) {}

  const Url& url() const noexcept { return url_; }
  const std::string& method() const noexcept { return init_.method; }
  const Headers& headers() const noexcept { return init_.headers; }
  Headers& headers() noexcept { return init_.headers; }
  const Body& body() const noexcept { return init_.body; }
  RequestMode mode() const noexcept { return init_.mode; }
  RequestCredentials credentials() const noexcept { return init_.credentials; }
  RequestCache cache() const noexcept { return init_.cache; }
  RequestRedirect redirect() const noexcept { return init_.redirect; }
  const std::string& referrer() const noexcept { return init_.referrer; }
  ReferrerPolicy referrer_policy() const noexcept { return init_.referrer_policy; }
  const std::string& integrity() const noexcept { return init_.integrity; }
  bool keepalive() const noexcept { return init_.keepalive; }
  RequestDestination destination() const noexcept { return init_.destination; }
  const SignalState& signal() const noexcept { return init_.signal; }

  /// All that it was made of, to make another one with something changed:
  ///   auto init = request.init();
  ///   init.headers.set("Authorization", token);
  ///   RequestSync other(request.url(), std::move(init));
  const RequestInit& init() const noexcept { return init_; }
  RequestSync clone() const { return *this; }

  /// The header, or else what the body chooses; nothing where there is neither. It is what a
  /// conversion to HTTP sends; no header is filled in.
  std::optional<std::string> content_type() const;

  // Of the body: body.hpp says what each does.
  Document json(const Limits& limits = {}) const { return init_.body.json(limits); }
  std::string text() const { return init_.body.text(); }
  std::vector<std::byte> bytes() const { return init_.body.bytes(); }
  /// The bytes with their media type.
  Blob blob() const { return {content_type().value_or(""), bytes()}; }
  /// By the content type: multipart/form-data or application/x-www-form-urlencoded.
  /// HttpValueError{no_form} for another.
  Form form(const FormLimits& limits = {}) const;

  friend bool operator==(const RequestSync& left, const RequestSync& right) = default;

 private:
  Url url_;
  RequestInit init_;
};

/// As node's util.inspect shows a Request, for people to read; no format.
std::string inspect(const RequestSync& request);

}  // namespace candela
