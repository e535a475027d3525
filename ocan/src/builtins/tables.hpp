// The rows of the table of builtins.hpp, by kind: one function for each, in the source that has
// what the rows run.
//
// Threads: constants.
#pragma once

#include <span>

#include "builtins.hpp"

namespace candela {

std::span<const Builtin> string_builtins();
std::span<const Builtin> boolean_builtins();
std::span<const Builtin> number_builtins();
std::span<const Builtin> bigint_builtins();
std::span<const Builtin> array_builtins();
std::span<const Builtin> map_builtins();
std::span<const Builtin> set_builtins();
std::span<const Builtin> date_builtins();
std::span<const Builtin> regexp_builtins();
std::span<const Builtin> error_builtins();
std::span<const Builtin> function_builtins();
std::span<const Builtin> array_buffer_builtins();
std::span<const Builtin> data_view_builtins();
std::span<const Builtin> typed_array_builtins();

}  // namespace candela
