// What is to be run, checked as a whole before anything of it runs: flat lists of steps, of the
// nested calls that they wait for, and of the places in which the results of these are wanted.
//
// A nested call is known by the identity of its marker and by its reference id; either makes it one
// call in the plan, which runs once. Cycles, reference ids that are used before they are defined,
// wrong shapes and everything past the limits are refused by `add`; then nothing of that chain
// runs, and the calls that were open are failed ones. Iterative.
// Threads: one.
// Limits: ChainLimits, over all that was added.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <candela/ocan/execution.hpp>
#include <candela/ocan/failure.hpp>
#include <candela/ocan/limits.hpp>
#include <candela/structured_clone/value.hpp>

#include "identity_map.hpp"
#include "walk.hpp"

namespace candela {

using ChainId = std::uint32_t;
using CallId = std::uint32_t;
inline constexpr CallId no_call = IdentityMap::absent;

/// ChainLimits::built_in_bytes of one batch. Shared: a built-in that became a function value counts
/// too, and may be called when the plan is gone.
class BuiltInBudget {
 public:
  explicit BuiltInBudget(std::size_t limit) noexcept : limit_(limit) {}
  /// Counts what a built-in reads or makes. Throws Error past the limit.
  void charge(std::size_t bytes);

 private:
  std::size_t limit_;
  std::size_t spent_ = 0;
};

class Plan {
 public:
  enum class Operation : std::uint8_t { get, apply };
  struct Step {
    Operation operation;
    Value written;             ///< The operation as it stands in the chain.
    Value operand;             ///< The key, or the array of arguments.
    std::uint32_t first_hole;  ///< Of an apply.
    std::uint32_t hole_count;
  };
  /// A place among the arguments in which a nested call's result is wanted.
  struct Hole {
    Place place;
    Value marker;
    CallId call;
    bool defines;  ///< The marker carries the chain; else only the id.
  };
  struct PlannedChain {
    std::uint32_t first_step;
    std::uint32_t step_count;
    bool from_result;  ///< It begins with `$result`, and that is bound: its first step is done.
  };
  /// Whether `$result` is bound in a chain, or an ordinary name.
  enum class ResultName : std::uint8_t { ordinary, bound };
  /// Where a chain stands or has stopped: an operation, and the hole in it that leads further in.
  struct Position {
    ChainId chain;
    std::uint32_t step;
    std::uint32_t hole;
  };
  enum class Status : std::uint8_t { open, planned, running, done, failed };
  struct NestedCall {
    ChainId chain;
    Status status;
    std::string_view reference_id;  ///< Empty: none.
    Value result;                   ///< Or what was thrown, and why:
    FailureCode code = FailureCode::thrown;
    std::string_view limit = {};
  };

  /// A chain that was prepared: to be run, or refused.
  struct Item {
    ChainId chain = 0;
    /// Where no chain begins with a bound `$result`: the step whose last argument it becomes.
    std::optional<std::uint32_t> takes_result = std::nullopt;
    std::optional<Failure> failure = std::nullopt;
    Value thrown = {};
  };

  /// Whether arguments are kept as they were sent, for the chains of function markers.
  enum class AsSent : std::uint8_t { forgotten, kept };

  explicit Plan(const ChainLimits& limits, AsSent as_sent = AsSent::forgotten)
      : limits_(limits),
        as_sent_(as_sent),
        built_ins_(std::make_shared<BuiltInBudget>(limits.built_in_bytes)) {}
  Plan(Plan&&) = delete;
  Plan& operator=(Plan&&) = delete;

  /// Plans one more chain, item `index` of a batch; what is wrong with it stands in the item. Of a
  /// batch all items are prepared before one runs: what runs puts results among the arguments, and
  /// these are not to be looked through for nested calls.
  const Item& prepare(Value operations, std::optional<std::size_t> index, Document& document,
                      const ExecutionOptions& options, ResultName result = ResultName::ordinary);
  /// By the order in which they were prepared.
  const Item& item(std::size_t index) const { return items_[index]; }
  /// `$.batch[3].operations`, or `$` of a chain that stands alone.
  static std::string path_of(std::optional<std::size_t> item);

  /// Throws ChainError; then `abandon` must follow.
  ChainId add(Value operations, ResultName result = ResultName::ordinary);
  /// Whether the chain that was added last, or one nested in it, begins with a bound `$result`.
  bool uses_result() const noexcept { return uses_result_; }
  /// Where `add` has thrown, until `abandon`; `origin` is the way to the chain that was added.
  std::string refused_path(std::string_view origin) const;
  /// The way to the operation at which the last position stands, from the outermost chain inwards.
  std::string path(std::string_view origin, std::span<const Position> positions) const;
  /// The calls that `add` had begun when it threw fail with this.
  void abandon(Value thrown, const Failure& failure);

  /// Keeps how the arguments of a chain were sent, where results of nested calls will take places
  /// in them. Requires: nothing of the chain has run. Throws Error past the limit of memory.
  void keep_as_sent(ChainId chain, Document& document);
  /// The operations of such a chain as they were sent, each nested call with its chain.
  Value as_sent(Value operations, Document& document) const;

  /// Whether a result already stands in the hole: arguments that two operations share are filled by
  /// the first.
  bool is_filled(const Hole& hole) const { return filled_.find(hole.place.container) != no_call; }
  /// The holes of a step are about to be filled.
  void note_filled(const Step& step);

  const std::shared_ptr<BuiltInBudget>& built_ins() const noexcept { return built_ins_; }
  /// What the document holds by now; the first time is where the counting begins. Throws Error past
  /// the limit.
  void charge_memory(std::size_t bytes);

  const PlannedChain& chain(ChainId id) const { return chains_[id]; }
  const Step& step(std::uint32_t index) const { return steps_[index]; }
  const Hole& hole(std::uint32_t index) const { return holes_[index]; }
  NestedCall& call(CallId id) { return calls_[id]; }
  /// Calls in the order in which their chains were complete: inner ones first.
  const std::vector<CallId>& completed() const noexcept { return completed_; }

 private:
  /// A chain whose steps are known and whose nested calls are being planned.
  struct Frame {
    ChainId chain;
    CallId call;  // no_call: the one that was added
    std::uint32_t step = 0;
    std::uint32_t hole = 0;
    bool known = false;  // `chain` is set
  };

  ChainId read_chain(Value operations);
  void count_operations(Value operations);
  Step read_step(Value operation, std::size_t index);
  void find_holes(Step& step);
  bool count_plain(Value args);
  void charge_values(std::size_t count);
  void advance();
  void plan_hole(std::uint32_t index);
  void open(Value operations, CallId call);
  void close();
  std::optional<std::uint32_t> last_apply(ChainId chain) const;
  std::string way_into(std::string_view origin, std::span<const Position> positions) const;
  std::uint32_t hole_of(const Frame& frame) const;
  Value copy_as_sent(Value args, Document& document);

  ChainLimits limits_;
  AsSent as_sent_;
  std::vector<Item> items_;
  std::vector<PlannedChain> chains_;
  std::vector<Step> steps_;
  std::vector<Hole> holes_;
  std::vector<NestedCall> calls_;
  std::vector<CallId> completed_;
  std::vector<Frame> frames_;
  IdentityMap by_marker_;
  std::unordered_map<std::string_view, CallId> by_reference_id_;
  IdentityMap seen_;
  Walk walk_{seen_};
  IdentityMap filled_;
  IdentityMap sent_by_args_;
  std::vector<Value> sent_;
  std::unordered_map<std::string_view, Value> sent_by_reference_id_;  // those with a chain
  std::size_t values_ = 0;
  std::size_t outermost_steps_ = 0;
  std::optional<std::size_t> reading_;  // the operation of a chain that is not whole yet
  ResultName result_ = ResultName::ordinary;
  bool uses_result_ = false;
  std::shared_ptr<BuiltInBudget> built_ins_;
  std::optional<std::size_t> memory_before_;
};

/// A reference id is used whose call has no result, and no chain stands there to make one.
[[noreturn]] void throw_undefined_call(std::string_view reference_id);

/// `TypeError: [object Object] is not a function`.
[[noreturn]] void throw_not_callable(Value value);

/// Whether a value stands for a nested call.
bool is_nested_marker(Value value);

}  // namespace candela
