#include <candela/request_sync/request_sync.hpp>

#include <algorithm>
#include <initializer_list>

#include <candela/request_sync/error.hpp>

#include "ascii.hpp"
#include "excerpt.hpp"
#include "message.hpp"

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

std::string checked_referrer(const std::string& referrer) {
  if (referrer.empty()) return referrer;
  const auto parsed = Url::try_parse(referrer);
  const Url* url = std::get_if<Url>(&parsed);
  if (url == nullptr) {
    throw HttpValueError(HttpValueErrorCode::invalid_referrer,
                         "The referrer " + excerpt(referrer) + " is no URL");
  }
  const bool is_client = url->protocol() == "about:" && url->pathname() == "client";
  return is_client ? "about:client" : url->href();
}

[[noreturn]] void refuse_mode(const std::string& why) {
  throw HttpValueError(HttpValueErrorCode::invalid_mode, why);
}

void check_options(const RequestInit& init) {
  if (init.mode == RequestMode::navigate) refuse_mode("No request can be made with mode navigate");
  if (init.cache == RequestCache::only_if_cached && init.mode != RequestMode::same_origin)
    refuse_mode("The cache mode only-if-cached needs the mode same-origin");
  const bool is_simple = init.method == "GET" || init.method == "HEAD" || init.method == "POST";
  if (init.mode == RequestMode::no_cors && !is_simple)
    refuse_mode("The mode no-cors does not go with the method " + excerpt(init.method));
}

}  // namespace

RequestSync::RequestSync(Url url, RequestInit init)
    : url_(checked_url(std::move(url))), init_(std::move(init)) {
  init_.method = checked_method(std::move(init_.method));
  init_.referrer = checked_referrer(init_.referrer);
  check_options(init_);
  if (!body().is_none() && (method() == "GET" || method() == "HEAD")) {
    throw HttpValueError(HttpValueErrorCode::method_without_body,
                         "A request with the method " + method() + " cannot have a body");
  }
}

std::optional<std::string> RequestSync::content_type() const {
  return content_type_of(headers(), body());
}

Form RequestSync::form(const FormLimits& limits) const {
  return form_of(headers(), body(), limits);
}

}  // namespace candela
