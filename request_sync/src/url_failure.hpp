// What a part of a URL is refused with, or nothing: URLs come from anybody, and what is refused
// often is not thrown.
#pragma once

#include <optional>
#include <string>

#include <candela/request_sync/error.hpp>

namespace candela {

using UrlFailure = std::optional<HttpValueError>;

inline UrlFailure invalid_url(const std::string& reason) {
  return HttpValueError(HttpValueErrorCode::invalid_url, "Invalid URL: " + reason);
}

}  // namespace candela
