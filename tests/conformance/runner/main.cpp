// candela-conformance: what the original packages wrote and answered, against what we do.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "codec.hpp"
#include "conversations.hpp"
#include "exchanges.hpp"
#include "fetch.hpp"
#include "node_v8.hpp"
#include "original.hpp"
#include "packed.hpp"
#include "recordings.hpp"
#include "report.hpp"
#include "seeds.hpp"
#include "server_process.hpp"
#include "vectors.hpp"

namespace {

using namespace candela::conformance;
using candela::Format;

constexpr std::size_t least_server_cases = least_exchange_cases + least_conversation_cases;

constexpr std::string_view usage = R"(Usage: candela-conformance vectors [OPTIONS]
       candela-conformance server (--server PROGRAM | --url URL) [OPTIONS]
       candela-conformance (original | packed | fetch) --script FILE [--seed N] [--graphs N] [OPTIONS]

  vectors   the values of vectors.json, in both text formats and from one to the other
  server    the requests of exchanges-*.json and the frames of websocket-*.json, sent again to a
            server that serves the actors of actors.md
  original  random graphs, and what the original loses, with the original package in node
  packed    random graphs, the values of vectors.json, and mistakes, with a second implementation
            of the format packed in node
  fetch     random headers, requests, responses, bodies and forms, with node's own (fetch.mjs)

  --server PROGRAM   start this one, on a free port and an empty folder, and stop it afterwards
  --url URL          talk to this one, http://HOST:PORT, started with --expose-stacks; its actors
                     must be new
  --script FILE      original.mjs or peer.mjs, bundled with the package, or fetch.mjs
  --seed N           the first seed (1)
  --graphs N         how many graphs, or cases of each kind, each of the next seed (2000)
  --data DIR         the folder of the recordings
  --only TEXT        only cases whose name contains TEXT
  --break WHAT       break our codec on purpose: alias-ids, holes or bit

Prints each case and `N passed, N failed`. Ends with 0 when all passed and none is missing, with 1
when not, with 2 when the command line is wrong.
)";

struct Arguments {
  std::string_view suite;
  std::filesystem::path data = CANDELA_CONFORMANCE_DATA;
  std::string only;
  std::string server;
  std::string url;
  std::string script;
  Seeds seeds;
  Break broken = Break::none;

  bool has_script() const { return suite == "original" || suite == "packed" || suite == "fetch"; }
  bool is_complete() const {
    if (suite == "server")
      return server.empty() != url.empty() && script.empty() && broken == Break::none;
    return server.empty() && url.empty() &&
           (suite == "vectors" ? script.empty() : has_script() && !script.empty());
  }
};

/// Whether `text` is a number from 1 to a billion.
bool read_number(std::string_view text, std::uint32_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 1 &&
         number <= 1'000'000'000;
}

struct BadUse {
  std::string reason;
};

std::variant<Arguments, BadUse> read_arguments(std::span<char*> words) {
  if (words.empty()) return BadUse{"a suite is missing"};
  Arguments arguments;
  arguments.suite = words.front();
  for (words = words.subspan(1); words.size() >= 2; words = words.subspan(2)) {
    const std::string_view option = words[0];
    const std::string_view value = words[1];
    if (option == "--data") {
      arguments.data = value;
    } else if (option == "--only") {
      arguments.only = value;
    } else if (option == "--server") {
      arguments.server = value;
    } else if (option == "--url") {
      arguments.url = value;
    } else if (option == "--script") {
      arguments.script = value;
    } else if (option == "--seed" || option == "--graphs") {
      auto& number = option == "--seed" ? arguments.seeds.first : arguments.seeds.count;
      if (!read_number(value, number))
        return BadUse{std::string(option) + " wants a number from 1 to 1000000000"};
    } else if (option == "--break") {
      const auto broken = break_from_name(value);
      if (!broken)
        return BadUse{"--break wants alias-ids, holes or bit, not " + std::string(value)};
      arguments.broken = *broken;
    } else {
      return BadUse{"unknown option " + std::string(option)};
    }
  }
  if (!words.empty()) return BadUse{std::string(words[0]) + " is no option, or wants a value"};
  if (!arguments.is_complete()) return BadUse{"these options do not make a run of a suite"};
  return arguments;
}

int run_vectors(const Arguments& arguments) {
  Report report(std::cout, arguments.only);
  const candela::Document recordings = read_recordings(arguments.data / "vectors.json");
  check_vectors(recordings.root(), Codec(arguments.broken), report);
  return report.finish(least_vector_cases) ? 0 : 1;
}

int run_original(const Arguments& arguments) {
  Report report(std::cout, arguments.only);
  const Codec codec(arguments.broken);
  LineProcess original({"node", arguments.script});
  check_rows(codec, original, report);
  check_graphs(arguments.seeds, codec, original, report);
  check_v8_graphs(arguments.seeds, original, report);
  const std::size_t graphs = graph_cases(arguments.seeds) + seed_cases(arguments.seeds);
  return report.finish(least_row_cases + graphs) ? 0 : 1;
}

int run_packed(const Arguments& arguments) {
  Report report(std::cout, arguments.only);
  const Codec codec(arguments.broken);
  const std::filesystem::path vectors = arguments.data / "vectors.json";
  const candela::Document recordings = read_recordings(vectors);
  LineProcess peer({"node", arguments.script, vectors.string()});
  check_packed_vectors(recordings.root(), codec, peer, report);
  check_packed_messages(peer, report);
  check_packed_graphs(arguments.seeds, codec, peer, report);
  check_packed_mistakes(arguments.seeds, peer, report);
  const std::size_t graphs = 2 * graph_cases(arguments.seeds);  // and their mistakes
  const std::size_t vectors_made =
      least_packed_vectors - std::min(report.left_out(), most_packed_left_out);
  return report.finish(vectors_made + least_packed_messages + graphs) ? 0 : 1;
}

int run_fetch(const Arguments& arguments) {
  Report report(std::cout, arguments.only);
  LineProcess node({"node", arguments.script});
  check_fetch(arguments.seeds, node, report);
  return report.finish(fetch_kinds * seed_cases(arguments.seeds)) ? 0 : 1;
}

void check_server(const Arguments& arguments, const Endpoint& server, Report& report) {
  for (const Format format : {Format::nested, Format::tuple}) {
    const std::string file = "exchanges-" + std::string(to_string(format)) + ".json";
    const candela::Document exchanges = read_recordings(arguments.data / file);
    check_exchanges(exchanges.root(), format, server, report);
    check_call_counts(format, server, report);
    const std::string frames = "websocket-" + std::string(to_string(format)) + ".json";
    const candela::Document conversations = read_recordings(arguments.data / frames);
    check_conversations(conversations.root(), format, server, report);
  }
}

int run_server(const Arguments& arguments) {
  Report report(std::cout, arguments.only);
  if (arguments.server.empty()) {
    check_server(arguments, endpoint_of_url(arguments.url), report);
    return report.finish(least_server_cases) ? 0 : 1;
  }
  const TemporaryFolder folder;
  ServerProcess server(arguments.server,
                       {"--port", "0", "--data", folder.path().string(), "--expose-stacks"});
  check_server(arguments, server.endpoint(), report);
  const int status = server.stop();
  report.add("clean stop", status == 0 ? "" : "exit status " + std::to_string(status));
  return report.finish(least_server_cases + 1) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto words = std::span(argv, static_cast<std::size_t>(argc)).subspan(1);
  if (words.size() == 1 && words[0] == std::string_view("--help")) {
    std::cout << usage;
    return 0;
  }
  const auto read = read_arguments(words);
  if (const auto* bad = std::get_if<BadUse>(&read)) {
    std::cerr << "candela-conformance: " << bad->reason << "\n\n" << usage;
    return 2;
  }
  const auto& arguments = std::get<Arguments>(read);
  try {
    if (arguments.suite == "vectors") return run_vectors(arguments);
    if (arguments.suite == "original") return run_original(arguments);
    if (arguments.suite == "fetch") return run_fetch(arguments);
    return arguments.suite == "packed" ? run_packed(arguments) : run_server(arguments);
  } catch (const std::exception& error) {
    std::cerr << "candela-conformance: " << error.what() << '\n';
    return 1;
  }
}
