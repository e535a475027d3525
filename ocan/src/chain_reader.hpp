// Chains from the wire's shape: of one batch all through one reader, so that what is one call there
// is one call here.
//
// Threads: one.
// Limits: ChainLimits, over all that is read.
#pragma once

#include <vector>

#include <candela/ocan/chain.hpp>

#include "plan.hpp"

namespace candela {

class ChainReader {
 public:
  explicit ChainReader(const ChainLimits& limits) : plan_(limits) {}

  /// Checks the operations of one more chain. All of them come first: reading writes into their
  /// document. Throws ChainError.
  void plan(Value operations) { wholes_.push_back(plan_.add(operations)); }
  /// The chains, in the order in which they were planned. `work` is their document.
  std::vector<Chain> read(Document& work);

 private:
  Plan plan_;
  std::vector<ChainId> wholes_;
};

}  // namespace candela
