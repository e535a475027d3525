// candela inspect: a value for people.
#include <candela/structured_clone/inspect.hpp>

#include <charconv>
#include <iostream>

#include "commands.hpp"
#include "wire.hpp"

namespace candela::tool {
namespace {

std::size_t depth_from_text(std::string_view text) {
  std::size_t depth = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), depth);
  if (error != std::errc() || end != text.data() + text.size())
    throw BadUse("--depth wants a number, not \"" + std::string(text) + '"');
  return depth;
}

void inspect(CommandLine words) {
  const auto from = take_format(words, "--from");
  InspectOptions options;
  if (const auto depth = words.take_option("--depth")) options.depth = depth_from_text(*depth);
  const Document doc = read_document(words, from);
  std::cout << candela::inspect(doc.root(), options) << '\n';
}

}  // namespace

const Command inspect_command = {
    .name = "inspect",
    .usage = R"(Usage: candela inspect [--from FORMAT] [--depth N] [FILE]

Prints the value in FILE, or on the standard input, as node prints it:
<ref *1> { name: 'Alice', self: [Circular *1] }

  --from FORMAT  nested or tuple; recognised from the bytes where it is left out
  --depth N      containers that are opened below the outermost one (2)
)",
    .run = inspect,
};

}  // namespace candela::tool
