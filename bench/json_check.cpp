#include "json_check.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include <candela/structured_clone/format.hpp>

namespace candela::bench {

namespace {

bool same_number(double left, double right) {
  constexpr double part = 1e-15;
  return std::abs(left - right) <= part * std::max(std::abs(left), std::abs(right));
}

/// Of containers only kind and size.
bool same_itself(Value left, Value right) {
  if (left.kind() != right.kind()) return false;
  if (left.is_number()) return same_number(left.as_number(), right.as_number());
  if (left.is_string()) return left.as_string() == right.as_string();
  if (left.is_boolean()) return left.as_boolean() == right.as_boolean();
  return left.is_null() || left.size() == right.size();
}

}  // namespace

void check_same_json(std::string_view written, std::string_view wanted) {
  const Document left = parse_json(written);
  const Document right = parse_json(wanted);
  std::vector<std::pair<Value, Value>> waiting = {{left.root(), right.root()}};
  while (!waiting.empty()) {
    const auto [mine, theirs] = waiting.back();
    waiting.pop_back();
    if (!same_itself(mine, theirs)) throw std::runtime_error("a wrong answer");
    if (!theirs.is_object() && !theirs.is_array()) continue;
    for (auto entry = theirs.entries(); !entry.done(); entry.next()) {
      if (theirs.is_array()) {
        waiting.emplace_back(mine[entry.index()], entry.value());
      } else if (mine.has(entry.name())) {
        waiting.emplace_back(mine[entry.name()], entry.value());
      } else {
        throw std::runtime_error("a wrong answer: no " + std::string(entry.name()));
      }
    }
  }
}

}  // namespace candela::bench
