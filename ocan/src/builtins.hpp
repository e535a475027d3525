// What plain values answer: their own data, and the harmless built-ins of their kind. Nothing here
// reaches a prototype, writes, or runs longer than its value is large.
#pragma once

#include <span>
#include <string_view>
#include <variant>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

/// A method of a kind of values. `run` throws Error for arguments that make no sense.
struct Builtin {
  std::string_view name;
  Value (*run)(Document& document, Value self, std::span<const Value> arguments);
};

/// What a built-in of this value reads and makes at the most, in bytes or steps of that order.
std::size_t built_in_cost(Value self);
/// With what it reads of its arguments.
std::size_t built_in_cost(Value self, std::span<const Value> arguments);

/// `key` is a string or a number. undefined for what is not there. Throws Error{"TypeError"} for
/// undefined and null.
std::variant<Value, const Builtin*> read_builtin(Document& document, Value self, Value key);

}  // namespace candela
