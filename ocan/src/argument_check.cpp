#include "argument_check.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <candela/ocan/detail/form.hpp>
#include <candela/ocan/error.hpp>

#include "form_view.hpp"
#include "type_check.hpp"

namespace candela {

namespace {

using detail::Form;
using detail::FunctionForm;

std::string unexpected(std::string_view expected, Value found) {
  return "expected " + std::string(expected) + ", found " + found_text(found);
}

/// What is wrong with an argument, and where in it; nothing when it is right.
std::optional<std::string> problem_of(const Form& form, const Call& call, Value value) {
  switch (form.kind) {
    case Form::Kind::value: {
      const std::optional<Mismatch> mismatch = check_type(*form.type, value);
      if (!mismatch) return std::nullopt;
      if (mismatch->path == "$") return mismatch->problem;
      return mismatch->path + ": " + mismatch->problem;
    }
    case Form::Kind::object: {
      const Target target = call.target_of(value);
      if (target && (!form.object || target.type() == form.object)) return std::nullopt;
      return target ? "expected another object" : unexpected("an exposed object", value);
    }
    case Form::Kind::function:
      if (call.is_callable(value)) return std::nullopt;
      return unexpected("a function", value);
    case Form::Kind::optional:
      if (value.is_undefined() || value.is_null()) return std::nullopt;
      return problem_of(*form.inner, call, value);
    default: return std::nullopt;
  }
}

std::string argument_name(const Member& method, std::size_t index) {
  const std::optional<std::string_view> name = given_name(method, index);
  std::string text = "argument ";
  if (name) {
    text.append("\"").append(*name).append("\"");
  } else {
    text += std::to_string(index + 1);
  }
  return text.append(" of ").append(method.name);
}

std::optional<std::string> problem_of(const FunctionForm& function, const Member& method,
                                      const Call& call, std::span<const Value> arguments) {
  const std::size_t given = detail::given_arguments(arguments);
  if (given > function.count && !function.takes_rest)
    return "too many arguments of " + std::string(method.name) + ": " + std::to_string(given) +
           " > " + std::to_string(function.count);
  for (std::size_t i = 0; i < function.count; ++i) {
    if (i >= given && i >= function.least) break;  // a default
    const Value value = i < given ? arguments[i] : Value();
    const std::optional<std::string> problem = problem_of(*function.parameters[i], call, value);
    if (problem) return argument_name(method, i) + ": " + *problem;
  }
  return std::nullopt;
}

}  // namespace

void check_arguments(const ExposedType& type, const Member& method, const Call& call,
                     std::span<const Value> arguments) {
  const auto index = static_cast<std::size_t>(&method - type.members.data());
  const detail::MemberForm& form = type.forms()[index];
  std::optional<std::string> first;
  for (std::size_t i = 0; i < form.count; ++i) {
    std::optional<std::string> problem = problem_of(form.functions[i], method, call, arguments);
    if (!problem) return;
    if (!first) first = std::move(problem);
  }
  if (form.count > 1)
    throw Error("TypeError", "no overload of " + std::string(method.name) +
                                 " takes these arguments; of the first, " + *first);
  throw Error("TypeError", *first);
}

}  // namespace candela
