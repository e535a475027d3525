#include "comparison.hpp"

#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>

#include <candela/structured_clone/format.hpp>

#include "distribution.hpp"
#include "executor.hpp"
#include "written.hpp"

namespace candela::model {

namespace {

constexpr std::size_t together = 8;
constexpr std::size_t most_shown = 3;

constexpr std::pair<std::string_view, Mistake> mistakes[] = {
    {"nested-twice", Mistake::nested_twice},
    {"errors-forgotten", Mistake::errors_forgotten},
    {"identity-lost", Mistake::identity_lost},
    {"right-to-left", Mistake::right_to_left},
};

void show(const Case& given, const std::string& what, const ModelOutcome& wanted,
          const ModelOutcome& got) {
  std::cout << "FAIL  --seed " << given.seed << " --cases 1: " << what << "\n  request "
            << stringify(given.request) << '\n'
            << chains_as_text(given.request) << "  wanted  " << stringify(wanted.response)
            << "\n  got     " << stringify(got.response) << '\n';
  for (const auto& [name, outcome] : {std::pair("wanted", &wanted), std::pair("got   ", &got)}) {
    std::cout << "  calls " << name;
    for (const std::string& line : outcome->log)
      std::cout << ' ' << line << ';';
    std::cout << '\n';
  }
}

std::string check(const Case& given, const ModelOutcome& wanted, const ModelOutcome& got) {
  if (std::string found = difference(wanted, got); !found.empty()) return found;
  const Written written = count_written(given.request.root());
  for (const ModelOutcome* outcome : {&wanted, &got}) {
    if (std::string found = runs_too_often(written, outcome->log); !found.empty()) return found;
  }
  return {};
}

}  // namespace

bool read_mistake(std::string_view name, Mistake& mistake) {
  for (const auto& [known, which] : mistakes) {
    if (known == name) mistake = which;
  }
  return mistake != Mistake::none;
}

bool compare_cases(const Arguments& arguments) {
  std::cout << arguments.cases << " cases from seed " << arguments.seed << std::endl;
  Distribution distribution;
  std::size_t failed = 0;
  const std::uint64_t end = arguments.seed + arguments.cases;
  for (std::uint64_t seed = arguments.seed; seed < end;) {
    std::vector<Case> cases;
    for (; seed < end && cases.size() < together; ++seed)
      cases.push_back(make_case(seed));
    const std::vector<ModelOutcome> got = execute_together(cases, seed);
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const ModelOutcome wanted = interpret(cases[i], arguments.mistake);
      const std::string wrong = check(cases[i], wanted, got[i]);
      distribution.add(cases[i], got[i]);
      if (wrong.empty()) continue;
      if (failed++ < most_shown) show(cases[i], wrong, wanted, got[i]);
    }
  }
  if (arguments.mistake != Mistake::none) {
    std::cout << failed << " cases noticed the mistake\n";
    return failed > 0;
  }
  const bool is_deep = distribution.report(std::cout);
  std::cout << failed << " of " << arguments.cases << " failed\n";
  return failed == 0 && is_deep;
}

}  // namespace candela::model
