#include <candela/ocan/call.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include <candela/ocan/error.hpp>
#include <candela/ocan/unfinished.hpp>

#include "plan.hpp"

namespace candela {

namespace {

/// One more call inside of others.
class Nested {
 public:
  explicit Nested(std::size_t& count) : count_(count) {
    if (count_ == max_nested_calls)
      throw Error("RangeError", "Too many calls inside of each other: more than " +
                                    std::to_string(max_nested_calls));
    ++count_;
  }
  ~Nested() { --count_; }
  Nested(Nested&&) = delete;
  Nested& operator=(Nested&&) = delete;

 private:
  std::size_t& count_;
};

}  // namespace

Value Workspace::add(std::string_view name, Reachable reachable) {
  // A capability is a value that has only identity; what stands in it does not matter.
  const Value value = std::holds_alternative<Target>(reachable)
                          ? document_.host("capability", document_.undefined())
                          : document_.function(name);
  by_identity_.emplace(value.slot(), reachables_.size());
  if (!call_.giver() || !*call_.giver()) on_nobodys_behalf_.push_back(reachables_.size());
  reachables_.push_back(std::move(reachable));
  return value;
}

const Workspace::Reachable* Workspace::find(Value value) const {
  if (value.core() != &document_.core()) return nullptr;
  const Kind kind = value.kind();
  if (kind != Kind::function && kind != Kind::host) return nullptr;
  const auto found = by_identity_.find(value.slot());
  return found == by_identity_.end() ? nullptr : &reachables_[found->second];
}

void Workspace::claim(std::size_t since, const Target& giver) {
  auto at = std::lower_bound(on_nobodys_behalf_.begin(), on_nobodys_behalf_.end(), since);
  for (; at != on_nobodys_behalf_.end(); ++at) {
    Reachable& reachable = reachables_[*at];
    if (auto* target = std::get_if<Target>(&reachable)) {
      target->belong_to(giver);
    } else if (auto* closure = std::get_if<std::shared_ptr<const Closure>>(&reachable)) {
      Closure claimed = **closure;
      if (claimed.giver) {
        claimed.giver.belong_to(giver);
      } else {
        claimed.giver = giver;
      }
      *closure = std::make_shared<const Closure>(std::move(claimed));
    }
  }
}

Value Call::callable(std::string_view name, Callable callable) {
  Workspace::Closure closure{std::move(callable), giver_ ? *giver_ : Target()};
  return workspace_.add(name, std::make_shared<const Workspace::Closure>(std::move(closure)));
}

Value Call::object(Target target) {
  if (giver_) target.belong_to(*giver_);
  return workspace_.add({}, std::move(target));
}

Target Call::target_of(Value value) const {
  const Workspace::Reachable* reachable = workspace_.find(value);
  const Target* target = reachable ? std::get_if<Target>(reachable) : nullptr;
  return target ? *target : Target();
}

bool Call::is_callable(Value value) const {
  const Workspace::Reachable* reachable = workspace_.find(value);
  return reachable && !std::holds_alternative<Target>(*reachable);
}

Result Call::invoke(Value function, std::span<const Value> arguments) {
  const Nested nested(nested_calls_);
  if (const Workspace::Reachable* reachable = workspace_.find(function)) {
    // Copies: what is called may add to the table.
    if (const auto* closure = std::get_if<std::shared_ptr<const Workspace::Closure>>(reachable)) {
      const std::shared_ptr<const Workspace::Closure> held = *closure;
      const std::string_view name = function.function_name();
      const detail::Use use(held->giver, *this, name);
      use.check_given({name, MemberKind::method, arguments, *this});
      Result result = held->run(*this, arguments);
      use.give(result);
      return result;
    }
    if (const auto* method = std::get_if<Workspace::Method>(reachable)) {
      const Workspace::Method held = *method;
      return held.target.run(held.found, *this, arguments);
    }
  }
  throw_not_callable(function);
}

}  // namespace candela
