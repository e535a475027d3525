// A number of 64 bits for a value and all that hangs on it.
//
// Guarantees
// - What `equal` calls equal has the same hash: in one document or in two, on every machine, in
//   every run. Everything that `equal` looks at goes into it: kinds, primitives as Object.is tells
//   them apart, order, holes, an error's parts, the bytes of buffers, who is shared and who is not.
// - Graphs with cycles are hashed as others are: iterative, in time linear in what hangs on the
//   value; the memory that it takes meanwhile goes with the containers.
// - Values that differ nearly always have different hashes; but it is no cryptographic hash (it is
//   XXH3), and who knows the seed can make values that collide. Where strangers choose the values of
//   a hash table, let the seed be a secret.
// Threads: reads only; two threads may hash one document.
#pragma once

#include <cstdint>

#include <candela/structured_clone/value.hpp>

namespace candela {

std::uint64_t hash(Value value, std::uint64_t seed = 0);

}  // namespace candela
