// What plain values answer: their own data, and the harmless built-ins of their kind. Nothing here
// reaches a prototype, writes, or runs longer than what it charges.
//
// Each built-in charges the BuiltInBudget with what it reads and with what it makes, in bytes,
// before it reads or makes it.
// Threads: free functions without state.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

class BuiltInBudget;
struct BuiltinCall;

/// What of its value a built-in reads, and what so is charged before it runs.
enum class BuiltinReads : std::uint8_t { all, little };
/// A property is read by `get` alone; a method wants an `apply`.
enum class BuiltinForm : std::uint8_t { method, property };

struct Builtin {
  std::string_view name;
  /// Throws Error for arguments that make no sense.
  Value (*run)(const BuiltinCall& call);
  BuiltinReads reads = BuiltinReads::all;
  BuiltinForm form = BuiltinForm::method;
};

/// The table: what values of a kind answer, besides indexes. Boxed values answer as what is inside.
std::span<const Builtin> builtins_of(Kind kind);

/// Charges what it reads of `self` and of texts and BigInts among the arguments, and runs it.
Value run_builtin(const Builtin& builtin, BuiltinCall call);

/// `key` is a string or a number. undefined for what is not there. Throws Error{"TypeError"} for
/// undefined and null.
std::variant<Value, const Builtin*> read_builtin(Document& document, Value self, Value key,
                                                 BuiltInBudget& budget);

}  // namespace candela
