// Values and places in the words of messages: `"Ada"`, `an array of 3`, `$.users[3].name`.
//
// Threads: free functions without state.
// Limits: a string shows `described_bytes` of its bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <candela/structured_clone/value.hpp>

namespace candela {

inline constexpr std::size_t described_bytes = 60;

/// `null`, `3.5`, `12n`, `"Ada"`, `an array of 3`, `a Map of 2`, `a Date`, `a host "URL"`,
/// `a function`: one line, short.
std::string describe(Value value);
/// The same with the kind before strings and numbers: `the string "Ada"`, `the number 3.5`.
std::string describe_with_kind(Value value);

/// As JavaScript prints it; -0 keeps its sign.
std::string describe_number(double number);

/// Adds a step to a path that begins with `$`: `.name`, or `["no name"]`.
void append_path_key(std::string& path, std::string_view key);
/// `[3]`
void append_path_index(std::string& path, std::size_t index);

}  // namespace candela
