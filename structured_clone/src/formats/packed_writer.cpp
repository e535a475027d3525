#include "packed_writer.hpp"

#include <cstring>
#include <vector>

#include "packed_builder.hpp"
#include "packed_shapes.hpp"

namespace candela {
namespace {

using packed::Node;

/// One pass, breadth first: a container gets the next number when it is met first, and its slots
/// are written when its turn comes.
class PackedWriter {
 public:
  PackedWriter(const Core& core, std::size_t most_bytes)
      : core_(core), shapes_(core), builder_(most_bytes) {
    const std::uint32_t count = core.headers.size();
    numbers_.extend(count);
    if (count != 0) std::memset(numbers_.data(), 0, count * sizeof(std::uint32_t));
  }

  void run(std::string& out, Slot root) {
    const Slot written_root = slot(root);
    for (std::uint32_t next = 0; next < order_.size(); ++next)
      put_node(core_[order_[next]]);
    builder_.assemble(out, written_root, shapes_.keys());
  }

 private:
  Slot slot(Slot source);
  std::uint32_t number_of(HeaderIndex header);
  void put_slots(std::uint32_t first, std::uint32_t count);
  void put_elements(std::uint32_t first, std::uint32_t count);
  void put_entries(const Header& header, std::uint32_t stride);
  std::uint32_t put_properties(const Header& header);
  void put_node(const Header& header);
  void put_view(const Header& header);

  const Core& core_;
  PackedShapes shapes_;
  PackedBuilder builder_;
  Pool<std::uint32_t, 64> numbers_;  // by header: its number + 1, or 0
  Pool<HeaderIndex, 64> order_;
};

inline Slot PackedWriter::slot(Slot source) {
  if (slots::is_number(source)) return source;
  if (slots::is_reference(source)) return slots::reference(number_of(slots::header_of(source)));
  if (slots::is_string(source)) return builder_.string_of_blocks(core_.text(source));
  return slots::is_bigint(source) ? builder_.bigint(core_.text(source)) : source;
}

inline std::uint32_t PackedWriter::number_of(HeaderIndex header) {
  if (numbers_[header] == 0) {
    order_.push(header);
    numbers_[header] = order_.size();
  }
  return numbers_[header] - 1;
}

void PackedWriter::put_slots(std::uint32_t first, std::uint32_t count) {
  const std::uint32_t at = builder_.add_slots(count);
  const Slot* const from = core_.cells.data() + first;
  Slot* const to = builder_.slots() + at;
  for (std::uint32_t i = 0; i < count; ++i)
    to[i] = slot(from[i]);
}

/// Runs of numbers are copied in blocks: arrays are long, and often of nothing else. Not for objects,
/// which are short: to look would take them 5 to 10 % longer.
void PackedWriter::put_elements(std::uint32_t first, std::uint32_t count) {
  constexpr std::uint32_t block = 8;
  const std::uint32_t at = builder_.add_slots(count);
  const Slot* const from = core_.cells.data() + first;
  Slot* const to = builder_.slots() + at;
  std::uint32_t i = 0;
  for (; i + block <= count; i += block) {
    unsigned others = 0;
    for (std::uint32_t k = 0; k < block; ++k)
      others |= slots::is_number(from[i + k]) ? 0U : 1U;
    if (others == 0) {
      std::memcpy(to + i, from + i, block * sizeof(Slot));
    } else {
      for (std::uint32_t k = 0; k < block; ++k)
        to[i + k] = slot(from[i + k]);
    }
  }
  for (; i < count; ++i)
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
    case Kind::array_buffer:
      builder_.add_buffer({core_.bytes.at(header.words), header.size});
      return;
    case Kind::typed_array:
    case Kind::data_view: return put_view(header);
    case Kind::object: node.count = put_properties(header); break;
    case Kind::error:
      put_slots(header.cells, Core::error_parts);
      node.count = put_properties(header);
      break;
    case Kind::array:
      node.count = header.size;
      if (header.size != 0) put_elements(header.cells, header.size);
      break;
    case Kind::map:
    case Kind::set:
      node.count = header.live;
      put_entries(header, header.kind == Kind::map ? 2 : 1);
      break;
    case Kind::regexp: put_slots(header.cells, 3); break;
    case Kind::host: put_slots(header.cells, 2); break;
    default: put_slots(header.cells, 1); break;  // date, boxed, function
  }
  builder_.add_node(node);
}

void PackedWriter::put_view(const Header& header) {
  const bool is_typed = header.kind == Kind::typed_array;
  const auto element = static_cast<std::uint8_t>(is_typed ? header.element : ElementType::int8);
  put_slots(header.cells, 1);
  const std::uint32_t offset = builder_.add_slots(1);
  builder_.slots()[offset] = slots::number(header.words);
  builder_.add_node({packed::code_of(header.kind), element, 0, header.size});
}

}  // namespace

void write_packed(std::string& out, const Core& core, Slot root, const StringifyOptions& options) {
  PackedWriter(core, options.bytes).run(out, root);
}

}  // namespace candela
