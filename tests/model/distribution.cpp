#include "distribution.hpp"

#include <string_view>

#include <candela/structured_clone/format.hpp>

#include "written.hpp"

namespace candela::model {

namespace {

/// An error's message without what differs from case to case.
std::string kind_of_error(Value error) {
  if (!error.is_error()) return "not an error";
  const std::string message(error.error_message());
  for (const std::string_view known :
       {"Cannot read properties", "Operation chain too deep", "Too many arguments",
        "Too many operations", "Too many nested operations", "Operations nested too deep",
        "Alias marker", "Invalid operation chain", "it is an argument of itself", "argument ",
        "is not a function", "cannot be the key of a Map", "reference id must be", "Getter throws",
        "too late", "expects a"}) {
    if (message.find(known) != std::string::npos) return std::string(known);
  }
  return std::string(error.error_name());
}

struct Wanted {
  std::string_view what;
  std::size_t per_thousand;
};

}  // namespace

void Distribution::add(const Case& given, const ModelOutcome& outcome) {
  ++cases_;
  waits_ += outcome.waits;
  calls_ += outcome.log.size();
  if (outcome.log.size() >= 8) ++deep_;
  const Written written = count_written(given.request.root());
  for (const auto& [name, count] : written.names) {
    if (!written.as_values.contains(name)) by_name_ += count;
  }
  for (const std::string& line : outcome.log) {
    const std::size_t end = line.find('(');
    if (end == std::string::npos) continue;
    ++methods_[line.substr(line.rfind('.', end) + 1, end - line.rfind('.', end) - 1)];
  }
  const Value answers = outcome.response.root()["batch"];
  for (std::size_t i = 0; i < answers.size(); ++i)
    add_answer(answers[i]);
  const std::string text = stringify(outcome.response);
  if (text.find("\"aliases\"") != std::string::npos) ++aliases_;
  if (text.find("\"__isRemoteFunction\":true,\"__op") != std::string::npos) ++markers_;
}

void Distribution::add_answer(Value answer) {
  ++items_;
  if (answer["success"].as_boolean()) {
    ++succeeded_;
  } else {
    ++errors_[kind_of_error(answer["error"])];
  }
}

bool Distribution::report(std::ostream& out) const {
  out << calls_ << " calls, " << waits_ << " waits; " << deep_ << " cases of eight calls or more, "
      << by_name_ << " applies counted by their names, " << aliases_ << " with aliases, "
      << markers_ << " with functions in the answer; " << succeeded_ << " of " << items_
      << " items succeeded\n";
  const auto list = [&](std::string_view title, const auto& counts) {
    out << title;
    for (const auto& [name, count] : counts)
      out << ' ' << name << ' ' << count << ';';
    out << '\n';
  };
  list("methods:", methods_);
  list("errors:", errors_);
  constexpr std::size_t enough = 2000;
  if (cases_ < enough) return true;

  bool is_deep = true;
  const auto want = [&](std::string_view what, std::size_t found, std::size_t per_thousand) {
    if (found * 1000 >= per_thousand * cases_) return;
    out << "TOO FEW: " << what << ": " << found << ", wanted " << per_thousand * cases_ / 1000
        << '\n';
    is_deep = false;
  };
  want("calls", calls_, 6000);
  want("waits", waits_, 1000);
  want("deep cases", deep_, 300);
  want("applies counted by their names", by_name_, 4000);
  want("answers with aliases", aliases_, 150);
  want("answers with functions", markers_, 100);
  if (items_ * 2 > succeeded_ * 5) want("items that succeed", 0, 1000);
  for (const std::string_view method :
       {"go",      "here",      "add",        "count",   "same", "list",       "wrap",
        "pair",    "toMap",     "toSet",      "toError", "fail", "throwValue", "later",
        "laterGo", "laterFail", "laterTwice", "stuck",   "fn",   "unnamed",    "menu",
        "call",    "take",      "session",    "fragile", "made", "bump",       "value"}) {
    const auto found = methods_.find(std::string(method));
    want(method, found == methods_.end() ? 0 : found->second, 5);
  }
  for (const std::string_view error :
       {"Cannot read properties", "Operation chain too deep", "Too many arguments",
        "Too many operations", "Too many nested operations", "Operations nested too deep",
        "Alias marker", "Invalid operation chain", "argument ", "is not a function",
        "it is an argument of itself", "cannot be the key of a Map", "reference id must be",
        "Getter throws", "too late", "expects a", "not an error", "AbortError", "RangeError"}) {
    const auto found = errors_.find(std::string(error));
    want(error, found == errors_.end() ? 0 : found->second, 1);
  }
  return is_deep;
}

}  // namespace candela::model
