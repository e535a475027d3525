#include "node_peers.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "child_process.hpp"

namespace candela::bench {

namespace {

constexpr std::chrono::seconds patience{60};

constexpr std::string_view of_node = "node ";

// node's peers recurse, and some inputs are thousands deep. Where so large a stack (in KiB) is not
// allowed, these fail.
constexpr const char* deep_stack =
    R"sh(ulimit -s 262144 2>/dev/null && exec node --stack-size=250000 "$0"; exec node "$0")sh";

/// "12.5" of "ns 12.5": what stands behind the word that is expected, or an error with the whole
/// line.
std::string after(std::string_view word, const std::string& line) {
  if (!line.starts_with(word)) throw std::runtime_error("node: " + line);
  return line.substr(std::min(word.size() + 1, line.size()));
}

template <typename Number>
Number number_in(const std::string& text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) throw std::runtime_error("node: no number: " + text);
  return number;
}

}  // namespace

// The protocol of peers.mjs, a line there and a line back:
//   version                        ok v20.1.0, devalue 5.0.0, no seroval
//   has INPUT OPERATION PEER       ok | ok BYTES | missing WHY
//   run MS INPUT OPERATION PEER    ns 1234.5 | failed WHY
class NodePeers::Process {
 public:
  explicit Process(const std::string& script) : child_({"sh", "-c", deep_stack, script}, {}) {}

  std::string ask(const std::string& question) {
    child_.write_line(question);
    return child_.read_line(patience);
  }

 private:
  ChildProcess child_;
};

NodePeers::NodePeers(const std::string& script) {
  try {
    process_ = std::make_shared<Process>(script);
    version();
  } catch (const std::runtime_error& error) {
    process_ = nullptr;
    why_not_ = error.what();
  }
}

NodePeers::~NodePeers() noexcept = default;

std::string NodePeers::version() const {
  return process_ ? after("ok", process_->ask("version")) : "missing (" + why_not_ + ")";
}

Contender NodePeers::contender(std::string name, std::string_view input,
                               std::string_view operation) {
  if (!process_) return missing(std::move(name), why_not_);
  const std::string peer = name.starts_with(of_node) ? name.substr(of_node.size()) : name;
  const std::string what = std::string(input) + ' ' + std::string(operation) + ' ' + peer;
  const std::string answer = process_->ask("has " + what);
  if (!answer.starts_with("ok")) return missing(std::move(name), after("missing", answer));
  auto measure = [process = process_, what](Milliseconds duration) {
    return number_in<double>(
        after("ns", process->ask("run " + std::to_string(duration.count()) + ' ' + what)));
  };
  Contender contender{std::move(name), measure};
  const std::string bytes = after("ok", answer);
  if (!bytes.empty()) contender.bytes = number_in<std::size_t>(bytes);
  return contender;
}

}  // namespace candela::bench
