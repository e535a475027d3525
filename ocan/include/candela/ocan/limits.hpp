// Bounds on what a chain from outside may ask for. Each limit is inclusive: at the limit it runs,
// one past it is refused before anything of that chain has run, with the message beside it.
#pragma once

#include <cstddef>

namespace candela {

struct ChainLimits {
  std::size_t operations = 50;  ///< Of one chain: `Operation chain too deep: 51 > 50`.
  std::size_t arguments = 100;  ///< Of one apply: `Too many arguments: 101 > 100`.
  std::size_t nesting = 100;    ///< Chains inside of each other: `Operations nested too deep: …`.
  std::size_t batch = 10'000;   ///< Chains of one batch: `Too many operation chains: …`.
  /// Bytes of the ids of one batch, texts and BigInts: `Ids too large: …`.
  std::size_t id_bytes = std::size_t{1} << 22;
  /// Operations of the chains of one batch, without those of nested chains:
  /// `Too many operations in a batch: …`.
  std::size_t batch_operations = 100'000;
  /// Operations of one batch with those of nested chains, which is how many steps it can take:
  /// `Too many operations: …`.
  std::size_t steps = 100'000;
  /// Places in which a nested chain's result is wanted, in one batch:
  /// `Too many nested operations: …`.
  std::size_t nested = 10'000;
  /// Values that are looked through for nested chains, in one batch: `Too many argument values: …`.
  std::size_t argument_values = std::size_t{1} << 22;
  /// What built-ins of plain values read and make in one batch, in bytes:
  /// `Too much work for built-ins: …`.
  std::size_t built_in_bytes = std::size_t{1} << 26;
  /// Bytes by which what runs in one batch may enlarge its document, looked at before each operation:
  /// `Too much memory for results: …`.
  std::size_t result_memory = std::size_t{1} << 26;
  /// What the results of one batch would be as text, roughly: a byte for each value, and the bytes of
  /// texts and buffers, at each place where they stand: `Results too large: …`.
  std::size_t result_bytes = std::size_t{1} << 28;
  /// Functions and exposed objects in the results of one batch: `Too many functions in results: …`.
  std::size_t functions = 10'000;
  /// Values in the results that come after one that could not be made whole, in one batch: what an
  /// earlier result had gone through is gone through again. `Too many values in results: …`.
  std::size_t values_again = std::size_t{1} << 22;
};

}  // namespace candela
