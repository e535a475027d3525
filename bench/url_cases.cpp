#include "url_cases.hpp"

#include <cstddef>
#include <fstream>
#include <stdexcept>
#include <string>

#include <candela/request_sync/url.hpp>

#include "node_peers.hpp"

namespace candela::bench {

namespace {

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);)
    lines.push_back(line);
  if (lines.empty()) throw std::runtime_error("there is nothing in " + path);
  return lines;
}

/// The bytes of all normalised forms.
std::size_t checked_bytes(const std::vector<std::string>& urls) {
  std::size_t bytes = 0;
  for (const std::string& text : urls) {
    const Url url(text);
    if (Url(url.href()) != url) throw std::runtime_error("a wrong answer: " + url.href());
    bytes += url.href().size();
  }
  return bytes;
}

Case parse_urls() {
  const auto urls =
      std::make_shared<const std::vector<std::string>>(lines_of(CANDELA_BENCH_FOLDER "/urls.txt"));
  const std::size_t bytes = checked_bytes(*urls);
  NodePeers node(CANDELA_BENCH_FOLDER "/url_peers.mjs");
  Contender theirs = node.contender("node URL", "urls", "parse");
  if (theirs.bytes && theirs.bytes != bytes) {
    throw std::runtime_error("node's normalised forms are others");
  }
  const auto parse = [urls] {
    for (const std::string& text : *urls)
      keep(Url(text));
  };
  return {in_process_writing("candela", bytes, parse), {theirs}};
}

}  // namespace

std::vector<CasePlan> url_cases() {
  return {{"urls", "parse", parse_urls, 1, "url"}};
}

}  // namespace candela::bench
