// candela convert: one wire format into another.
#include <iostream>

#include <candela/structured_clone/format.hpp>

#include "commands.hpp"
#include "wire.hpp"

namespace candela::tool {
namespace {

Fidelity fidelity_from_name(std::string_view name) {
  if (name == "lossless") return Fidelity::lossless;
  if (name == "reference") return Fidelity::reference;
  throw BadUse("--fidelity is lossless or reference, not \"" + std::string(name) + '"');
}

void convert(CommandLine words) {
  const auto from = take_format(words, "--from");
  const auto to = take_format(words, "--to");
  if (!to) throw BadUse("--to is missing");
  const auto fidelity = fidelity_from_name(words.take_option("--fidelity").value_or("lossless"));
  const Document doc = read_document(words, from);
  std::cout << stringify(doc, {.format = *to, .fidelity = fidelity, .hosts = wire_hosts()});
  if (is_text(*to)) std::cout << '\n';
}

}  // namespace

const Command convert_command = {
    .name = "convert",
    .usage = R"(Usage: candela convert --to FORMAT [--from FORMAT] [--fidelity KIND] [FILE]

Reads a value from FILE, or from the standard input, and writes it in another wire format.

  --from FORMAT    nested, tuple, v8 or packed; recognised from the bytes where it is left out
  --to FORMAT      the same; v8 and packed are binary
  --fidelity KIND  lossless (the default) keeps everything; reference writes what the original
                   packages write, also where that loses data
)",
    .run = convert,
};

}  // namespace candela::tool
