#pragma once
// Built-ins for the tests of src/builtins/: run by name, shown as node shows values.
#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <candela/ocan/error.hpp>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "builtins.hpp"
#include "builtins/builtin_call.hpp"

namespace candela::testing {

struct BuiltinRunner {
  static constexpr std::size_t plenty = std::size_t{1} << 26;

  Document document = {};

  Value n(double number) { return document.number(number); }
  Value s(std::string_view text) { return document.string(text); }

  Value read(Value self, const Init& key) {
    BuiltInBudget budget(plenty);
    const auto found = read_builtin(document, self, document.array({key})[0], budget);
    const auto* value = std::get_if<Value>(&found);
    REQUIRE(value != nullptr);
    return *value;
  }
  const Builtin& method(Value self, std::string_view name) {
    BuiltInBudget budget(plenty);
    const auto found = read_builtin(document, self, document.string(name), budget);
    const auto* builtin = std::get_if<const Builtin*>(&found);
    CAPTURE(std::string(name));
    REQUIRE(builtin != nullptr);
    return **builtin;
  }
  Value run(Value self, std::string_view name, const std::vector<Value>& arguments,
            BuiltInBudget& budget) {
    return run_builtin(method(self, name), {document, self, arguments, budget});
  }
  Value call(Value self, std::string_view name, const std::vector<Value>& arguments = {}) {
    BuiltInBudget budget(plenty);
    return run(self, name, arguments, budget);
  }
  /// As node shows it.
  std::string show(Value self, std::string_view name, const std::vector<Value>& arguments = {}) {
    return inspect(call(self, name, arguments));
  }
  /// "NAME: MESSAGE" of what is thrown.
  std::string refusal(Value self, std::string_view name, const std::vector<Value>& arguments = {}) {
    try {
      return "gave " + show(self, name, arguments);
    } catch (const Error& error) {
      return std::string(error.name()) + ": " + std::string(error.message());
    }
  }
  /// Whether the call is charged so much: with that it runs, with one less it is refused.
  bool costs(std::size_t bytes, Value self, std::string_view name,
             const std::vector<Value>& arguments = {}) {
    BuiltInBudget enough(bytes);
    run(self, name, arguments, enough);
    if (bytes == 0) return true;
    BuiltInBudget less(bytes - 1);
    try {
      run(self, name, arguments, less);
    } catch (const Error& error) {
      return error.message().starts_with("Too much work for built-ins: " + std::to_string(bytes));
    }
    return false;
  }
};

}  // namespace candela::testing
