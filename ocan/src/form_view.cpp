#include "form_view.hpp"

#include <algorithm>

namespace candela {

namespace {

using detail::Form;
using namespace detail::bind;

bool takes_undefined(const Type& type) {
  switch (type.shape) {
    case Shape::undefined:
    case Shape::optional:
    case Shape::unique:
    case Shape::shared:
    case Shape::weak: return true;
    case Shape::variant: {
      const auto& alternatives = as<VariantType>(type).alternatives;
      return std::any_of(alternatives.begin(), alternatives.end(),
                         [](const Type* alternative) { return takes_undefined(*alternative); });
    }
    default: return false;
  }
}

}  // namespace

std::optional<std::string_view> given_name(const detail::Callee& callee, std::size_t index) {
  if (!callee.info || index >= callee.info->parameters.size()) return std::nullopt;
  return callee.info->parameters[index];
}

std::string parameter_name(const detail::Callee& callee, std::size_t index) {
  const std::optional<std::string_view> name = given_name(callee, index);
  return name ? std::string(*name) : "arg" + std::to_string(index + 1);
}

bool takes_undefined(const detail::Form& form) {
  if (form.kind == Form::Kind::value) return takes_undefined(*form.type);
  return form.kind == Form::Kind::any || form.kind == Form::Kind::optional;
}

bool is_required(const detail::FunctionForm& function, std::size_t index) {
  return index < function.least && !takes_undefined(*function.parameters[index]);
}

bool is_data(const detail::Form& form) {
  switch (form.kind) {
    case Form::Kind::object:
    case Form::Kind::function: return false;
    case Form::Kind::optional:
    case Form::Kind::list:
    case Form::Kind::record: return is_data(*form.inner);
    default: return true;
  }
}

}  // namespace candela
