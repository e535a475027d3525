#include "report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

#include <candela/structured_clone/format.hpp>

#include "table.hpp"

namespace candela::bench {

namespace {

std::string measured_text(const Measured& measured) {
  if (measured.missing.starts_with("failed")) return measured.missing;
  if (!measured.missing.empty()) return "missing: " + measured.missing;
  if (measured.nanoseconds.empty()) return "";
  const Summary summary = summarise(measured.nanoseconds);
  const double percent = 100 * summary.spread / summary.median;
  return time_text(summary.median) + " ± " + with_decimals(std::ceil(percent), 0) + " %";
}

std::string allocations_text(const Measured& measured) {
  if (!measured.allocations) return measured.nanoseconds.empty() ? "" : "-";
  return with_decimals(measured.allocations->count, 0);
}

std::string ratio_text(const Row& row) {
  if (!row.ratio) return "";
  return three_digits(row.ratio->median) + " ± " +
         with_decimals(row.ratio->spread, decimals_of(row.ratio->median));
}

std::string goal_text(const Goal& goal) {
  std::string text = "#" + std::string(goal.number) + " ";
  if (goal.bound == Bound::passes) return text + "passes";
  if (goal.bound == Bound::nanoseconds) return text + "≤ " + time_text(goal.value);
  if (goal.bound == Bound::stretch) text += "stretch ";
  return text + "≥ " + three_digits(goal.value);
}

std::string counts_text(const std::vector<Row>& rows) {
  std::map<Verdict, int> counts;
  for (const Row& row : rows)
    ++counts[row.verdict];
  std::string text = "goals:";
  for (const Verdict verdict : {Verdict::met, Verdict::open, Verdict::missed, Verdict::missing}) {
    text += " " + std::to_string(counts[verdict]) + " " + std::string(to_string(verdict)) +
            (verdict == Verdict::missing ? "" : ",");
  }
  return text;
}

/// In the order of the goals: their number, and the cases that they ask for.
std::vector<std::pair<std::string, std::string>> cases_by_number(const std::vector<Goal>& goals) {
  std::vector<std::pair<std::string, std::string>> lines;
  std::string last;
  for (const Goal& goal : goals) {
    const std::string name = std::string(goal.input) + "/" + std::string(goal.operation);
    if (lines.empty() || lines.back().first != goal.number) {
      lines.emplace_back(goal.number, name);
    } else if (name != last) {
      lines.back().second += ", " + name;
    }
    last = name;
  }
  return lines;
}

/// A line for each case that writes: the bytes of everybody who took part in one of them.
void print_sizes(std::ostream& out, const std::vector<Row>& rows) {
  std::vector<std::string> names;
  std::map<std::string, std::map<std::string, std::size_t>> cases;
  std::vector<const Row*> firsts;
  for (const Row& row : rows) {
    if (!row.ours.bytes) continue;
    auto& sizes = cases[row.input + '/' + row.operation];
    if (sizes.empty()) firsts.push_back(&row);
    for (const Measured* one : {&row.ours, &row.peer}) {
      if (!one->bytes) continue;
      sizes[one->name] = *one->bytes;
      if (std::find(names.begin(), names.end(), one->name) == names.end())
        names.push_back(one->name);
    }
  }
  if (firsts.empty()) return;
  Line head = {"bytes of", "operation"};
  head.insert(head.end(), names.begin(), names.end());
  std::vector<Line> lines = {head};
  for (const Row* row : firsts) {
    Line line = {row->input, row->operation};
    const auto& sizes = cases[row->input + '/' + row->operation];
    for (const std::string& name : names) {
      const auto size = sizes.find(name);
      line.push_back(size == sizes.end() ? "" : std::to_string(size->second));
    }
    lines.push_back(std::move(line));
  }
  out << '\n';
  print_aligned(out, lines);
}

Value measured_value(Document& doc, const Measured& measured) {
  Value value = doc.object({{"name", measured.name}});
  if (!measured.missing.empty()) value.set("missing", measured.missing);
  if (!measured.nanoseconds.empty()) {
    const Summary summary = summarise(measured.nanoseconds);
    value.set("median_ns", summary.median);
    value.set("spread_ns", summary.spread);
    Value samples = doc.array();
    for (const double sample : measured.nanoseconds)
      samples.push(sample);
    value.set("samples_ns", samples);
  }
  if (measured.bytes) value.set("bytes", *measured.bytes);
  if (measured.allocations) {
    value.set("allocations", measured.allocations->count);
    value.set("allocated_bytes", measured.allocations->bytes);
  }
  return value;
}

Value goal_value(Document& doc, const Goal& goal) {
  constexpr std::array<std::string_view, 4> bounds = {"ratio", "stretch", "nanoseconds", "passes"};
  return doc.object({{"number", goal.number},
                     {"input", goal.input},
                     {"operation", goal.operation},
                     {"peer", goal.peer},
                     {"bound", bounds.at(static_cast<std::size_t>(goal.bound))},
                     {"value", goal.value}});
}

Value row_value(Document& doc, const Row& row) {
  Value value = doc.object({{"input", row.input},
                            {"operation", row.operation},
                            {"ours", measured_value(doc, row.ours)}});
  if (!row.peer.name.empty()) value.set("peer", measured_value(doc, row.peer));
  if (row.ratio) {
    value.set("ratio", row.ratio->median);
    value.set("ratio_spread", row.ratio->spread);
  }
  if (row.goal) {
    value.set("goal", goal_value(doc, *row.goal));
    value.set("verdict", to_string(row.verdict));
  }
  return value;
}

}  // namespace

void print_table(std::ostream& out, const Report& report) {
  for (const auto& [name, text] : report.facts) {
    out << name << std::string(12 - name.size(), ' ') << text << '\n';
  }
  out << '\n';
  std::vector<Line> lines = {{"input", "operation", "ours", "allocs", "peer", "peer's", "allocs",
                              "ratio", "goal", "verdict"}};
  for (const Row& row : report.rows) {
    lines.push_back({row.input, row.operation, measured_text(row.ours), allocations_text(row.ours),
                     row.peer.name, measured_text(row.peer), allocations_text(row.peer),
                     ratio_text(row), row.goal ? goal_text(*row.goal) : "",
                     std::string(to_string(row.verdict))});
  }
  print_aligned(out, lines);
  print_sizes(out, report.rows);
  out << '\n'
      << counts_text(report.rows) << ", " << report.without_case.size() << " without a case\n";
  if (!report.without_case.empty()) out << "Nothing measures these yet:\n";
  for (const auto& [number, cases] : cases_by_number(report.without_case)) {
    out << "  #" << number << ' ' << cases << '\n';
  }
}

std::string report_json(const Report& report) {
  Document doc;
  Value facts = doc.object();
  for (const auto& [name, text] : report.facts)
    facts.set(name, text);
  Value rows = doc.array();
  for (const Row& row : report.rows)
    rows.push(row_value(doc, row));
  Value without = doc.array();
  for (const Goal& goal : report.without_case)
    without.push(goal_value(doc, goal));
  return stringify_json(
      doc.object({{"machine", facts}, {"rows", rows}, {"goals_without_case", without}}));
}

}  // namespace candela::bench
