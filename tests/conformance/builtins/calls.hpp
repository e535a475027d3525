#pragma once
// Random calls of a seed of the built-ins of ocan's table, the same on every machine. Stateless.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <candela/structured_clone/document.hpp>

namespace candela::conformance {

struct BuiltinTry {
  Kind kind;  ///< Whose table it is of: a boxed value's is that of what is inside.
  Value self;
  Value key;             ///< A name, or an index.
  bool is_call = false;  ///< With `arguments`; else it is read.
  std::vector<Value> arguments;
  /// Some argument is of a kind that JavaScript converts.
  bool has_wrong_kind = false;
};

/// Throws std::runtime_error for a built-in of the table that it has no arguments for.
BuiltinTry make_builtin_try(Document& doc, std::uint32_t seed);

/// Changes the case of 256 characters from `first` on. Without those that Unicode 16 and 17 gave
/// cases.
BuiltinTry make_case_try(Document& doc, std::uint32_t first, std::string_view name);

/// For a report.
std::string describe(const BuiltinTry& tried);

}  // namespace candela::conformance
