#include <candela/request_sync/request_sync.hpp>

#include <algorithm>
#include <initializer_list>

#include <candela/request_sync/error.hpp>

#include "ascii.hpp"
#include "excerpt.hpp"

namespace candela {
namespace {

bool is_one_of(std::string_view method, std::initializer_list<std::string_view> methods) {
  return std::any_of(methods.begin(), methods.end(),
                     [&](std::string_view known) { return equal_ignoring_case(method, known); });
}

std::string checked_method(std::string method) {
  if (!is_token(method)) {
    throw HttpValueError(HttpValueErrorCode::invalid_method,
                         "Invalid method " + excerpt(method) + ": it is no token");
  }
  if (is_one_of(method, {"CONNECT", "TRACE", "TRACK"})) {
    throw HttpValueError(HttpValueErrorCode::forbidden_method,
                         "The method " + excerpt(method) + " is not allowed in a request");
  }
  const bool known = is_one_of(method, {"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"});
  return known ? upper(method) : method;
}

Url checked_url(Url url) {
  if (!url.username().empty() || !url.password().empty()) {
    throw HttpValueError(HttpValueErrorCode::url_has_credentials,
                         "A request's URL may not have a user name or a password in it");
  }
  return url;
}

}  // namespace

RequestSync::RequestSync(Url url, RequestInit init)
    : url_(checked_url(std::move(url))),
      method_(checked_method(std::move(init.method))),
      headers_(std::move(init.headers)),
      body_(std::move(init.body)) {
  if (!body_.is_none() && (method_ == "GET" || method_ == "HEAD")) {
    throw HttpValueError(HttpValueErrorCode::method_without_body,
                         "A request with the method " + method_ + " cannot have a body");
  }
}

std::optional<std::string> RequestSync::content_type() const {
  std::optional<std::string> type = headers_.get("content-type");
  if (!type && !body_.default_type().empty()) type = body_.default_type();
  return type;
}

}  // namespace candela
