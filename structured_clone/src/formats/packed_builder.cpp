#include "packed_builder.hpp"

#include <algorithm>

namespace candela {
namespace {

constexpr std::size_t most_of_anything = 0xFFFF'FFFF;

template <typename T>
void put_all(std::string& out, const T* from, std::size_t count) {
  out.append(reinterpret_cast<const char*>(from), count * sizeof(T));
}

template <typename T>
void put_all(std::string& out, std::span<const T> items) {
  put_all(out, items.data(), items.size());
}

}  // namespace

PackedBuilder::PackedBuilder(std::size_t most_bytes) noexcept
    : most_bytes_(std::min(most_bytes, most_of_anything)), left_(most_bytes_) {}

void PackedBuilder::fail() const {
  throw CloneError(CloneErrorCode::limit_bytes, "the packed form of the value has more than " +
                                                    std::to_string(most_bytes_) + " bytes");
}

Slot PackedBuilder::in_long(Slot tag, std::string_view bytes) {
  spend(bytes.size() + sizeof(std::uint32_t));
  const auto length = static_cast<std::uint32_t>(bytes.size());
  const std::uint32_t at = long_.extend(sizeof length + bytes.size());
  std::memcpy(long_.data() + at, &length, sizeof length);
  if (length != 0) std::memcpy(long_.data() + at + sizeof length, bytes.data(), bytes.size());
  const std::uint32_t shown = std::min(length, packed::long_length);
  return packed::bytes_slot(tag, shown, at + static_cast<std::uint32_t>(sizeof length));
}

std::uint32_t PackedBuilder::add_buffer(std::string_view bytes) {
  spend(packed::padded(bytes.size()));
  buffers_.push(bytes);
  buffer_bytes_ += packed::padded(bytes.size());
  return add_node(
      {packed::code_of(Kind::array_buffer), 0, 0, static_cast<std::uint32_t>(bytes.size())});
}

void PackedBuilder::assemble(std::string& out, Slot root, const PackedKeys& keys) const {
  packed::Header header{};
  std::memcpy(header.magic, packed::magic.data(), sizeof header.magic);
  header.version = packed::version;
  header.header_bytes = sizeof header;
  header.nodes = nodes_.size();
  header.slots = slots_.size();
  header.shapes = static_cast<std::uint32_t>(keys.shape_counts.size());
  header.shape_keys = static_cast<std::uint32_t>(keys.shape_keys.size());
  header.keys = static_cast<std::uint32_t>(keys.lengths.size());
  header.buffer_bytes = static_cast<std::uint32_t>(buffer_bytes_);
  header.long_bytes = long_.size();
  header.string_bytes = strings_.size();
  header.key_bytes = static_cast<std::uint32_t>(keys.text.size());
  header.root = root;
  const packed::Sections sections(header);
  if (sections.end > most_bytes_) fail();
  out.clear();
  out.reserve(static_cast<std::size_t>(sections.end));
  put_all(out, &header, 1);
  put_all(out, nodes_.data(), nodes_.size());
  put_all(out, slots_.data(), slots_.size());
  put_all(out, keys.shape_counts);
  put_all(out, keys.shape_keys);
  put_all(out, keys.lengths);
  constexpr char zeros[8] = {};
  put_all(out, zeros, static_cast<std::size_t>(sections.buffers) - out.size());
  for (std::uint32_t i = 0; i < buffers_.size(); ++i) {
    out.append(buffers_[i]);
    put_all(out, zeros, packed::padded(buffers_[i].size()) - buffers_[i].size());
  }
  put_all(out, long_.data(), long_.size());
  put_all(out, strings_.data(), strings_.size());
  out.append(keys.text);
}

}  // namespace candela
