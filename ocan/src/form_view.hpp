// What can be asked about members and their parameters.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <candela/ocan/detail/form.hpp>
#include <candela/ocan/target.hpp>

namespace candela {

/// What CANDELA_DOC calls a parameter; the one behind the last is the rest.
std::optional<std::string_view> given_name(const detail::Callee& callee, std::size_t index);
/// That, or `arg1`…
std::string parameter_name(const detail::Callee& callee, std::size_t index);

/// Whether undefined stands for nothing there.
bool takes_undefined(const detail::Form& form);
/// Whether a caller must give that argument.
bool is_required(const detail::FunctionForm& function, std::size_t index);

/// Whether it can be said in data, without functions and capabilities.
bool is_data(const detail::Form& form);

}  // namespace candela
