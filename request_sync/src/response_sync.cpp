#include <candela/request_sync/response_sync.hpp>

#include <algorithm>
#include <utility>

#include <candela/request_sync/error.hpp>

#include "excerpt.hpp"

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

}  // namespace

ResponseSync::ResponseSync(Body body, ResponseInit init)
    : status_(checked_status(init.status)),
      status_text_(checked_status_text(std::move(init.status_text))),
      headers_(std::move(init.headers)),
      body_(std::move(body)) {
  if (!body_.is_none() && (status_ == 204 || status_ == 205 || status_ == 304)) {
    throw HttpValueError(
        HttpValueErrorCode::status_without_body,
        "A response with the status " + std::to_string(status_) + " cannot have a body");
  }
}

std::optional<std::string> ResponseSync::content_type() const {
  std::optional<std::string> type = headers_.get("content-type");
  if (!type && !body_.default_type().empty()) type = body_.default_type();
  return type;
}

}  // namespace candela
