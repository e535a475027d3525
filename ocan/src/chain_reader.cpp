#include "chain_reader.hpp"

#include <cstdint>
#include <map>
#include <utility>

#include "walk.hpp"

namespace candela {

namespace {

/// Puts values that stand for nested calls in the places of their markers, so that arguments can be
/// copied without what the markers hold.
class Placeholders {
 public:
  explicit Placeholders(Document& document) : document_(document) {}

  void put(const Plan& plan, const Plan::Step& step) {
    Replacements replacements;
    for (std::uint32_t i = 0; i < step.hole_count; ++i) {
      const Plan::Hole& hole = plan.hole(step.first_hole + i);
      if (values_.size() <= hole.call) values_.resize(hole.call + 1);
      Value& value = values_[hole.call];
      if (value.is_undefined()) {
        value = document_.object();
        calls_.insert(value, hole.call);
      }
      replacements.add(hole.place, value);
    }
    replacements.apply();
  }
  CallId call_of(Value value) const { return value.has_identity() ? calls_.find(value) : no_call; }

 private:
  Document& document_;
  std::vector<Value> values_;  // by call
  IdentityMap calls_;
};

}  // namespace

std::vector<Chain> ChainReader::read(Document& work) {
  Plan& plan = plan_;
  Placeholders placeholders(work);
  std::vector<Chain> calls;

  const auto read_arguments = [&](const Plan::Step& step) {
    Arguments arguments;
    if (step.operand.size() == 0) return arguments;
    placeholders.put(plan, step);
    const Value copy = arguments.document().copy(step.operand);
    arguments.document().set_root(copy);
    Replacements replacements;
    const auto is_call = [&](Value value) { return placeholders.call_of(value) != no_call; };
    for (const CopiedPlace& found : places_in_copy(step.operand, copy, is_call)) {
      const Chain& nested = calls[placeholders.call_of(found.original)];
      replacements.add(found.place, arguments.chain(nested));
    }
    replacements.apply();
    return arguments;
  };
  const auto next = [&](const Chain& chain, const Plan::Step& step) {
    if (step.operation == Plan::Operation::apply) return chain.apply(read_arguments(step));
    if (step.operand.is_string()) return chain.get(step.operand.as_string());
    return chain.get(step.operand.as_number());
  };
  // Beginnings that are the same objects are the same beginnings.
  std::map<std::pair<const void*, std::uint64_t>, Chain> known;
  const auto read = [&](const Plan::PlannedChain& planned) {
    Chain chain;
    for (std::uint32_t i = 0; i < planned.step_count; ++i) {
      const Plan::Step& step = plan.step(planned.first_step + i);
      Chain& known_next = known[{chain.last_.get(), step.written.slot()}];
      if (known_next.empty()) known_next = next(chain, step);
      chain = known_next;
    }
    return chain;
  };
  for (const CallId call : plan.completed()) {
    if (calls.size() <= call) calls.resize(call + 1);
    calls[call] = read(plan.chain(plan.call(call).chain));
  }
  std::vector<Chain> chains;
  for (const ChainId whole : wholes_)
    chains.push_back(read(plan.chain(whole)));
  return chains;
}

}  // namespace candela
