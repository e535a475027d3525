// candela-builtins-conformance: built-ins of plain values against node's own, over random calls.
#include <charconv>
#include <cstdint>
#include <exception>
#include <iostream>
#include <map>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <candela/ocan/error.hpp>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "builtins.hpp"
#include "builtins/builtin_call.hpp"
#include "calls.hpp"
#include "differences.hpp"
#include "hex.hpp"
#include "line_process.hpp"
#include "readme.hpp"

namespace {

using namespace candela::conformance;
using candela::Document;
using candela::Kind;
using candela::Value;

constexpr std::string_view usage =
    R"(Usage: candela-builtins-conformance --script FILE [--seed N] [--count N] [--wrong NAME]
       candela-builtins-conformance --readme FILE

Compares the built-ins of plain values with node's, over calls of the seeds N, N+1, ... and, from
seed 1 on, over the case of every letter.

  --script FILE   builtins.mjs
  --seed N        the first seed (1)
  --count N       how many calls (20000)
  --wrong NAME    node is made to answer this built-in wrongly
  --readme FILE   ocan/README.md: only its list of built-ins is held against the table

Ends with 0 when all answers are equal or differ as ocan/README.md says, and, of 20000 calls or
more, each built-in was called; with 1 when not, with 2 when the command line is wrong.
)";

constexpr std::size_t most_shown = 20;
constexpr std::uint32_t count_for_all = 20'000;
constexpr std::uint32_t points = 0x11'0000;
const candela::StringifyOptions as_v8{.format = candela::Format::v8};

struct Options {
  std::string script;
  std::string wrong;
  std::string readme;
  std::uint32_t seed = 1;
  std::uint32_t count = count_for_all;
};

bool read_number(std::string_view text, std::uint32_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 1 &&
         number <= 1'000'000'000;
}

bool read_options(std::span<char*> words, Options& options) {
  for (; words.size() >= 2; words = words.subspan(2)) {
    const std::string_view option = words[0];
    if (option == "--script") {
      options.script = words[1];
    } else if (option == "--wrong") {
      options.wrong = words[1];
    } else if (option == "--readme") {
      options.readme = words[1];
    } else if (option == "--seed") {
      if (!read_number(words[1], options.seed)) return false;
    } else if (option == "--count") {
      if (!read_number(words[1], options.count)) return false;
    } else {
      return false;
    }
  }
  return words.empty() && options.script.empty() != options.readme.empty();
}

std::vector<std::string> command(const Options& options) {
  std::vector<std::string> words = {"node", options.script};
  if (!options.wrong.empty()) words.push_back(options.wrong);
  return words;
}

Value array_of(Document& doc, const std::vector<Value>& values) {
  Value array = doc.array();
  for (const Value value : values)
    array.push(value);
  return array;
}

/// Throws candela::Error.
Value our_result(Document& doc, const BuiltinTry& tried) {
  candela::BuiltInBudget budget(std::size_t{1} << 26);
  const auto read = candela::read_builtin(doc, tried.self, tried.key, budget);
  if (const auto* value = std::get_if<Value>(&read)) {
    if (tried.is_call) throw std::runtime_error("a method is a value");
    return *value;
  }
  if (!tried.is_call) throw std::runtime_error("a property is a method");
  const candela::Builtin& builtin = *std::get<const candela::Builtin*>(read);
  return candela::run_builtin(builtin, {doc, tried.self, tried.arguments, budget});
}

/// What a side answers: a value [self, arguments, result], or what it threw.
struct Answer {
  Document document;
  BuiltinRefusal refusal;
  bool is_absent = false;

  bool threw() const { return !refusal.name.empty(); }
  std::string text() const {
    if (threw()) return refusal.name + ": " + refusal.message;
    return is_absent ? "absent" : candela::inspect(document.root()[2], {.depth = 4});
  }
};

Answer read_answer(std::string_view line) {
  Answer answer;
  const auto rest_behind = [&](std::string_view word) { return line.substr(word.size()); };
  if (line.starts_with("ok ")) {
    answer.document = candela::parse(from_hex(rest_behind("ok ")), {.format = as_v8.format});
  } else if (line.starts_with("no ")) {
    const std::string_view words = rest_behind("no ");
    const std::size_t space = words.find(' ');
    answer.refusal.name = words.substr(0, space);
    answer.refusal.message = from_hex(words.substr(space + 1));
  } else if (line == "absent") {
    answer.is_absent = true;
  } else {
    throw std::runtime_error("node answers " + std::string(line.substr(0, 100)));
  }
  return answer;
}

/// Names are equal, and messages too where both throw a RangeError.
bool same_refusal(const BuiltinRefusal& ours, const BuiltinRefusal& theirs) {
  return ours.name == theirs.name && (ours.name != "RangeError" || ours.message == theirs.message);
}

class Comparison {
 public:
  explicit Comparison(const Options& options) : node_(command(options)) {}

  std::string node_version() { return node_.ask("version").substr(3); }

  void compare(const std::string& place, Document& doc, const BuiltinTry& tried) {
    const Value given = array_of(doc, tried.arguments);
    const std::string asked =
        candela::stringify(array_of(doc, {tried.self, tried.key, given}), as_v8);
    const Answer theirs =
        read_answer(node_.ask((tried.is_call ? "call " : "read ") + to_hex(asked)));
    Answer ours;
    try {
      const Value result = our_result(doc, tried);
      ours.document.set_root(ours.document.copy(array_of(doc, {tried.self, given, result})));
    } catch (const candela::Error& error) {
      ours.refusal = {std::string(error.name()), std::string(error.message())};
    }
    ++compared_;
    if (tried.key.is_string()) met_.emplace(tried.kind, tried.key.as_string());
    if (theirs.is_absent && may_be_absent(tried.key.as_string())) {
      ++absent_[std::string(tried.key.as_string())];
    } else {
      judge(place, tried, ours, theirs);
    }
  }

  bool finish(const Options& options) {
    std::cout << compared_ << " compared\n";
    for (const auto& [name, count] : known_)
      std::cout << count << " differ as meant: " << name << '\n';
    for (const auto& [name, count] : absent_)
      std::cout << "warning: " << count << " left out, this node has no " << name << '\n';
    if (options.count >= count_for_all) require_all();
    std::cout << wrong_ << " failed\n";
    return wrong_ == 0;
  }

 private:
  void judge(const std::string& place, const BuiltinTry& tried, const Answer& ours,
             const Answer& theirs) {
    std::string difference;
    if (theirs.is_absent) {
      difference = "no name of JavaScript";
    } else if (ours.threw() || theirs.threw()) {
      if (same_refusal(ours.refusal, theirs.refusal)) return;
      const std::string_view name = known_difference(tried, ours.refusal, theirs.refusal);
      if (!name.empty()) {
        ++known_[name];
        return;
      }
    } else {
      difference = candela::first_difference(ours.document.root(), theirs.document.root());
      if (difference.empty()) return;
    }
    if (++wrong_ > most_shown) return;
    std::cout << "FAIL  " << place << ": " << describe(tried) << "\n      ours: " << ours.text()
              << "\n      node: " << theirs.text() << "\n      " << difference << '\n';
  }

  /// Functions cannot be sent to node.
  void require_all() {
    for (int kind = 0; kind < static_cast<int>(Kind::function); ++kind) {
      for (const candela::Builtin& builtin : candela::builtins_of(static_cast<Kind>(kind))) {
        if (met_.contains({static_cast<Kind>(kind), std::string(builtin.name)})) continue;
        ++wrong_;
        std::cout << "FAIL  never called: " << builtin.name << " of "
                  << to_string(static_cast<Kind>(kind)) << '\n';
      }
    }
  }

  LineProcess node_;
  std::map<std::string_view, std::size_t> known_;
  std::map<std::string, std::size_t> absent_;
  std::set<std::pair<Kind, std::string>> met_;
  std::size_t compared_ = 0;
  std::size_t wrong_ = 0;
};

void compare_cases(Comparison& comparison) {
  for (std::uint32_t first = 0; first < points; first += 256) {
    for (const char* name : {"toUpperCase", "toLowerCase"}) {
      Document doc;
      comparison.compare("letters from " + std::to_string(first), doc,
                         make_case_try(doc, first, name));
    }
  }
}

int check_readme(const Options& options) {
  const std::vector<std::string> wrong = wrong_readme_rows(options.readme);
  for (const std::string& row : wrong)
    std::cout << "FAIL  " << options.readme << ", " << row << '\n';
  return wrong.empty() ? 0 : 1;
}

int compare(const Options& options) {
  Comparison comparison(options);
  std::cout << options.count << " calls from seed " << options.seed << " against node "
            << comparison.node_version() << std::endl;
  if (options.seed == 1) compare_cases(comparison);
  for (std::uint32_t seed = options.seed; seed < options.seed + options.count; ++seed) {
    Document doc;
    comparison.compare("--seed " + std::to_string(seed) + " --count 1", doc,
                       make_builtin_try(doc, seed));
  }
  return comparison.finish(options) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!read_options(std::span(argv, static_cast<std::size_t>(argc)).subspan(1), options)) {
    std::cerr << usage;
    return 2;
  }
  try {
    return options.readme.empty() ? compare(options) : check_readme(options);
  } catch (const std::exception& error) {
    std::cerr << "candela-builtins-conformance: " << error.what() << '\n';
    return 1;
  }
}
