// Several chains that travel and run together, as a value.
//
//   auto batch = ctn_batch(ctn()["deposit"]("a", 5), ctn()["withdraw"]("b", 5)).as_atomic();
//   std::vector<Outcome> outcomes = execute(batch, target(bank), hooks);
//
// Guarantees: a chain that stands in several of them, as an argument or as a beginning, is written
// once, under a reference id.
// Threads: values; any number may read.
#pragma once

#include <concepts>
#include <utility>
#include <vector>

#include <candela/ocan/batch.hpp>
#include <candela/ocan/chain.hpp>
#include <candela/ocan/outcome.hpp>

namespace candela {

class ChainBatch {
 public:
  explicit ChainBatch(std::vector<Chain> chains) : chains_(std::move(chains)) {}

  /// All or nothing; see batch.hpp.
  [[nodiscard]] ChainBatch as_atomic() const {
    ChainBatch copy = *this;
    copy.atomic_ = true;
    return copy;
  }
  bool is_atomic() const noexcept { return atomic_; }
  const std::vector<Chain>& chains() const noexcept { return chains_; }

  /// `{batch: [{id: "0", operations}, …]}`, and `atomic: true` where it is.
  Document to_document() const;
  /// Reads that shape; ids of items are not kept. Throws InvalidBatch, or ChainError for a chain.
  static ChainBatch from_document(const Document& request, const ChainLimits& limits = {});

  friend bool operator==(const ChainBatch& left, const ChainBatch& right);

 private:
  std::vector<Chain> chains_;
  bool atomic_ = false;
};

template <std::derived_from<Chain>... C>
ChainBatch ctn_batch(const C&... chains) {
  return ChainBatch(std::vector<Chain>{chains...});
}

/// Runs a batch to its end, without waiting: one outcome for each chain, all with one workspace.
std::vector<Outcome> execute(const ChainBatch& batch, const Target& target,
                             const ExecutionOptions& options = {});
std::vector<Outcome> execute(const ChainBatch& batch, const Target& target, BatchHooks& hooks,
                             const ExecutionOptions& options = {});

}  // namespace candela
