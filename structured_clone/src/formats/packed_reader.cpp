#include "packed_reader.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include "graph/depth.hpp"
#include "packed_layout.hpp"
#include "packed_slots.hpp"
#include "packed_tables.hpp"
#include "text/iso_date.hpp"

namespace candela {
namespace {

using packed::Node;
using packed::Sections;

class PackedReader {
 public:
  PackedReader(Core& core, std::string_view bytes, const Limits& limits)
      : core_(core),
        limits_(limits),
        tables_(bytes, limits),
        header_(tables_.header()),
        sections_(tables_.sections()) {}

  void run() {
    place_bytes();
    intern_keys();
    PackedSlots slots(core_, limits_, tables_, base_);
    core_.headers.extend(header_.nodes);
    slots.read_all();
    core_.root = slots.read(header_.root, offsetof(packed::Header, root));
    if (core_.root == slots::hole) fail(CloneErrorCode::bad_shape, "the root is a hole", 0);
    any_holes_ = slots.any_holes();
    read_nodes();
    for (const HeaderIndex view : views_)
      attach(view);
    check_graph();
  }

 private:
  [[noreturn]] static void fail(CloneErrorCode code, const char* message, std::uint64_t offset) {
    throw CloneError(code, message, static_cast<std::size_t>(offset), "$");
  }
  [[noreturn]] void fail_node(CloneErrorCode code, const char* message) const {
    fail(code, message, tables_.node_offset(at_));
  }

  void place_bytes();
  void intern_keys();
  void check_shapes();
  void read_nodes();
  void read_node(const Node& node);
  std::uint32_t take_cells(std::uint64_t count);
  void read_properties(const Node& node, std::uint32_t parts);
  bool names_a_part(const PackedTables::Shape& shape);
  void read_array(std::uint32_t count);
  void read_entries(std::uint32_t count, std::uint32_t stride);
  void read_buffer(std::uint32_t count);
  void read_view(const Node& node);
  void read_fixed(Kind kind);
  void attach(HeaderIndex view);
  void check_graph() const;
  Slot cell(std::uint32_t index) const noexcept { return core_.cells[core_[at_].cells + index]; }

  Core& core_;
  const Limits& limits_;
  PackedTables tables_;
  const packed::Header& header_;
  const Sections& sections_;
  std::uint32_t base_ = 0;         // of the sections from `buffers` on, in the document
  Pool<bool, 64> has_index_keys_;  // by shape
  bool any_holes_ = false;
  HeaderIndex at_ = 0;  // the node that is read
  std::uint32_t next_cell_ = 0;
  std::uint32_t next_buffer_ = 0;
  std::vector<HeaderIndex> views_;
};

/// All bytes of buffers, strings and keys at once.
void PackedReader::place_bytes() {
  const std::string_view contents = tables_.contents();
  if (contents.empty()) return;
  base_ = core_.bytes.allocate(contents.size(), 8);
  std::memcpy(core_.bytes.at(base_), contents.data(), contents.size());
}

/// Turns the numbers of the message's keys into the document's.
void PackedReader::intern_keys() {
  const std::uint32_t text_at =
      base_ + static_cast<std::uint32_t>(sections_.key_text - sections_.buffers);
  Pool<KeyId, 64> ids;
  bool same = true;
  std::uint32_t at = text_at;
  for (std::uint32_t i = 0; i < header_.keys; ++i) {
    const std::string_view key = tables_.key(i);
    ids.push(core_.keys.adopt(core_.bytes, at, key));
    same = same && ids[i] == i;
    at += static_cast<std::uint32_t>(key.size());
  }
  if (!same)
    for (const PackedTables::Shape& shape : tables_.shapes())
      for (std::uint32_t k = 0; k < shape.count; ++k)
        tables_.keys_of(shape)[k] = ids[tables_.keys_of(shape)[k]];
  check_shapes();
}

void PackedReader::check_shapes() {
  Pool<std::uint32_t, 64> used_by;  // by key: the shape that has it, + 1
  used_by.extend(core_.keys.size());
  if (used_by.size() != 0)
    std::memset(used_by.data(), 0, std::size_t{used_by.size()} * sizeof(std::uint32_t));
  std::uint32_t number = 0;
  for (const PackedTables::Shape& shape : tables_.shapes()) {
    ++number;
    bool has_index_keys = false;
    for (std::uint32_t k = 0; k < shape.count; ++k) {
      const KeyId key = tables_.keys_of(shape)[k];
      if (used_by[key] == number)
        fail(CloneErrorCode::bad_shape, "a shape that has a key twice",
             tables_.shape_key_offset(shape.first + k));
      used_by[key] = number;
      has_index_keys = has_index_keys || core_.keys.array_index(key) != no_index;
    }
    has_index_keys_.push(has_index_keys);
  }
}

void PackedReader::read_nodes() {
  for (at_ = 0; at_ < header_.nodes; ++at_)
    read_node(tables_.node(at_));
  if (next_cell_ != header_.slots)
    fail(CloneErrorCode::bad_shape, "more slots than the nodes have",
         sections_.slots + std::uint64_t{next_cell_} * sizeof(Slot));
  if (next_buffer_ != header_.buffer_bytes)
    fail(CloneErrorCode::bad_shape, "more bytes than the buffers have",
         sections_.buffers + next_buffer_);
}

/// The document's cells are the message's slots, in the order of the nodes.
std::uint32_t PackedReader::take_cells(std::uint64_t count) {
  const std::uint32_t first = next_cell_;
  if (count > header_.slots - first)
    fail_node(CloneErrorCode::truncated, "a node of more slots than there are");
  next_cell_ += static_cast<std::uint32_t>(count);
  return count == 0 ? no_block : first;
}

void PackedReader::read_node(const Node& node) {
  if (node.kind == 0 || node.kind > packed::last_code || node.reserved != 0)
    fail_node(CloneErrorCode::bad_shape, "a node of a kind that is not known");
  const Kind kind = packed::kind_of(node.kind);
  core_[at_] = Header{};
  core_[at_].kind = kind;
  if (node.element != 0 && kind != Kind::typed_array)
    fail_node(CloneErrorCode::bad_shape, "only typed arrays have an element type");
  switch (kind) {
    case Kind::object: return read_properties(node, 0);
    case Kind::error: return read_properties(node, Core::error_parts);
    case Kind::array: return read_array(node.count);
    case Kind::map: return read_entries(node.count, 2);
    case Kind::set: return read_entries(node.count, 1);
    case Kind::array_buffer: return read_buffer(node.count);
    case Kind::typed_array:
    case Kind::data_view: return read_view(node);
    default:
      if (node.count != 0) fail_node(CloneErrorCode::bad_shape, "a count where none belongs");
      return read_fixed(kind);
  }
}

bool PackedReader::names_a_part(const PackedTables::Shape& shape) {
  for (const std::string_view part : {"name", "message", "stack", "cause"}) {
    const KeyId key = core_.find_key(part);
    const KeyId* const keys = tables_.keys_of(shape);
    if (key != no_key && std::find(keys, keys + shape.count, key) != keys + shape.count)
      return true;
  }
  return false;
}

void PackedReader::read_properties(const Node& node, std::uint32_t parts) {
  if (node.count >= header_.shapes)
    fail_node(CloneErrorCode::bad_reference, "a shape that is not there");
  const PackedTables::Shape& shape = tables_.shapes()[node.count];
  if (parts != 0 && names_a_part(shape))
    fail_node(CloneErrorCode::bad_shape, "an error's part among its other properties");
  const std::uint32_t first = take_cells(std::uint64_t{parts} + shape.count);
  core_[at_].cells = first;
  core_[at_].has_index_keys = has_index_keys_[node.count];
  core_.adopt_properties(at_, tables_.keys_of(shape), shape.count);
  if (any_holes_ && shape.count != 0) core_.drop_holes(at_);  // properties that it does not have
}

void PackedReader::read_array(std::uint32_t count) {
  core_[at_].cells = take_cells(count);
  core_[at_].size = count;
  core_[at_].capacity = count;
  if (!any_holes_) return;
  std::size_t holes = 0;
  for (std::uint32_t i = 0; i < count; ++i)
    if (cell(i) == slots::hole) ++holes;
  if (holes > limits_.holes)
    fail_node(CloneErrorCode::limit_holes, "an array with more than limits.holes holes");
}

void PackedReader::read_entries(std::uint32_t count, std::uint32_t stride) {
  core_[at_].cells = take_cells(std::uint64_t{count} * stride);
  if (any_holes_)
    for (std::uint32_t i = 0; i < count * stride; ++i)
      if (cell(i) == slots::hole) fail_node(CloneErrorCode::bad_shape, "a hole in a Map or Set");
  if (!core_.adopt_entries(at_, count))
    fail_node(CloneErrorCode::bad_shape, "a Map or Set that has a key twice");
}

void PackedReader::read_buffer(std::uint32_t count) {
  const std::uint64_t taken = (std::uint64_t{count} + 7) & ~std::uint64_t{7};
  if (taken > header_.buffer_bytes - next_buffer_)
    fail_node(CloneErrorCode::truncated, "a buffer of more bytes than there are");
  const std::uint64_t begin = sections_.buffers + next_buffer_;
  tables_.check_padding(begin + count, begin + taken);
  core_[at_].words = base_ + next_buffer_;
  core_[at_].size = count;
  next_buffer_ += static_cast<std::uint32_t>(taken);
}

/// Its buffer may come later.
void PackedReader::read_view(const Node& node) {
  if (node.element > static_cast<std::uint8_t>(ElementType::biguint64))
    fail_node(CloneErrorCode::bad_shape, "an element type that is not known");
  core_[at_].cells = take_cells(2);
  core_[at_].element = static_cast<ElementType>(node.element);
  core_[at_].size = node.count;
  views_.push_back(at_);
}

void PackedReader::attach(HeaderIndex view) {
  at_ = view;
  const Slot buffer = cell(0);
  const Slot offset = cell(1);
  if (core_.kind(buffer) != Kind::array_buffer)
    fail_node(CloneErrorCode::bad_reference, "a view that does not refer to an ArrayBuffer");
  const double part = slots::is_number(offset) ? slots::as_number(offset) : -1;
  if (!(part >= 0 && part < 4294967296.0 && part == static_cast<std::uint32_t>(part)))
    fail_node(CloneErrorCode::bad_shape, "a view's byte offset must be a whole number");
  const Header header = core_[view];
  const Core::ViewPart wanted{static_cast<std::uint32_t>(part), header.size};
  try {
    core_.make_view(view, header.kind == Kind::data_view ? ElementType::uint8 : header.element,
                    slots::header_of(buffer), wanted);
  } catch (const CloneError& error) {
    fail_node(error.code(), error.message().c_str());
  }
}

void PackedReader::read_fixed(Kind kind) {
  const std::uint32_t count = kind == Kind::regexp ? 3 : kind == Kind::host ? 2 : 1;
  core_[at_].cells = take_cells(count);
  const auto wanted = [this](bool holds) {
    if (!holds) fail_node(CloneErrorCode::bad_shape, "a node whose slots are of a wrong kind");
  };
  const Slot first = cell(0);
  switch (kind) {
    case Kind::date:
      wanted(slots::is_number(first));
      if (!is_time_value(slots::as_number(first)))
        fail_node(CloneErrorCode::bad_number, "milliseconds that no date has");
      return;
    case Kind::regexp:
      return wanted(slots::is_string(first) && slots::is_string(cell(1)) &&
                    slots::is_number(cell(2)));
    case Kind::boxed:
      return wanted(slots::is_number(first) || slots::is_boolean(first) ||
                    slots::is_string(first) || slots::is_bigint(first));
    case Kind::host: return wanted(slots::is_string(first) && cell(1) != slots::hole);
    default: return wanted(slots::is_string(first));  // a function
  }
}

/// What only a walk can tell, and only where there are enough nodes for it.
void PackedReader::check_graph() const {
  if (header_.nodes > limits_.depth && depth_of(core_) > limits_.depth)
    fail(CloneErrorCode::limit_depth, "containers more than limits.depth deep in each other", 0);
  if (header_.nodes <= limits_.aliases) return;
  std::vector<std::uint8_t> met(header_.nodes, 0);
  std::size_t aliases = 0;
  for (std::uint32_t i = 0; i < header_.slots; ++i) {
    if (!slots::is_reference(core_.cells[i])) continue;
    std::uint8_t& times = met[slots::header_of(core_.cells[i])];
    if (times < 2 && ++times == 2) ++aliases;
  }
  if (aliases > limits_.aliases)
    fail(CloneErrorCode::limit_aliases, "more than limits.aliases values are referred to twice", 0);
}

}  // namespace

void read_packed(Document& document, std::string_view bytes, const ParseOptions& options) {
  PackedReader(document.core(), bytes, options.limits).run();
}

}  // namespace candela
