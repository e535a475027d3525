// candela-url-conformance: Url and UrlSearchParams against node's own, over random inputs.
#include <charconv>
#include <cstdint>
#include <exception>
#include <iostream>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include <candela/request_sync.hpp>

#include "differences.hpp"
#include "hex.hpp"
#include "inputs.hpp"
#include "line_process.hpp"

namespace {

using namespace candela::conformance;
using candela::HttpValueError;
using candela::Url;
using candela::UrlSearchParams;

constexpr std::string_view usage =
    R"(Usage: candela-url-conformance --script FILE [--seed N] [--count N]

Compares Url and UrlSearchParams with node's, over inputs of the seeds N, N+1, ...

  --script FILE   url.mjs
  --seed N        the first seed (1)
  --count N       how many inputs (20000)

Ends with 0 when all answers are equal or differ as request_sync/README.md says, with 1 when not,
with 2 when the command line is wrong.
)";

constexpr std::size_t most_shown = 20;

struct Arguments {
  std::string script;
  std::uint32_t seed = 1;
  std::uint32_t count = 20'000;
};

bool read_number(std::string_view text, std::uint32_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 1 &&
         number <= 1'000'000'000;
}

bool read_arguments(std::span<char*> words, Arguments& arguments) {
  for (; words.size() >= 2; words = words.subspan(2)) {
    const std::string_view option = words[0];
    if (option == "--script") {
      arguments.script = words[1];
    } else if (option == "--seed") {
      if (!read_number(words[1], arguments.seed)) return false;
    } else if (option == "--count") {
      if (!read_number(words[1], arguments.count)) return false;
    } else {
      return false;
    }
  }
  return words.empty() && !arguments.script.empty();
}

std::string hex_word(std::string_view text) {
  return text.empty() ? "-" : to_hex(text);
}

std::string question(const UrlInput& input) {
  const bool is_params = input.kind == UrlInputKind::params;
  std::string line = is_params ? "params " : input.calls.empty() ? "parse " : "set ";
  line += hex_word(input.text);
  if (!input.base.empty()) (line += ' ') += hex_word(input.base);
  for (const UrlCall& call : input.calls) {
    (line += ' ') += call.name;
    for (const std::string& argument : call.arguments)
      (line += is_params ? ':' : ' ') += hex_word(argument);
  }
  return line;
}

std::string answer_of(const Url& url) {
  std::string line = "ok " + url.href() + '\t' + url.origin();
  for (const std::string_view part :
       {url.protocol(), url.username(), url.password(), url.host(), url.hostname(), url.port(),
        url.pathname(), url.search(), url.hash()})
    (line += '\t') += part;
  return line;
}

bool set(Url& url, std::string_view name, const std::string& value) {
  if (name == "protocol") return url.set_protocol(value);
  if (name == "username") return url.set_username(value);
  if (name == "password") return url.set_password(value);
  if (name == "host") return url.set_host(value);
  if (name == "hostname") return url.set_hostname(value);
  if (name == "port") return url.set_port(value);
  if (name == "pathname") return url.set_pathname(value);
  if (name == "search") return url.set_search(value);
  if (name == "hash") return url.set_hash(value);
  url.set_href(value);
  return true;
}

/// Why a host is refused; empty where it is not.
std::string reason_against(const std::string& host) {
  const auto parsed = Url::try_parse("http://" + host);
  const auto* error = std::get_if<HttpValueError>(&parsed);
  return error == nullptr ? "" : error->what();
}

/// Leaves the reason of a value that is not taken in `reason`.
void call_setter(Url& url, const UrlCall& call, std::string& reason) {
  try {
    if (!set(url, call.name, call.arguments.at(0))) reason = reason_against(call.arguments.at(0));
  } catch (const HttpValueError& error) {
    reason = error.what();
  }
}

std::string params_answer(const UrlInput& input) {
  UrlSearchParams params(input.text);
  for (const auto& [name, arguments] : input.calls) {
    if (name == "append") params.append(arguments.at(0), arguments.at(1));
    if (name == "set") params.set(arguments.at(0), arguments.at(1));
    if (name == "delete" && arguments.size() == 1) params.remove(arguments[0]);
    if (name == "delete" && arguments.size() == 2) params.remove(arguments[0], arguments[1]);
    if (name == "sort") params.sort();
  }
  std::string line = "ok " + std::to_string(params.size()) + '\t' + params.to_string() + '\t' +
                     (params.has("a", "") ? "true" : "false") + '\t';
  for (const std::string_view value : params.get_all("a")) {
    if (line.back() != '\t') line += ' ';
    line += hex_word(value);
  }
  return line;
}

/// Leaves our reason in `reason` where we refuse the URL.
std::string our_answer(const UrlInput& input, std::string& reason) {
  if (input.kind == UrlInputKind::params) return params_answer(input);
  auto parsed =
      input.base.empty() ? Url::try_parse(input.text) : Url::try_parse(input.text, Url(input.base));
  if (const auto* error = std::get_if<HttpValueError>(&parsed)) {
    reason = error->what();
    return "no";
  }
  Url* url = std::get_if<Url>(&parsed);
  for (const UrlCall& call : input.calls)
    call_setter(*url, call, reason);
  if (Url(url->href()) != *url) return "(I1) broken by " + url->href();
  return answer_of(*url);
}

class Comparison {
 public:
  explicit Comparison(const std::string& script) : node_({"node", script}) {}

  std::string node_version() { return node_.ask("version").substr(3); }

  /// Whether both answers are equal.
  bool compare(std::uint32_t seed, const UrlInput& input) {
    UrlAnswers answers;
    answers.ours = our_answer(input, answers.reason);
    answers.theirs = node_.ask(question(input));
    ++compared_;
    if (answers.reason.empty()) ++taken_;
    if (answers.ours == answers.theirs) return true;
    const std::string_view name = known_difference(input, answers);
    if (!name.empty()) {
      ++known_[name];
    } else if (++wrong_ <= most_shown) {
      std::cout << "FAIL  --seed " << seed << " --count 1: " << describe(input)
                << "\n      ours: " << answers.ours << ' ' << answers.reason
                << "\n      node: " << answers.theirs << '\n';
    }
    return false;
  }

  bool finish() const {
    std::cout << compared_ << " compared, " << taken_ << " of them taken by us\n";
    for (const auto& [name, count] : known_)
      std::cout << count << " differ as meant: " << name << '\n';
    std::cout << wrong_ << " failed\n";
    return wrong_ == 0;
  }

 private:
  LineProcess node_;
  std::map<std::string_view, std::size_t> known_;
  std::size_t compared_ = 0;
  std::size_t taken_ = 0;
  std::size_t wrong_ = 0;
};

int compare(const Arguments& arguments) {
  Comparison comparison(arguments.script);
  std::cout << arguments.count << " inputs from seed " << arguments.seed << " against node "
            << comparison.node_version() << std::endl;
  for (std::uint32_t seed = arguments.seed; seed < arguments.seed + arguments.count; ++seed) {
    const UrlInput input = make_url_input(seed);
    if (input.kind == UrlInputKind::setter) {
      // A setter says something where both start from the same URL.
      UrlInput start = input;
      start.calls.clear();
      if (!comparison.compare(seed, start)) continue;
    }
    comparison.compare(seed, input);
  }
  return comparison.finish() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (!read_arguments(std::span(argv, static_cast<std::size_t>(argc)).subspan(1), arguments)) {
    std::cerr << usage;
    return 2;
  }
  try {
    return compare(arguments);
  } catch (const std::exception& error) {
    std::cerr << "candela-url-conformance: " << error.what() << '\n';
    return 1;
  }
}
