#include "buffer_sharing.hpp"

#include <cstddef>
#include <cstring>

namespace candela {
namespace {

/// How many cells of a container hold values.
std::uint32_t value_cells(const Header& header) noexcept {
  switch (header.kind) {
    case Kind::object:
    case Kind::error: return Core::first_value(header) + header.size;
    case Kind::array:
    case Kind::set: return header.size;
    case Kind::map: return header.size * 2;
    case Kind::typed_array:
    case Kind::data_view: return 1;
    case Kind::host: return 2;
    default: return 0;
  }
}

}  // namespace

void BufferSharing::visit(Slot slot) {
  if (!slots::is_reference(slot)) return;
  const HeaderIndex index = slots::header_of(slot);
  std::uint8_t& mark = marks_[index];
  if (mark > 1) return;
  if (++mark > 1) return;
  const Header& header = core_[index];
  const std::uint32_t count = value_cells(header);
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
