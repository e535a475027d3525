#include "tree_reader.hpp"

#include <cstring>
#include <utility>

#include "describe.hpp"

namespace candela {

std::string TreeReader::path() const {
  std::string path;
  constexpr std::size_t longest = 32;  // steps from the outside and from the inside
  for (std::size_t i = 0; i < frames_.size(); ++i) {
    if (i == longest && frames_.size() > 2 * longest) {
      path.append("…");
      i = frames_.size() - longest;
    }
    const Frame& frame = frames_[i];
    if (frame.is_object) {
      if (frame.key != no_key) append_path_key(path, core_.key_text(frame.key));
    } else {
      const std::size_t next = i + 1 < frames_.size() ? frames_[i + 1].first_value : values_.size();
      path.append("[").append(std::to_string(next - frame.first_value)).append("]");
    }
  }
  return path;
}

void TreeReader::fail_values() const {
  scanner_.fail(CloneErrorCode::limit_values,
                "more values than limits.values (" + std::to_string(limits_.values) + ")",
                scanner_.offset());
}

bool TreeReader::read_primitive(Slot& value) {
  switch (scanner_.peek()) {
    case '"': value = read_string(); return true;
    case 't':
      scanner_.literal("true");
      value = slots::yes;
      return true;
    case 'f':
      scanner_.literal("false");
      value = slots::no;
      return true;
    case 'n':
      scanner_.literal("null");
      value = slots::null;
      return true;
    case '{':
      if (read_reference(value)) return true;
      open(true);
      return false;
    case '[': open(false); return false;
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9': value = slots::number(scanner_.number()); return true;
    default: scanner_.fail_unexpected("a value");
  }
}

Slot TreeReader::read_string() {
  // A short one is copied while its end is looked for.
  if (limits_.string_bytes >= Scanner::short_string) {
    const std::size_t length = scanner_.copy_short_string(core_.bytes.room(Scanner::short_string));
    if (length != Scanner::no_short_string)
      return core_.string_slot(core_.bytes.take(length), length);
  }
  return core_.make_string(scanner_.string());
}

/// `{"$ref":12}`, written as every encoder writes it, needs no object.
bool TreeReader::read_reference(Slot& value) {
  constexpr std::string_view begin = "{\"$ref\":";
  constexpr std::size_t longest = begin.size() + 11;
  const char* const here = scanner_.here();
  if (forms_ == nullptr || scanner_.left() < longest || std::memcmp(here, begin.data(), 8) != 0 ||
      reserved_ != no_block || frames_.size() >= limits_.depth)
    return false;
  const Reading reading = frames_.size() == 0 ? outermost_ : reading_inside(top());
  if (reading != Reading::values) return false;
  const char* at = here + begin.size();
  std::uint64_t number = 0;
  const bool is_canonical = *at != '0' || at[1] == '}';
  for (; *at >= '0' && *at <= '9' && at - here < static_cast<std::ptrdiff_t>(longest) - 1; ++at)
    number = number * 10 + static_cast<unsigned>(*at - '0');
  const bool has_digits = at != here + begin.size();
  if (*at != '}' || !has_digits || !is_canonical || number > 0xFFFF'FFFE) return false;
  count_value();  // the number
  value = forms_->reference(static_cast<std::uint32_t>(number), scanner_.offset());
  scanner_.skip(static_cast<std::size_t>(at + 1 - here));
  return true;
}

void TreeReader::open(bool is_object) {
  if (frames_.size() >= limits_.depth)
    scanner_.fail(CloneErrorCode::limit_depth,
                  "nested deeper than limits.depth (" + std::to_string(limits_.depth) + ")",
                  scanner_.offset());
  const std::size_t offset = scanner_.offset();
  scanner_.skip();
  HeaderIndex header = reserved_;
  reserved_ = no_block;
  const Kind kind = is_object ? Kind::object : Kind::array;
  if (header == no_block) {
    header = core_.new_header(kind);
  } else {
    core_.become(header, kind);
  }
  if (records_offsets_) {
    if (offsets_.size() <= header) offsets_.resize(header + std::size_t{1});
    offsets_[header] = offset;
  }
  Reading reading = outermost_;
  const HostType* host = nullptr;
  ShapeTree::Node context = ShapeTree::root;
  if (frames_.size() != 0) {
    const Frame& holder = top();
    reading = reading_inside(holder);
    if (reading == Reading::record) host = holder.host;
    context = holder.is_object ? holder.shape : holder.context;
  }
  frames_.push(Frame{header, values_.size(), keys_.size(), 0, no_key, ShapeTree::root, context,
                     is_object, false, false, reading, host, offset});
}

TreeReader::Reading TreeReader::reading_inside(const Frame& holder) const noexcept {
  if (holder.reading == Reading::plain || holder.host == nullptr || !holder.is_object)
    return holder.reading;
  const std::string_view field = core_.key_text(holder.key);
  const HostType& type = *holder.host;
  if (holder.reading == Reading::record) {
    const bool encoded = field == type.encoded_field || field == type.body_value_field;
    return encoded ? Reading::values : Reading::plain;
  }
  if (field != type.nested_field) return Reading::values;
  return type.payload == HostType::Payload::record ? Reading::record : Reading::plain;
}

/// A `$type` that stands first, as every encoder writes it, tells how the fields behind it are
/// read.
void TreeReader::note_type(Frame& frame, Slot type) const {
  if (slots::is_string(type) && core_.key_text(frame.key) == "$type")
    frame.host = forms_->host_type(core_.text(type));
}

void TreeReader::read_key(Frame& frame) {
  if (scanner_.peek() != '"') scanner_.fail_unexpected("a property name in quotes");
  if (!read_known_key(frame)) read_new_key(frame);
  keys_.push(frame.key);
  scanner_.expect(':');
}

/// A key that came after those before it once already.
bool TreeReader::read_known_key(Frame& frame) {
  if (frame.shape == ShapeTree::none || scanner_.left() <= ShapeTree::compared) return false;
  const char* const text = scanner_.here() + 1;
  ShapeTree::Node node = ShapeTree::none;
  if (frame.shape == ShapeTree::root && frame.context != ShapeTree::none) {
    node = shapes_[frame.context].inside;
    if (node != ShapeTree::none && !shapes_.matches(node, text)) node = ShapeTree::none;
  }
  if (node == ShapeTree::none) node = shapes_.find(frame.shape, text);
  if (node == ShapeTree::none) return false;
  scanner_.skip(shapes_[node].length + 2);
  move_to(frame, node);
  return true;
}

void TreeReader::move_to(Frame& frame, ShapeTree::Node node) {
  if (frame.shape == ShapeTree::root && frame.context != ShapeTree::none)
    shapes_.note_inside(frame.context, node);
  const ShapeTree::Entry& entry = shapes_[node];
  frame.shape = node;
  frame.key = entry.key;
  frame.special = entry.special;
  frame.has_index_keys = entry.has_index_keys;
}

void TreeReader::read_new_key(Frame& frame) {
  const std::string_view name = scanner_.string();
  if (core_.keys.size() >= limits_.keys && core_.find_key(name) == no_key)
    scanner_.fail(
        CloneErrorCode::limit_keys,
        "more different property names than limits.keys (" + std::to_string(limits_.keys) + ")",
        scanner_.offset());
  const KeyId key = core_.intern(name);
  const bool is_index = core_.keys.array_index(key) != no_index;
  if (frame.shape != ShapeTree::none) {
    const ShapeTree::Node node = shapes_.child(frame.shape, key, name, is_index);
    if (node != ShapeTree::none) return move_to(frame, node);
    frame.shape = ShapeTree::none;
  }
  frame.key = key;
  frame.special = frame.special || name.starts_with('$');
  frame.has_index_keys = frame.has_index_keys || is_index;
}

Slot TreeReader::read(HeaderIndex reserved) {
  reserved_ = reserved;
  const std::uint32_t base = frames_.size();
  Slot value = slots::undefined;
  while (true) {
    count_value();
    if (!read_primitive(value)) {
      Frame& opened = top();
      if (!scanner_.accept(opened.is_object ? '}' : ']')) {
        if (opened.is_object) read_key(opened);
        continue;
      }
      value = close();
    }
    // A value is complete: hand it to what holds it, and close that as long as it ends here.
    while (true) {
      if (frames_.size() == base) return value == slots::hole ? slots::undefined : value;
      Frame& frame = top();
      values_.push(value == slots::hole ? hole_in(frame) : value);
      if (frame.special && frame.reading == Reading::values) note_type(frame, value);
      if (scanner_.accept(',')) {
        if (frame.is_object) read_key(frame);
        break;
      }
      if (!scanner_.accept(frame.is_object ? '}' : ']')) {
        scanner_.peek();
        scanner_.fail_unexpected(frame.is_object ? "',' or '}'" : "',' or ']'");
      }
      value = close();
    }
  }
}

Slot TreeReader::read_plain() {
  const Reading before = std::exchange(outermost_, Reading::plain);
  const Slot value = read();
  outermost_ = before;
  return value;
}

/// Only arrays have holes.
Slot TreeReader::hole_in(Frame& frame) {
  if (frame.is_object) return slots::undefined;
  if (++frame.holes > limits_.holes)
    scanner_.fail(
        CloneErrorCode::limit_holes,
        "an array has more holes than limits.holes (" + std::to_string(limits_.holes) + ")",
        frame.offset);
  return slots::hole;
}

Slot TreeReader::close() {
  const Frame frame = top();
  Slot value = slots::reference(frame.header);
  if (frame.is_object) {
    value = close_object(frame);
  } else {
    core_.fill_array(frame.header, values_.data() + frame.first_value,
                     values_.size() - frame.first_value);
  }
  values_.truncate(frame.first_value);
  keys_.truncate(frame.first_key);
  frames_.truncate(frames_.size() - 1);
  return value;
}

Slot TreeReader::close_object(const Frame& frame) {
  const std::uint32_t count =
      frame.shape == ShapeTree::none ? drop_duplicates(frame) : keys_.size() - frame.first_key;
  const KeyId* const keys = keys_.data() + frame.first_key;
  Slot* const values = values_.data() + frame.first_value;
  if (frame.special && frame.reading == Reading::values)
    return forms_->close(ReadObject{frame.header, keys, values, count, frame.offset});
  core_.fill_object(frame.header, keys, values, count);
  core_[frame.header].has_index_keys = frame.has_index_keys;
  return slots::reference(frame.header);
}

/// JavaScript's rule: the last value of a key counts, at the place of the first.
std::uint32_t TreeReader::drop_duplicates(const Frame& frame) {
  const std::uint32_t count = keys_.size() - frame.first_key;
  if (seen_.size() < core_.keys.size()) seen_.resize(core_.keys.size() * std::size_t{2}, 0);
  ++stamp_;
  KeyId* const keys = keys_.data() + frame.first_key;
  Slot* const values = values_.data() + frame.first_value;
  std::uint32_t i = 0;
  while (i < count && seen_[keys[i]] != stamp_)
    seen_[keys[i++]] = stamp_;
  if (i == count) return count;
  // At least one is there twice: once more, with each key's first place written down.
  places_.resize(seen_.size());
  ++stamp_;
  std::uint32_t kept = 0;
  for (i = 0; i < count; ++i) {
    const KeyId key = keys[i];
    if (seen_[key] != stamp_) {
      seen_[key] = stamp_;
      places_[key] = kept;
      keys[kept++] = key;
    }
    values[places_[key]] = values[i];
  }
  return kept;
}

}  // namespace candela
