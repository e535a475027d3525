// Which ArrayBuffers somebody else sees beside the view that is asked about: one walk over a graph,
// made when the first is asked for.
//
// Iterative; the marks stand in a side array by header, so that the graph stays const.
#pragma once

#include <cstdint>

#include "graph/core.hpp"
#include "graph/pool.hpp"

namespace candela {

class BufferSharing {
 public:
  /// Borrows the core, which must not change meanwhile.
  BufferSharing(const Core& core, Slot root) : core_(core), root_(root) {}

  /// Whether more than one value of the graph leads to the buffer.
  bool is_shared(HeaderIndex buffer) {
    if (marks_.size() == 0) walk();
    return marks_[buffer] > 1;
  }

 private:
  struct Cells {
    std::uint32_t next;
    std::uint32_t end;
  };
  void walk();
  void visit(Slot slot);

  const Core& core_;
  Slot root_;
  Pool<std::uint8_t, 64> marks_;  // by header: how often it was met, 2 is often
  Pool<Cells, 16> left_;
};

}  // namespace candela
