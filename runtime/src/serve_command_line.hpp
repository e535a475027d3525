#pragma once
// The command line of a server: over the options that the program gave, nothing is guessed.
// Threads: pure functions.
// Ownership: copies.
// Limits: none; a command line is its owner's.

#include <string>
#include <variant>

#include <candela/runtime/serve.hpp>

namespace candela {

/// `--help` was asked for.
struct HelpWanted {
  std::string text;
};
/// What does not make sense, in one line.
struct BadCommandLine {
  std::string message;
};

using CommandLine = std::variant<ServeOptions, HelpWanted, BadCommandLine>;

CommandLine read_command_line(int argc, const char* const* argv, ServeOptions options);

}  // namespace candela
