#pragma once

// The values that the benchmarks measure, made from fixed seeds.
//
// Guarantees: inputs.mjs makes the same values; digests.txt holds both to it. A function makes the
// same value on every machine: no number comes from a libm whose last bit may differ.
// Threads: free functions without state. The caller owns what they return.

#include <cstddef>
#include <span>
#include <string_view>

#include <candela/structured_clone/document.hpp>

namespace candela::bench {

/// An RPC-like object: 10 fields, a nested object, an array of 6.
Document small();
/// 340 statuses with users and entities; texts in 7 scripts, with 4-byte UTF-8 and escapes.
Document twitter();
/// {nodes: 10,000 × {id, label, edges: 3 random nodes, parent}}; depth first it goes thousands
/// deep.
Document graph();
/// 10,000 nodes as a tree of 8 children with two edges back towards the root each; about 6 deep.
Document graph_shallow();
/// {d: 100,000 doubles over 20 decades, n: 100,000 int32}.
Document numbers();
/// {map, set, dates, errors with causes and stacks, bytes: 1 MiB in a Uint8Array}.
Document typed();
Document typed_no_bytes();
/// {v, next} in each other, `levels` deep; v is 0 in the innermost.
Document deep(std::size_t levels);

struct Input {
  std::string_view name;
  Document (*make)();
};

/// All of them; deep with 5,000 levels, and deep_million with 1,000,000.
std::span<const Input> inputs();
/// Whether JSON can say it: no cycles, aliases and types of its own.
bool is_plain(std::string_view input) noexcept;
/// Throws std::out_of_range for a name that is none.
Document make_input(std::string_view name);

}  // namespace candela::bench
