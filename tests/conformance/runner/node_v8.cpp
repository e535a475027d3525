#include "node_v8.hpp"

#include <string>
#include <string_view>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

#include "hex.hpp"
#include "random_graph.hpp"

namespace candela::conformance {
namespace {

const StringifyOptions as_v8{.format = Format::v8};

/// Host values have none: their classes are plain objects to node.
bool has_form_in_node(Value made) {
  try {
    (void)stringify(made, {.format = Format::v8, .fidelity = Fidelity::reference});
    return true;
  } catch (const CloneError& error) {
    return std::string_view(error.what()).find("lossless") == std::string_view::npos;
  }
}

/// The first thing that is wrong with one graph; empty when all is right.
std::string check_seed(std::uint32_t seed, LineProcess& node) {
  Document doc;
  const Value made = make_graph(doc, seed);
  const std::string number = std::to_string(seed);
  const std::string theirs = node.ask("v8-encode " + number);
  if (theirs.starts_with("throws ")) {
    try {
      (void)stringify(made, as_v8);
      return "node: " + theirs + "; ours was written";
    } catch (const CloneError& error) {
      return error.code() == CloneErrorCode::not_serializable ? "" : error.what();
    }
  }
  constexpr std::string_view unreadable = "unreadable ";
  if (theirs.starts_with(unreadable)) {
    const Document read = parse(from_hex(std::string_view(theirs).substr(unreadable.size())));
    return first_difference(parse(stringify(read, as_v8)).root(), read.root());
  }
  if (!theirs.starts_with("ok ")) return "node: " + theirs;
  if (has_form_in_node(made)) {
    const std::string read = node.ask("v8-read " + number + " " + to_hex(stringify(made, as_v8)));
    if (read != "ok") return "ours, read by node: " + read;
  }
  const Document again = parse(from_hex(std::string_view(theirs).substr(3)));
  const std::string back = node.ask("v8-read " + number + " " + to_hex(stringify(again, as_v8)));
  return back == "ok" ? "" : "node's, read and written by us: " + back;
}

}  // namespace

void check_v8_graphs(Seeds seeds, LineProcess& node, Report& report) {
  check_seeds(
      "v8 graphs", seeds, [&](std::uint32_t seed) { return check_seed(seed, node); }, report);
}

}  // namespace candela::conformance
