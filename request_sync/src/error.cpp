#include <candela/request_sync/error.hpp>

namespace candela {

std::string_view to_string(HttpValueErrorCode code) noexcept {
  using Code = HttpValueErrorCode;
  switch (code) {
    case Code::invalid_header_name: return "invalid_header_name";
    case Code::invalid_header_value: return "invalid_header_value";
    case Code::too_many_headers: return "too_many_headers";
    case Code::headers_too_large: return "headers_too_large";
    case Code::invalid_url: return "invalid_url";
    case Code::url_too_long: return "url_too_long";
    case Code::too_many_search_params: return "too_many_search_params";
    case Code::search_params_too_large: return "search_params_too_large";
    case Code::url_has_credentials: return "url_has_credentials";
    case Code::invalid_method: return "invalid_method";
    case Code::forbidden_method: return "forbidden_method";
    case Code::method_without_body: return "method_without_body";
    case Code::status_out_of_range: return "status_out_of_range";
    case Code::status_without_body: return "status_without_body";
    case Code::invalid_status_text: return "invalid_status_text";
    case Code::invalid_mode: return "invalid_mode";
    case Code::invalid_referrer: return "invalid_referrer";
    case Code::redirect_status: return "redirect_status";
    case Code::network_error: return "network_error";
    case Code::not_json: return "not_json";
    case Code::no_form: return "no_form";
    case Code::invalid_form: return "invalid_form";
    case Code::too_many_entries: return "too_many_entries";
  }
  return "unknown";
}

HttpValueError::HttpValueError(HttpValueErrorCode code, std::string_view message)
    : code_(code), message_(message) {}

std::string_view HttpValueError::name() const noexcept {
  const bool is_range = code_ == HttpValueErrorCode::status_out_of_range ||
                        code_ == HttpValueErrorCode::redirect_status;
  return is_range ? "RangeError" : "TypeError";
}

}  // namespace candela
