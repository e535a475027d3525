#include "packed_type_source.hpp"

namespace candela::detail::bind {
namespace {

/// Slots of a node whose kind has a fixed number of them.
std::uint32_t fixed_slots(Kind kind) noexcept {
  switch (kind) {
    case Kind::regexp: return 3;
    case Kind::typed_array:
    case Kind::data_view:
    case Kind::host: return 2;
    default: return 1;
  }
}

}  // namespace

PackedTypeSource::PackedTypeSource(std::string_view bytes, const Limits& limits)
    : tables_(bytes, limits),
      slots_(bytes.data() + tables_.sections().slots),
      strings_(bytes.data() + tables_.sections().strings, tables_.header().string_bytes),
      is_utf8_(valid_utf8_bytes(strings_) == strings_.size()),
      is_whole_(find_firsts()) {}

bool PackedTypeSource::find_firsts() {
  const packed::Header& header = tables_.header();
  firsts_.reserve(header.nodes);
  std::uint64_t next_slot = 0;
  std::uint64_t next_byte = 0;
  for (std::uint32_t i = 0; i < header.nodes; ++i) {
    const packed::Node node = tables_.node(i);
    if (node.kind == 0 || node.kind > packed::last_code) return false;
    const Kind kind = packed::kind_of(node.kind);
    firsts_.push(static_cast<std::uint32_t>(kind == Kind::array_buffer ? next_byte : next_slot));
    switch (kind) {
      case Kind::error: next_slot += 4; [[fallthrough]];
      case Kind::object:
        if (node.count >= header.shapes) return false;
        next_slot += tables_.shapes()[node.count].count;
        break;
      case Kind::array:
      case Kind::set: next_slot += node.count; break;
      case Kind::map: next_slot += std::uint64_t{node.count} * 2; break;
      case Kind::array_buffer: {
        const std::uint64_t begin = tables_.sections().buffers + next_byte;
        next_byte += packed::padded(node.count);
        if (next_byte > header.buffer_bytes) return false;
        tables_.check_padding(begin + node.count, tables_.sections().buffers + next_byte);
        break;
      }
      default: next_slot += fixed_slots(kind);
    }
    if (next_slot > header.slots || next_byte > header.buffer_bytes) return false;
  }
  return next_slot == header.slots && next_byte == header.buffer_bytes;
}

bool PackedTypeSource::long_text(Slot slot, std::string_view& text) const noexcept {
  constexpr std::uint32_t prefix = sizeof(std::uint32_t);
  const auto start = static_cast<std::uint32_t>(slot);
  const std::uint32_t size = tables_.header().long_bytes;
  if (start < prefix || start > size) return false;
  const char* const section = tables_.bytes().data() + tables_.sections().long_bytes;
  const auto length = packed::load<std::uint32_t>(section + start - prefix);
  if (length < packed::long_length || length > size - start) return false;
  text = {section + start, length};
  return is_wtf8(text);
}

}  // namespace candela::detail::bind
