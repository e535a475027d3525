#include "node_v8.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

#include "random_graph.hpp"

namespace candela::conformance {
namespace {

const StringifyOptions as_v8{.format = Format::v8};
constexpr std::string_view digits = "0123456789abcdef";

std::string to_hex(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
  }
  return hex;
}

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digits.find(hex[i]) * 16 + digits.find(hex[i + 1]));
  return bytes;
}

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

std::string check_seeds(Seeds seeds, LineProcess& node) {
  for (std::uint32_t seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
    const std::string wrong = check_seed(seed, node);
    if (!wrong.empty()) return "seed " + std::to_string(seed) + ": " + wrong;
  }
  return {};
}

}  // namespace

std::size_t v8_graph_cases(Seeds seeds) {
  return (seeds.count + seeds_per_case - 1) / seeds_per_case;
}

void check_v8_graphs(Seeds seeds, LineProcess& node, Report& report) {
  for (std::uint32_t done = 0; done < seeds.count; done += seeds_per_case) {
    const Seeds some{seeds.first + done, std::min(seeds_per_case, seeds.count - done)};
    report.check("v8 graphs of the seeds " + std::to_string(some.first) + " to " +
                     std::to_string(some.first + some.count - 1),
                 [&] { return check_seeds(some, node); });
  }
}

}  // namespace candela::conformance
