#include "packed_writer.hpp"

#include <cstring>
#include <string>

#include "packed_layout.hpp"
#include "packed_shapes.hpp"

namespace candela {
namespace {

using packed::Node;

/// One pass, breadth first: a container gets the next number when it is met first, and its slots
/// are written when its turn comes.
class PackedWriter {
 public:
  PackedWriter(const Core& core, std::size_t most_bytes) : core_(core), shapes_(core) {
    constexpr std::size_t most = 0xFFFF'FFFF;
    most_bytes_ = most_bytes < most ? most_bytes : most;
    left_ = most_bytes_;
    const std::uint32_t count = core.headers.size();
    ids_.extend(count);
    if (count != 0) std::memset(ids_.data(), 0, count * sizeof(std::uint32_t));
  }

  void run(Output& out, Slot root) {
    const Slot written_root = slot(root);
    for (std::uint32_t next = 0; next < order_.size(); ++next)
      put_node(core_[order_[next]]);
    assemble(out, written_root);
  }

 private:
  Slot slot(Slot source);
  std::uint32_t id_of(HeaderIndex header);
  Slot string(Slot source);
  Slot bigint(Slot source);
  Slot in_long(Slot tag, std::string_view bytes);
  void put_slots(std::uint32_t first, std::uint32_t count);
  void put_entries(const Header& header, std::uint32_t stride);
  std::uint32_t put_properties(const Header& header);
  void put_node(const Header& header);
  void assemble(Output& out, Slot root) const;
  /// Bytes of strings and buffers may be many more than the document has: slots may share them.
  void spend(std::size_t bytes) {
    if (bytes > left_) fail();
    left_ -= bytes;
  }
  [[noreturn]] void fail() const;

  const Core& core_;
  std::size_t most_bytes_;
  std::size_t left_;
  PackedShapes shapes_;
  Pool<std::uint32_t, 64> ids_;  // by header: its number + 1, or 0
  Pool<HeaderIndex, 64> order_;
  Pool<Node, 64> nodes_;
  Pool<Slot, 128> slots_;
  Pool<char, 1024> strings_;
  Pool<char, 64> long_;
  Pool<HeaderIndex, 4> buffers_;
  std::size_t buffer_bytes_ = 0;
};

void PackedWriter::fail() const {
  throw CloneError(CloneErrorCode::limit_bytes, "the packed form of the value has more than " +
                                                    std::to_string(most_bytes_) + " bytes");
}

inline Slot PackedWriter::slot(Slot source) {
  if (slots::is_number(source)) return source;
  if (slots::is_reference(source)) return slots::reference(id_of(slots::header_of(source)));
  if (slots::is_string(source)) return string(source);
  return slots::is_bigint(source) ? bigint(source) : source;
}

inline std::uint32_t PackedWriter::id_of(HeaderIndex header) {
  if (ids_[header] == 0) {
    order_.push(header);
    ids_[header] = order_.size();
  }
  return ids_[header] - 1;
}

inline Slot PackedWriter::string(Slot source) {
  const std::string_view text = core_.text(source);
  if (text.size() >= packed::long_length) return in_long(slots::tag_string, text);
  spend(text.size());
  constexpr std::size_t block = 32;
  char* to = strings_.reserve(text.size() + block);
  for (std::size_t done = 0; done < text.size(); done += block)
    std::memcpy(to + done, text.data() + done, block);  // behind every text more can be read
  const std::uint32_t offset = strings_.extend(text.size());
  return packed::bytes_slot(slots::tag_string, static_cast<std::uint32_t>(text.size()), offset);
}

Slot PackedWriter::bigint(Slot source) {
  return in_long(slots::tag_bigint, core_.text(source));
}

Slot PackedWriter::in_long(Slot tag, std::string_view bytes) {
  spend(bytes.size() + sizeof(std::uint32_t));
  const auto length = static_cast<std::uint32_t>(bytes.size());
  const std::uint32_t at = long_.extend(sizeof length + bytes.size());
  std::memcpy(long_.data() + at, &length, sizeof length);
  std::memcpy(long_.data() + at + sizeof length, bytes.data(), bytes.size());
  const std::uint32_t shown = length < packed::long_length ? length : packed::long_length;
  return packed::bytes_slot(tag, shown, at + static_cast<std::uint32_t>(sizeof length));
}

void PackedWriter::put_slots(std::uint32_t first, std::uint32_t count) {
  const std::uint32_t at = slots_.extend(count);
  const Slot* const from = core_.cells.data() + first;
  Slot* const to = slots_.data() + at;
  for (std::uint32_t i = 0; i < count; ++i)
    to[i] = slot(from[i]);
}

/// Without what was removed.
void PackedWriter::put_entries(const Header& header, std::uint32_t stride) {
  for (std::uint32_t i = 0; i < header.size; ++i) {
    const std::uint32_t entry = header.cells + i * stride;
    if (core_.cells[entry] != slots::hole) put_slots(entry, stride);
  }
}

/// In JavaScript's order. Gives the shape.
std::uint32_t PackedWriter::put_properties(const Header& header) {
  const std::uint32_t first = header.cells + Core::first_value(header);
  const KeyId* const keys = core_.words.data() + header.words;
  if (!header.has_index_keys) {
    if (header.size != 0) put_slots(first, header.size);
    return shapes_.shape_of({header.size != 0 ? keys : nullptr, header.size});
  }
  const auto index = static_cast<HeaderIndex>(&header - core_.headers.data());
  std::vector<KeyId> ordered;
  for (const std::uint32_t position : core_.property_order(index)) {
    ordered.push_back(keys[position]);
    put_slots(first + position, 1);
  }
  return shapes_.shape_of(ordered);
}

void PackedWriter::put_node(const Header& header) {
  Node node{packed::code_of(header.kind), 0, 0, 0};
  switch (header.kind) {
    case Kind::object: node.count = put_properties(header); break;
    case Kind::error:
      put_slots(header.cells, Core::error_parts);
      node.count = put_properties(header);
      break;
    case Kind::array:
      node.count = header.size;
      if (header.size != 0) put_slots(header.cells, header.size);
      break;
    case Kind::map:
    case Kind::set:
      node.count = header.live;
      put_entries(header, header.kind == Kind::map ? 2 : 1);
      break;
    case Kind::array_buffer:
      spend(packed::padded(header.size));
      node.count = header.size;
      buffers_.push(static_cast<HeaderIndex>(&header - core_.headers.data()));
      buffer_bytes_ += packed::padded(header.size);
      break;
    case Kind::typed_array:
    case Kind::data_view:
      if (header.kind == Kind::typed_array)
        node.element = static_cast<std::uint8_t>(header.element);
      node.count = header.size;
      put_slots(header.cells, 1);
      slots_.push(slots::number(header.words));
      break;
    case Kind::regexp: put_slots(header.cells, 3); break;
    case Kind::host: put_slots(header.cells, 2); break;
    default: put_slots(header.cells, 1); break;  // date, boxed, function
  }
  nodes_.push(node);
}

void put_all(Output& out, const void* from, std::size_t bytes) {
  out.put(std::string_view(static_cast<const char*>(from), bytes));
}

void PackedWriter::assemble(Output& out, Slot root) const {
  packed::Header header{};
  std::memcpy(header.magic, packed::magic.data(), sizeof header.magic);
  header.version = packed::version;
  header.header_bytes = sizeof header;
  header.nodes = nodes_.size();
  header.slots = slots_.size();
  header.shapes = shapes_.counts().size();
  header.shape_keys = shapes_.keys_of_shapes().size();
  header.keys = shapes_.key_lengths().size();
  header.buffer_bytes = static_cast<std::uint32_t>(buffer_bytes_);
  header.long_bytes = long_.size();
  header.string_bytes = strings_.size();
  header.key_bytes = static_cast<std::uint32_t>(shapes_.key_text().size());
  header.root = root;
  const packed::Sections sections(header);
  out.room(static_cast<std::size_t>(sections.end));
  put_all(out, &header, sizeof header);
  put_all(out, nodes_.data(), nodes_.size() * sizeof(Node));
  put_all(out, slots_.data(), slots_.size() * sizeof(Slot));
  put_all(out, shapes_.counts().data(), header.shapes * sizeof(std::uint32_t));
  put_all(out, shapes_.keys_of_shapes().data(), header.shape_keys * sizeof(std::uint32_t));
  put_all(out, shapes_.key_lengths().data(), header.keys * sizeof(std::uint32_t));
  constexpr char zeros[8] = {};
  put_all(out, zeros, static_cast<std::size_t>(sections.buffers) - out.size());
  for (const HeaderIndex* buffer = buffers_.data(); buffer != buffers_.data() + buffers_.size();
       ++buffer) {
    const std::uint32_t size = core_[*buffer].size;
    put_all(out, core_.bytes.at(core_[*buffer].words), size);
    put_all(out, zeros, packed::padded(size) - size);
  }
  put_all(out, long_.data(), long_.size());
  put_all(out, strings_.data(), strings_.size());
  out.put(shapes_.key_text());
}

}  // namespace

void write_packed(Output& out, const Core& core, Slot root, const StringifyOptions& options) {
  PackedWriter(core, options.bytes).run(out, root);
}

}  // namespace candela
