// The property names that chains and markers have on the wire.
#pragma once

#include <string_view>

namespace candela::wire {

inline constexpr std::string_view batch = "batch";
inline constexpr std::string_view atomic = "atomic";
inline constexpr std::string_view id = "id";
inline constexpr std::string_view operations = "operations";
inline constexpr std::string_view type = "type";
inline constexpr std::string_view get = "get";
inline constexpr std::string_view apply = "apply";
inline constexpr std::string_view key = "key";
inline constexpr std::string_view args = "args";
inline constexpr std::string_view is_nested = "__isNestedOperation";
inline constexpr std::string_view reference_id = "__refId";
inline constexpr std::string_view chain = "__operationChain";
inline constexpr std::string_view result = "$result";
inline constexpr std::string_view is_function = "__isRemoteFunction";
inline constexpr std::string_view function_name = "__functionName";

}  // namespace candela::wire
