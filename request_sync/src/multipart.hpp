// multipart/form-data (RFC 7578, and the HTML standard where it is narrower): reading and writing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <candela/request_sync/form.hpp>

namespace candela {

/// Throws HttpValueError{invalid_form} or {too_many_entries}.
std::vector<Form::Entry> read_multipart(std::string_view bytes, std::string_view boundary,
                                        const FormLimits& limits);

/// What stands between the boundaries, one for each entry.
std::vector<std::string> multipart_parts(const std::vector<Form::Entry>& entries);

bool is_boundary(std::string_view text) noexcept;
/// One that is in none of the parts: the first number that does not stand there behind the prefix.
std::string free_boundary(const std::vector<std::string>& parts);

}  // namespace candela
