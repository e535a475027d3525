#include "builtins.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include <candela/ocan/failure.hpp>

#include "builtins/builtin_call.hpp"
#include "builtins/elements.hpp"
#include "builtins/tables.hpp"
#include "text_form.hpp"
#include "utf16.hpp"

namespace candela {

namespace {

/// A key as an index: a number, or a string that is a number's canonical text.
std::optional<std::size_t> as_index(Value key) {
  constexpr double largest = 4294967294;
  if (key.is_number()) {
    const double number = key.as_number();
    if (!(number >= 0) || number > largest || number != std::trunc(number)) return std::nullopt;
    return static_cast<std::size_t>(number);
  }
  const std::string_view text = key.as_string();
  if (text.empty() || text.size() > 10 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  std::size_t index = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    index = index * 10 + static_cast<std::size_t>(digit - '0');
  }
  return index;
}

std::optional<Value> read_index(Document& document, Value self, std::size_t index) {
  switch (self.kind()) {
    case Kind::array: return self[index];
    case Kind::typed_array: return typed_element(document, self, index);
    case Kind::string: {
      const std::u16string units = to_utf16(self.as_string());
      if (index >= units.size()) return document.undefined();
      return document.string(from_utf16(std::u16string_view(units).substr(index, 1)));
    }
    default: return std::nullopt;
  }
}

const Builtin* find(std::span<const Builtin> table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const Builtin& builtin) { return builtin.name == name; });
  return found == table.end() ? nullptr : &*found;
}

/// In bytes, or steps of that order.
std::size_t read_cost(Value self) {
  switch (self.kind()) {
    case Kind::string: return self.as_string().size();
    case Kind::array:
    case Kind::map:
    case Kind::set: return self.size() * builtin_entry_bytes;
    case Kind::array_buffer:
    case Kind::typed_array: return self.bytes().size();
    case Kind::regexp: return self.regexp_source().size() + 1;
    case Kind::error: return self.error_name().size() + self.error_message().size() + 1;
    default: return 1;
  }
}

}  // namespace

std::span<const Builtin> builtins_of(Kind kind) {
  switch (kind) {
    case Kind::string: return string_builtins();
    case Kind::boolean: return boolean_builtins();
    case Kind::number: return number_builtins();
    case Kind::bigint: return bigint_builtins();
    case Kind::array: return array_builtins();
    case Kind::map: return map_builtins();
    case Kind::set: return set_builtins();
    case Kind::date: return date_builtins();
    case Kind::regexp: return regexp_builtins();
    case Kind::error: return error_builtins();
    case Kind::function: return function_builtins();
    case Kind::array_buffer: return array_buffer_builtins();
    case Kind::data_view: return data_view_builtins();
    case Kind::typed_array: return typed_array_builtins();
    default: return {};
  }
}

Value run_builtin(const Builtin& builtin, BuiltinCall call) {
  call.name = builtin.name;
  if (call.self.kind() == Kind::boxed) call.self = call.self.boxed_value();
  call.charge(builtin.reads == BuiltinReads::all ? read_cost(call.self) : 0);
  for (const Value& argument : call.arguments)
    call.charge(builtin_member_cost(argument) - builtin_entry_bytes);
  return builtin.run(call);
}

std::variant<Value, const Builtin*> read_builtin(Document& document, Value self, Value key,
                                                 BuiltInBudget& budget) {
  if (self.kind() <= Kind::null) {
    const std::string number = key.is_number() ? number_text(key.as_number()) : std::string();
    throw ChainError(FailureCode::not_readable, "TypeError",
                     "Cannot read properties of " + std::string(to_string(self.kind())) +
                         " (reading '" + shortened(key.is_string() ? key.as_string() : number) +
                         "')");
  }
  if (self.kind() == Kind::boxed) self = self.boxed_value();
  // Characters are counted and found from the start: the only read that is not one step.
  if (self.is_string()) budget.charge(self.as_string().size());
  const bool is_data = self.is_object() || self.is_error();
  if (!is_data) {
    if (const std::optional<std::size_t> index = as_index(key)) {
      if (const std::optional<Value> element = read_index(document, self, *index)) return *element;
    }
  }
  const std::string number = key.is_number() ? number_text(key.as_number()) : std::string();
  const std::string_view name = key.is_string() ? key.as_string() : std::string_view(number);
  if (is_data) {
    budget.charge(name.size());  // looked up by its hash
    if (self.has(name)) return self[name];
  }
  const Builtin* builtin = find(builtins_of(self.kind()), name);
  if (builtin == nullptr) return document.undefined();
  if (builtin->form == BuiltinForm::method) return builtin;
  return run_builtin(*builtin, {document, self, {}, budget});
}

}  // namespace candela
