// candela inspect: a value for people.
#include <candela/structured_clone/inspect.hpp>

#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <iostream>
#include <string>

#include "commands.hpp"
#include "wire.hpp"

namespace candela::tool {
namespace {

std::size_t take_count(CommandLine& words, std::string_view option, std::size_t otherwise) {
  const auto text = words.take_option(option);
  if (!text) return otherwise;
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), count);
  if (error != std::errc() || end != text->data() + text->size())
    throw BadUse(std::string(option) + " wants a number, not \"" + std::string(*text) + '"');
  return count;
}

/// NO_COLOR as https://no-color.org has it: set to anything, it means no.
bool shows_colors() {
  const char* const refused = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (refused == nullptr || *refused == '\0');
}

InspectOptions::Colors take_colors(CommandLine& words) {
  using Colors = InspectOptions::Colors;
  const std::string_view when = words.take_option("--colors").value_or("auto");
  if (when == "auto") return shows_colors() ? Colors::ansi : Colors::off;
  if (when == "always") return Colors::ansi;
  if (when == "never") return Colors::off;
  throw BadUse("--colors is auto, always or never, not \"" + std::string(when) + '"');
}

void inspect(CommandLine words) {
  const auto from = take_format(words, "--from");
  InspectOptions options;
  options.depth = take_count(words, "--depth", options.depth);
  options.max_entries = take_count(words, "--entries", options.max_entries);
  options.max_string = take_count(words, "--string", options.max_string);
  options.colors = take_colors(words);
  if (words.take_flag("--sorted")) options.order = InspectOptions::Order::sorted;
  const Document doc = read_document(words, from);
  std::cout << candela::inspect(doc.root(), options) << '\n';
}

}  // namespace

const Command inspect_command = {
    .name = "inspect",
    .usage = R"(Usage: candela inspect [OPTION…] [FILE]

Prints the value in FILE, or on the standard input, as node prints it:
<ref *1> { name: 'Alice', self: [Circular *1] }

  --from FORMAT  nested, tuple, v8 or packed; recognised from the bytes where it is left out
  --depth N      containers that are opened below the outermost one (2)
  --entries N    entries of an array, Map, Set or buffer that are shown (100)
  --string N     characters of a string that are shown (10000)
  --sorted       entries in the order of their text, to compare two values
  --colors WHEN  auto (the default: on a terminal, unless NO_COLOR is set), always or never
)",
    .run = inspect,
};

}  // namespace candela::tool
