// candela convert: one wire format into another.
#include <iostream>

#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/plain.hpp>

#include "commands.hpp"
#include "schema.hpp"
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
  const bool wants_schema = words.take_flag("--schema");
  if (wants_schema && to) throw BadUse("--schema is written instead of the value: no --to with it");
  if (!to && !wants_schema) throw BadUse("--to is missing");
  const auto fidelity = fidelity_from_name(words.take_option("--fidelity").value_or("lossless"));
  const Document doc = read_document(words, from);
  if (wants_schema) {
    const Document plain = to_plain(doc, {.fidelity = fidelity, .hosts = wire_hosts()});
    std::cout << stringify_json(schema_of(plain.root()["json"]).root()) << '\n';
    return;
  }
  std::cout << stringify(doc, {.format = *to, .fidelity = fidelity, .hosts = wire_hosts()});
  if (is_text(*to)) std::cout << '\n';
}

}  // namespace

const Command convert_command = {
    .name = "convert",
    .usage = R"(Usage: candela convert --to FORMAT [--from FORMAT] [--fidelity KIND] [FILE]
       candela convert --schema [--from FORMAT] [FILE]

Reads a value from FILE, or from the standard input, and writes it in another wire format; or the
JSON Schema (draft 2020-12) that its nested form suggests.

  --from FORMAT    nested, tuple, v8 or packed; recognised from the bytes where it is left out
  --to FORMAT      the same; v8 and packed are binary
  --fidelity KIND  lossless (the default) keeps everything; reference writes what the original
                   packages write, also where that loses data
)",
    .run = convert,
};

}  // namespace candela::tool
