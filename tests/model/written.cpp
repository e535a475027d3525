#include "written.hpp"

#include <algorithm>

namespace candela::model {

namespace {

class Counter {
 public:
  Written written;

  void count_chain(Value operations) {
    if (!operations.is_array()) return;
    std::string name;
    for (std::size_t i = 0; i < operations.size(); ++i) {
      const Value operation = operations[i];
      if (!operation.is_object()) continue;
      const Value type = operation["type"];
      const bool is_apply = type.is_string() && type.as_string() == "apply";
      if (is_apply) {
        ++written.applies;
        ++written.names[name];
        find_nested(operation["args"]);
      } else {
        written.as_values.insert(name);
      }
      const Value key = operation["key"];
      name = !is_apply && key.is_string() ? key.as_string() : "";
    }
    written.as_values.insert(name);
  }

 private:
  void find_nested(Value value) {
    if (!value.has_identity() || !seen_.insert(value.slot()).second) return;
    if (value.is_object() && value["__isNestedOperation"].is_boolean())
      return count_chain(value["__operationChain"]);
    if (value.is_error()) find_nested(value.error_part(Value::ErrorPart::cause));
    const bool has_entries = value.is_object() || value.is_array() || value.is_map() ||
                             value.is_set() || value.is_error();
    if (!has_entries) return;
    for (auto entry = value.entries(); !entry.done(); entry.next()) {
      if (value.is_map() || value.is_set()) find_nested(entry.key());
      find_nested(entry.value());
    }
  }
  std::set<std::uint64_t> seen_;
};

}  // namespace

Written count_written(Value request) {
  Counter counter;
  const Value batch = request["batch"];
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (batch[i].is_object()) counter.count_chain(batch[i]["operations"]);
  }
  return counter.written;
}

std::string runs_too_often(const Written& written, const Log& log) {
  std::map<std::string, std::size_t> ran;
  std::size_t all = 0;
  for (const std::string& line : log) {
    const std::size_t end = line.find('(');
    if (end == std::string::npos) continue;  // a result that came later
    // Behind the last point before the arguments: a label may have one too.
    const std::string name = line.substr(line.rfind('.', end) + 1, end - line.rfind('.', end) - 1);
    ++ran[name];
    ++all;
  }
  // What `call` was given ran without an apply of its own.
  const auto called = ran.find("call");
  const std::size_t allowed = written.applies + (called == ran.end() ? 0 : called->second);
  if (all > allowed)
    return std::to_string(all) + " calls of " + std::to_string(allowed) + " that are written";
  for (const auto& [name, times] : ran) {
    const auto found = written.names.find(name);
    const std::size_t most = found == written.names.end() ? 0 : found->second;
    const bool is_method = name != "made" && !written.as_values.contains(name);
    if (is_method && times > most)
      return name + " ran " + std::to_string(times) + " times, and is written " +
             std::to_string(most) + " times";
  }
  return {};
}

}  // namespace candela::model
