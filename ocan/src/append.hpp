// Vectors that are often short: they begin with room for a few, so that a small chain asks for memory
// once for each.
//
// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace candela {

template <typename T>
void append(std::vector<T>& vector, T element) {
  constexpr std::size_t first_capacity = 8;
  if (vector.capacity() == 0) vector.reserve(first_capacity);
  vector.push_back(std::move(element));
}

}  // namespace candela
