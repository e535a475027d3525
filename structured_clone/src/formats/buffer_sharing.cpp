#include "buffer_sharing.hpp"

#include <cstddef>
#include <cstring>

namespace candela {
namespace {

/// A view leads to its buffer.
std::uint32_t cells_to_visit(const Header& header) noexcept {
  const bool is_view = header.kind == Kind::typed_array || header.kind == Kind::data_view;
  return is_view ? 1 : Core::value_cells(header);
}

}  // namespace

void BufferSharing::visit(Slot slot) {
  if (!slots::is_reference(slot)) return;
  const HeaderIndex index = slots::header_of(slot);
  std::uint8_t& mark = marks_[index];
  if (mark > 1) return;
  if (++mark > 1) return;
  const Header& header = core_[index];
  const std::uint32_t count = cells_to_visit(header);
  if (count != 0) left_.push(Cells{header.cells, header.cells + count});
}

void BufferSharing::walk() {
  marks_.extend(core_.headers.size());
  std::memset(marks_.data(), 0, marks_.size());
  visit(root_);
  while (left_.size() != 0) {
    Cells& cells = left_[left_.size() - std::size_t{1}];
    const Slot* const values = core_.cells.data();
    while (cells.next != cells.end && !slots::is_reference(values[cells.next]))
      ++cells.next;
    if (cells.next == cells.end) {
      left_.truncate(left_.size() - 1);
    } else {
      visit(values[cells.next++]);
    }
  }
}

}  // namespace candela
