#pragma once
// The commands of the program `candela`. Each takes the words behind its name, writes its result to
// the standard output and throws: BadUse for a wrong command line, other exceptions for bad input.
#include <string_view>

#include "command_line.hpp"

namespace candela::tool {

struct Command {
  std::string_view name;
  std::string_view usage;
  void (*run)(CommandLine words);
};

extern const Command bench_command;
extern const Command call_command;
extern const Command convert_command;
extern const Command inspect_command;

}  // namespace candela::tool
