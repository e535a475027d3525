// Function markers: how a result tells the other side what it can call.
//
// `{"__isRemoteFunction":true,"__operationChain":[…],"__functionName":"getValue"}` stands for a
// function; its chain is the one that led to the result, nested calls as they were sent, so that it
// can be sent again, then one get for each step inwards. In a Map the steps are get("get"),
// apply([key]); in a Set get("values"), apply([]), get(position). An exposed object becomes an
// object of its fields and a marker for each of its methods.
// BatchExecution makes them (ExecutionOptions::markers); whoever runs chains without a wire does
// not.
//
// Two phases, because results of one workspace share values: `collect` finds what is callable in
// one result, reads the fields of exposed objects and makes the markers; `apply` puts them in their
// places when nothing will run any more.
// Limits: ChainLimits::functions, result_bytes; a function that is more than ChainLimits::operations away stays a
// plain function value.
#pragma once

#include <memory>

#include <candela/ocan/call.hpp>
#include <candela/ocan/limits.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

/// What the chains of the markers in one result are made of.
enum class MarkerChains : std::uint8_t {
  separate,  ///< Each of its own operations, as nested answers have them: a shared one is an alias.
  shared,    ///< The same operations as far as they go the same way, as tuple answers have them.
};

class MarkerPass {
 public:
  /// The workspace must outlive the pass.
  MarkerPass(Workspace& workspace, const ChainLimits& limits);
  ~MarkerPass();
  MarkerPass(MarkerPass&&) = delete;
  MarkerPass& operator=(MarkerPass&&) = delete;

  /// `result` was the result of the chain `operations`. Gives what stands in its place: itself, if
  /// it is no function and no exposed object. Throws what a field throws that cannot be read.
  Value collect(Value result, Value operations);
  void apply(MarkerChains chains = MarkerChains::separate);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether a value is such a marker, and the operations in it; undefined if not.
Value function_marker_operations(Value value);

}  // namespace candela
