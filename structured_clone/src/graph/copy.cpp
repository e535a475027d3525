#include "copy.hpp"

#include <cstring>

namespace candela {

Slot GraphCopier::copy(Slot root) {
  const Slot copied = slot(root);
  for (std::size_t next = 0; next < pending_.size(); ++next)
    fill(pending_[next]);
  pending_.clear();
  return copied;
}

/// Bytes that stand at many places are copied once; it does not pay for short ones.
Slot GraphCopier::text(Slot source) {
  constexpr std::size_t worth_knowing = 64;
  const std::string_view bytes = from_.text(source);
  if (bytes.size() < worth_knowing) return to_.make_string(bytes);
  const auto offset = static_cast<std::uint32_t>(source);
  const std::uint32_t known = texts_.find(offset);
  if (known != NumberMap::absent) {
    const Slot copied = (source & ~Slot{0xFFFF'FFFF}) | known;
    if (to_.text(copied) == bytes) return copied;  // else a longer one that begins there
    return to_.make_string(bytes);
  }
  const Slot copied = to_.make_string(bytes);
  texts_.insert(offset, static_cast<std::uint32_t>(copied));
  return copied;
}

Slot GraphCopier::slot(Slot source) {
  if (slots::is_string(source)) return text(source);
  if (slots::is_bigint(source)) {
    const Slot image = text(source);
    const Slot payload = image & ((Slot{1} << slots::tag_shift) - 1);
    return payload | (slots::tag_bigint << slots::tag_shift);
  }
  if (!slots::is_reference(source)) return source;
  const HeaderIndex index = slots::header_of(source);
  HeaderIndex copy = copies_.find(index);
  if (copy == NumberMap::absent) {
    copy = to_.new_header(from_[index].kind);
    copies_.insert(index, copy);
    pending_.push_back(index);
  }
  return slots::reference(copy);
}

KeyId GraphCopier::key(KeyId source) {
  KeyId copy = keys_.find(source);
  if (copy == NumberMap::absent) {
    copy = to_.intern(from_.key_text(source));
    keys_.insert(source, copy);
  }
  return copy;
}

Slot GraphCopier::source_cell(HeaderIndex index, std::uint32_t position) const {
  return from_.cells[from_[index].cells + position];
}

void GraphCopier::fill(HeaderIndex index) {
  const HeaderIndex copy = copies_.find(index);
  switch (from_[index].kind) {
    case Kind::object: return fill_properties(index, copy);
    case Kind::error:
      for (std::uint32_t part = 0; part < Core::error_parts; ++part) {
        const Slot value = slot(source_cell(index, part));
        to_.cells[to_[copy].cells + part] = value;
      }
      return fill_properties(index, copy);
    case Kind::array:
      to_.resize_array(copy, from_[index].size);
      for (std::uint32_t i = 0; i < from_[index].size; ++i) {
        const Slot value = slot(source_cell(index, i));
        to_.cells[to_[copy].cells + i] = value;
      }
      return;
    case Kind::map:
    case Kind::set: return fill_entries(index, copy);
    case Kind::array_buffer: {
      to_.make_buffer(copy, from_[index].size);
      const std::span<char> bytes = from_.shown_bytes(index);
      if (!bytes.empty()) std::memcpy(to_.buffer_bytes(copy), bytes.data(), bytes.size());
      return;
    }
    case Kind::typed_array:
    case Kind::data_view: {
      const Slot buffer = slot(source_cell(index, 0));
      to_.set_fixed(copy, {buffer});
      to_[copy].words = from_[index].words;
      to_[copy].size = from_[index].size;
      to_[copy].element = from_[index].element;
      return;
    }
    case Kind::regexp: {
      const Slot source = slot(source_cell(index, 0));
      const Slot flags = slot(source_cell(index, 1));
      return to_.set_fixed(copy, {source, flags, source_cell(index, 2)});
    }
    case Kind::host: {
      const Slot tag = slot(source_cell(index, 0));
      return to_.set_fixed(copy, {tag, slot(source_cell(index, 1))});
    }
    default: return to_.set_fixed(copy, {slot(source_cell(index, 0))});
  }
}

void GraphCopier::fill_properties(HeaderIndex index, HeaderIndex copy) {
  const std::uint32_t count = from_[index].size;
  if (count != 0) to_.reserve(copy, count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const Slot value = slot(source_cell(index, Core::first_value(from_[index]) + i));
    to_.set_property(copy, key(from_.words[from_[index].words + i]), value);
  }
}

void GraphCopier::fill_entries(HeaderIndex index, HeaderIndex copy) {
  const bool is_map = from_[index].kind == Kind::map;
  const std::uint32_t stride = is_map ? 2 : 1;
  if (from_[index].live != 0) to_.reserve(copy, from_[index].live);
  for (std::uint32_t i = 0; i < from_[index].size; ++i) {
    const Slot source = source_cell(index, i * stride);
    if (source == slots::hole) continue;
    const Slot key_slot = slot(source);
    const Slot value = is_map ? slot(source_cell(index, i * stride + 1)) : slots::undefined;
    to_.put_entry(copy, key_slot, value);
  }
}

}  // namespace candela
