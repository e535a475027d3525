// What HTTP values refuse: one exception type, with a code and the name the standards give the
// error.
//
// Guarantees: `what()` is a sentence that a stranger can act on; foreign text in it is quoted,
// escaped and cut to a few dozen bytes, so that it can be logged. Copyable, thread-agnostic, owns
// its strings.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

namespace candela {

/// Why a value was refused. Stable: programs may switch over it.
enum class HttpValueErrorCode : std::uint8_t {
  invalid_header_name,   ///< Empty, or with a byte that is no token character.
  invalid_header_value,  ///< With NUL, CR or LF inside.
  too_many_headers,      ///< `Headers::max_entries`
  headers_too_large,     ///< `Headers::max_bytes`
  invalid_url,           ///< Refused by the URL standard's parser.
  url_too_long,  ///< `Url::max_bytes`, before or after it is normalised; `max_mapped_host_bytes`.
  too_many_search_params,   ///< `UrlSearchParams::max_entries`
  search_params_too_large,  ///< `UrlSearchParams::max_bytes`
  url_has_credentials,      ///< A request's URL with a user name or a password.
  invalid_method,           ///< No token.
  forbidden_method,         ///< CONNECT, TRACE or TRACK.
  method_without_body,      ///< A body on GET or HEAD.
  status_out_of_range,      ///< Not in 200 to 599.
  status_without_body,      ///< A body on 204, 205 or 304.
  invalid_status_text,      ///< With a control character inside.
  invalid_mode,      ///< `navigate`, or a mode that does not go with the method or the cache.
  invalid_referrer,  ///< Neither "", nor "about:client", nor a URL.
  redirect_status,   ///< Not 301, 302, 303, 307 or 308.
  network_error,     ///< A response with the status 0 that has more than that, or the reverse.
  not_json,          ///< A value that JSON cannot have.
  no_form,           ///< A body whose content type is that of no form.
  invalid_form,      ///< Malformed multipart/form-data.
  too_many_entries,  ///< `FormLimits::entries`
};

/// The code's name as it stands in the enumeration, for logs.
std::string_view to_string(HttpValueErrorCode code) noexcept;

class HttpValueError : public std::exception {
 public:
  HttpValueError(HttpValueErrorCode code, std::string_view message);

  const char* what() const noexcept override { return message_.c_str(); }
  HttpValueErrorCode code() const noexcept { return code_; }
  /// What JavaScript throws in the same place: "TypeError", or "RangeError" for a status.
  std::string_view name() const noexcept;

 private:
  HttpValueErrorCode code_;
  std::string message_;
};

}  // namespace candela
