#include <candela/request_sync/response_sync.hpp>

#include <algorithm>
#include <utility>

#include <candela/request_sync/error.hpp>
#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/format.hpp>

#include "excerpt.hpp"
#include "message.hpp"

namespace candela {
namespace {

int checked_status(int status) {
  if (status < ResponseSync::least_status || status > ResponseSync::greatest_status) {
    throw HttpValueError(HttpValueErrorCode::status_out_of_range,
                         "The status " + std::to_string(status) + " is not in 200 to 599");
  }
  return status;
}

/// RFC 9112's reason-phrase.
std::string checked_status_text(std::string text) {
  const bool good = std::all_of(text.begin(), text.end(), [](char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != '\x7F');
  });
  if (!good) {
    throw HttpValueError(HttpValueErrorCode::invalid_status_text,
                         "Invalid status text " + excerpt(text) + ": it has a control character");
  }
  return text;
}

Url without_fragment(Url url) {
  const std::string_view href = url.href();
  const std::size_t fragment = href.find('#');
  return fragment == std::string_view::npos ? std::move(url) : Url(href.substr(0, fragment));
}

bool has_nothing(ResponseType type) noexcept {
  return type == ResponseType::error || type == ResponseType::opaque ||
         type == ResponseType::opaqueredirect;
}

}  // namespace

ResponseSync::ResponseSync(Body body, ResponseInit init)
    : init_(std::move(init)), body_(std::move(body)) {
  const bool is_empty = has_nothing(init_.type);
  if (!is_empty) init_.status = checked_status(init_.status);
  init_.status_text = checked_status_text(std::move(init_.status_text));
  if (init_.url) init_.url = without_fragment(*std::move(init_.url));
  if (is_empty) {
    if (status() != 0 || !body_.is_none() || !headers().empty() || !status_text().empty()) {
      throw HttpValueError(HttpValueErrorCode::network_error,
                           "A response of the type " + std::string(to_string(type())) +
                               " has the status 0, no headers and no body");
    }
    return;
  }
  if (!body_.is_none() && (status() == 204 || status() == 205 || status() == 304)) {
    throw HttpValueError(
        HttpValueErrorCode::status_without_body,
        "A response with the status " + std::to_string(status()) + " cannot have a body");
  }
}

ResponseSync ResponseSync::error() {
  ResponseInit init;
  init.status = 0;
  init.type = ResponseType::error;
  return ResponseSync({}, std::move(init));
}

ResponseSync ResponseSync::redirect(const Url& url, int status) {
  const auto known = {301, 302, 303, 307, 308};
  if (std::find(known.begin(), known.end(), status) == known.end()) {
    throw HttpValueError(
        HttpValueErrorCode::redirect_status,
        "The status " + std::to_string(status) + " is no redirect: 301, 302, 303, 307 or 308");
  }
  ResponseInit init;
  init.status = status;
  init.headers.set("location", url.href());
  return ResponseSync({}, std::move(init));
}

ResponseSync ResponseSync::json(Value value, ResponseInit init) {
  std::string text;
  try {
    if (value.is_undefined() || value.is_function())
      throw CloneError(CloneErrorCode::not_serializable, "undefined is no JSON");
    text = stringify_json(value);
  } catch (const CloneError& error) {
    throw HttpValueError(HttpValueErrorCode::not_json, error.message());
  }
  if (!init.headers.has("content-type")) init.headers.set("content-type", "application/json");
  return ResponseSync(std::move(text), std::move(init));
}

std::optional<std::string> ResponseSync::content_type() const {
  return content_type_of(headers(), body_);
}

Form ResponseSync::form(const FormLimits& limits) const {
  return form_of(headers(), body_, limits);
}

}  // namespace candela
