// The slots of a `packed` message on their way into a document: numbers as they are, strings and
// bigints pointed at where their bytes have come to lie, everything checked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <candela/structured_clone/limits.hpp>

#include "graph/core.hpp"
#include "packed_layout.hpp"
#include "packed_tables.hpp"

namespace candela {

class PackedSlots {
 public:
  /// The message's sections from `buffers` on lie at `base` in the document.
  PackedSlots(Core& core, const Limits& limits, const PackedTables& tables, std::uint32_t base);

  /// Appends all slots of the message to the document's cells.
  void read_all();
  /// One slot, which stands at `offset` in the message.
  Slot read(Slot slot, std::size_t offset);
  /// Whether there are holes among them.
  bool any_holes() const noexcept { return any_holes_; }

 private:
  bool is_near_reference(Slot slot) const noexcept;
  Slot near_string(Slot slot) noexcept;
  Slot read_string(Slot slot, std::size_t offset);
  Slot read_long(Slot slot, std::size_t offset);
  void check_bigint(std::string_view image, std::size_t offset) const;

  Core& core_;
  const Limits& limits_;
  std::string_view bytes_;
  const packed::Header& header_;
  const packed::Sections& sections_;
  std::uint32_t strings_at_;  // in the document
  std::uint32_t long_at_;     // in the document
  std::size_t most_near_;     // bytes of a string that needs no second look
  bool is_utf8_;              // the section of strings, as a whole
  bool any_holes_ = false;
  std::uint64_t string_bytes_ = 0;  // of all strings read: a byte belongs to one of them
  std::uint64_t long_bytes_ = 0;
};

}  // namespace candela
