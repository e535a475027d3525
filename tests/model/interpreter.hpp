#pragma once
// The naive interpreter: a batch in the wire's shape, run by plain recursion. It is written from the
// rules of the wire and from ocan's README, and shares nothing with the executor.
//
// What the rules say, and where it stands here:
// - the whole of a batch, nested chains included, is checked before anything of it runs (`check`);
//   an item that is wrong fails with that, when its turn comes;
// - a nested call is known by its marker and by its reference id, in the whole batch; it runs once,
//   and who uses it again gets the same value or the same error (`result_of`);
// - left to right, arguments before the call, unless it is no function (`run`); results take the
//   places of the calls, and what contains them stays the same object (`fill`);
// - what a method made is data, whatever it looks like: only what was sent is a call (`sent_`).
#include <cstddef>
#include <cstdint>
#include <deque>
#include <set>
#include <string>

#include "naive_builtins.hpp"
#include "naive_markers.hpp"
#include "thing.hpp"

namespace candela::model {

/// The wire's limits, each inclusive.
struct Limits {
  std::size_t operations = 50;  ///< Of a chain.
  std::size_t arguments = 100;  ///< Of an apply.
  std::size_t nesting = 100;
  std::size_t steps = 100'000;  ///< Operations of a batch.
  std::size_t nested = 10'000;  ///< Places of nested calls, of a batch.
};

/// What the interpreter does wrong when it is told to, so that it shows that this is noticed.
enum class Mistake : std::uint8_t {
  none,
  nested_twice,      ///< A nested call runs again where it is used again.
  errors_forgotten,  ///< A nested call that failed runs again.
  identity_lost,     ///< What contains a nested call is copied.
  right_to_left,     ///< Nested calls run from the last to the first.
};

/// Whether errors that were thrown leave with a stack, or without.
enum class ThrownStacks : std::uint8_t { hidden, exposed };

class Interpreter {
 public:
  Interpreter(Heap& heap, const Object& root, const Limits& limits, Mistake mistake = Mistake::none,
              ThrownStacks stacks = ThrownStacks::hidden)
      : heap_(heap),
        root_(root),
        limits_(limits),
        mistake_(mistake),
        stacks_(stacks),
        markers_(heap, limits.operations) {}

  /// `{batch: […]}` for such a request. Requires: its batch is a list.
  Thing* answer(Value request);

 private:
  struct Call;
  struct Hole {
    Spot spot;
    Call* call;
    bool has_chain;  ///< Its marker brings the operations; else only the id.
  };
  struct Operation {
    Thing* key;   ///< Of a get; else nullptr.
    Thing* args;  ///< Of an apply; else nullptr.
    std::vector<Hole> holes = {};
  };
  using Chain = std::vector<Operation>;
  struct Call {
    std::string reference_id;
    bool is_open = true;  ///< It is being checked.
    Chain chain = {};
    Thing* result = nullptr;
    Thing* thrown = nullptr;
  };
  struct Checked {
    Chain chain;
    const Thing* as_sent;  ///< Its operations.
    Thing* thrown;         ///< nullptr: it may run.
  };

  Thing* answer_item(const Checked& item);
  Chain check(const Thing* operations, std::size_t depth);
  Operation check_operation(const Thing* operation, std::size_t index);
  void find_holes(Thing& container, std::set<Thing*>& seen, std::vector<Hole>& holes);
  void check_nested(Hole& hole, std::size_t depth);
  void check_known(const Hole& hole, const std::string& id);
  bool is_nested_call(const Thing* thing) const;

  Thing* run(const Chain& chain);
  void fill(const Operation& operation);
  Thing* result_of(const Hole& hole);
  Thing* get(Thing* self, const Thing& key);
  Thing* apply(const Thing& function, const Thing& args);
  [[noreturn]] void refuse(std::string_view what, std::size_t found, std::size_t limit);

  Heap& heap_;
  const Object& root_;
  Limits limits_;
  Mistake mistake_;
  ThrownStacks stacks_;
  ResultMarkers markers_;
  std::set<const Thing*> sent_;
  std::deque<Call> calls_;
  std::map<const Thing*, Call*> by_marker_;
  std::map<std::string, Call*> by_reference_id_;
  std::size_t steps_ = 0;
  std::size_t places_ = 0;
};

/// A copy of a thrown value: what could be called is only a name in it.
Thing* copy_of_thrown(Heap& heap, const Thing& thrown);

}  // namespace candela::model
