#include "depth.hpp"

#include <algorithm>
#include <vector>

namespace candela {
namespace {

struct Frame {
  std::uint32_t next;
  std::uint32_t end;
};

Frame cells_of(const Header& header) noexcept {
  return {header.cells, header.cells + Core::value_cells(header)};
}

}  // namespace

std::size_t depth_of(const Core& core) {
  std::vector<bool> met(core.headers.size(), false);
  std::vector<Frame> frames;
  std::size_t depth = 0;
  const auto meet = [&](Slot slot) {
    if (!slots::is_reference(slot) || met[slots::header_of(slot)]) return;
    met[slots::header_of(slot)] = true;
    frames.push_back(cells_of(core[slots::header_of(slot)]));
    depth = std::max(depth, frames.size());
  };
  meet(core.root);
  while (!frames.empty()) {
    Frame& frame = frames.back();
    if (frame.next == frame.end) {
      frames.pop_back();
    } else {
      meet(core.cells[frame.next++]);
    }
  }
  return depth;
}

}  // namespace candela
