// candela-bench: measures the cases, prints the table. README.md tells how to read it.

#include <sys/resource.h>

#include <algorithm>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "codec_cases.hpp"
#include "goals.hpp"
#include "machine.hpp"
#include "native_peers.hpp"
#include "node_peers.hpp"
#include "ocan_cases.hpp"
#include "options.hpp"
#include "packed_cases.hpp"
#include "report.hpp"
#include "rounds.hpp"
#include "rpc_cases.hpp"
#include "struct_cases.hpp"
#include "url_cases.hpp"
#include "verdict.hpp"

namespace candela::bench {

namespace {

/// Some peers recurse, and some inputs are thousands deep. Where so much is not allowed, these are
/// missing.
void make_stack_large() {
  constexpr rlim_t wanted = rlim_t{112}
                            << 20U;  // a process has room for 128 MiB below its mappings
  rlimit limit{};
  if (::getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  ::setrlimit(RLIMIT_STACK, &limit);
}

std::vector<CasePlan> all_plans(const std::shared_ptr<NodePeers>& node) {
  std::vector<CasePlan> plans = codec_cases(node);
  for (CasePlan& plan : packed_cases(node))
    plans.push_back(std::move(plan));
  for (CasePlan& plan : struct_cases())
    plans.push_back(std::move(plan));
  for (CasePlan& plan : url_cases())
    plans.push_back(std::move(plan));
  for (CasePlan& plan : ocan_cases())
    plans.push_back(std::move(plan));
  for (CasePlan& plan : rpc_cases())
    plans.push_back(std::move(plan));
  return plans;
}

std::vector<CasePlan> chosen(const std::vector<CasePlan>& plans, const Options& options) {
  std::vector<CasePlan> kept;
  for (const CasePlan& plan : plans) {
    if (wanted(options, plan)) kept.push_back(plan);
  }
  if (kept.empty()) throw std::invalid_argument("no case matches; --list prints their names");
  return kept;
}

bool failed(const Measured& measured) {
  return measured.missing.starts_with("failed");
}

std::string rounds_text(const Rounds& rounds) {
  return std::to_string(rounds.count) + " of " + std::to_string(rounds.each.count()) +
         " ms for each, after one that is not counted; medians ± half the quartiles' distance, "
         "ratios within a round";
}

int measure(const std::vector<CasePlan>& plans, const NodePeers& node, const Options& options) {
  Report report;
  report.facts = machine_facts();
  report.facts.emplace_back("peers", native_peer_versions());
  report.facts.emplace_back("", "node " + node.version());
  report.facts.emplace_back("measured", "turn by turn in one run, each answer checked beforehand");
  report.facts.emplace_back("rounds", rounds_text(options.rounds));
  report.without_case = goals_without_case(plans, goals());
  bool all_worked = true;
  for (const CasePlan& plan : chosen(plans, options)) {
    std::cerr << "measuring " << plan.name() << std::endl;
    for (Row& row : rows_of(measure_case(plan, options.rounds), goals())) {
      all_worked = all_worked && !failed(row.ours) && !failed(row.peer);
      report.rows.push_back(std::move(row));
    }
  }
  print_table(std::cout, report);
  if (options.json) {
    std::ofstream file(*options.json);
    file << report_json(report) << '\n';
    if (!file.flush()) throw std::runtime_error("cannot write " + *options.json);
  }
  return all_worked ? 0 : 1;
}

int run(const Options& options) {
  if (options.help) {
    std::cout << usage();
    return 0;
  }
  make_stack_large();
  const auto node = std::make_shared<NodePeers>(CANDELA_BENCH_FOLDER "/peers.mjs");
  const std::vector<CasePlan> plans = all_plans(node);
  if (options.list) {
    for (const CasePlan& plan : plans)
      std::cout << plan.name() << '\n';
    return 0;
  }
  return measure(plans, *node, options);
}

}  // namespace

}  // namespace candela::bench

int main(int argc, char** argv) {
  using namespace candela::bench;
  try {
    const std::vector<const char*> words(argv + 1, argv + argc);
    return run(parse_options(words));
  } catch (const std::invalid_argument& error) {
    std::cerr << "candela-bench: " << error.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "candela-bench: " << error.what() << '\n';
    return 1;
  }
}
