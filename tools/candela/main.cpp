// candela: values on the wire, and calls, from the command line.
#include <array>
#include <exception>
#include <iostream>
#include <span>
#include <string>
#include <string_view>

#include "commands.hpp"

namespace {

using candela::tool::BadUse;
using candela::tool::Command;
using candela::tool::CommandLine;

constexpr std::string_view usage = R"(Usage: candela COMMAND …

  bench     a value in every format: bytes and times
  call      a chain of calls, on an actor of a server
  convert   one wire format into another
  inspect   a value, as node prints it

candela COMMAND --help tells more. Ends with 0, with 1 when the input is bad, with 2 when the
command line is wrong.
)";

enum Status { good = 0, bad_input = 1, bad_use = 2 };

const Command* find_command(std::string_view name) {
  using namespace candela::tool;
  for (const Command* command :
       {&bench_command, &call_command, &convert_command, &inspect_command}) {
    if (command->name == name) return command;
  }
  return nullptr;
}

bool is_help(std::string_view word) {
  return word == "--help" || word == "-h";
}

/// The library names itself in what it says to programmers.
std::string_view without_library(std::string_view message) {
  constexpr std::string_view library = "candela: ";
  return message.substr(0, library.size()) == library ? message.substr(library.size()) : message;
}

Status run(const Command& command, CommandLine words) {
  const std::string prefix = "candela " + std::string(command.name) + ": ";
  try {
    if (words.take_flag("--help") || words.take_flag("-h")) {
      std::cout << command.usage;
    } else {
      command.run(std::move(words));
    }
    if (!std::cout.flush()) throw std::runtime_error("the output cannot be written");
    return good;
  } catch (const BadUse& error) {
    std::cerr << prefix << error.what() << "\n\n" << command.usage;
    return bad_use;
  } catch (const std::exception& error) {
    std::cerr << prefix << without_library(error.what()) << '\n';
    return bad_input;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto words = std::span(argv, static_cast<std::size_t>(argc)).subspan(1);
  if (words.size() == 1 && is_help(words[0])) {
    std::cout << usage;
    return good;
  }
  const Command* command = words.empty() ? nullptr : find_command(words[0]);
  if (command == nullptr) {
    std::cerr << usage;
    return bad_use;
  }
  return run(*command, CommandLine(words.subspan(1)));
}
