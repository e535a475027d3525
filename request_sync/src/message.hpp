// What a request and a response have in common: what their headers and body say together.
#pragma once

#include <optional>
#include <string>

#include <candela/request_sync/body.hpp>
#include <candela/request_sync/form.hpp>
#include <candela/request_sync/headers.hpp>

namespace candela {

/// The header, or else what the body chooses; nothing where there is neither.
std::optional<std::string> content_type_of(const Headers& headers, const Body& body);

/// By that type. HttpValueError{no_form}, {invalid_form}, {too_many_entries}.
Form form_of(const Headers& headers, const Body& body, const FormLimits& limits);

}  // namespace candela
