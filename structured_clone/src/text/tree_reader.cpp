#include "tree_reader.hpp"

#include <algorithm>
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

void TreeReader::count_value() {
  if (++value_count_ > limits_.values)
    scanner_.fail(CloneErrorCode::limit_values,
                  "more values than limits.values (" + std::to_string(limits_.values) + ")",
                  scanner_.offset());
}

bool TreeReader::read_primitive(Slot& value) {
  switch (scanner_.peek()) {
    case '"': value = core_.make_string(scanner_.string()); return true;
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
    case '{': open(true); return false;
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
  if (!frames_.empty()) {
    reading = reading_inside(frames_.back());
    if (reading == Reading::record) host = frames_.back().host;
  }
  frames_.push_back(Frame{header, static_cast<std::uint32_t>(values_.size()),
                          static_cast<std::uint32_t>(keys_.size()), 0, no_key, is_object, false,
                          reading, host, offset});
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
  const std::string_view name = scanner_.string();
  if (core_.keys.size() >= limits_.keys && core_.find_key(name) == no_key)
    scanner_.fail(
        CloneErrorCode::limit_keys,
        "more different property names than limits.keys (" + std::to_string(limits_.keys) + ")",
        scanner_.offset());
  frame.key = core_.intern(name);
  if (!name.empty() && name[0] == '$') frame.special = true;
  keys_.push_back(frame.key);
  scanner_.expect(':');
}

Slot TreeReader::read(HeaderIndex reserved) {
  reserved_ = reserved;
  const std::size_t base = frames_.size();
  Slot value = slots::undefined;
  while (true) {
    count_value();
    if (!read_primitive(value)) {
      Frame& opened = frames_.back();
      if (!scanner_.accept(opened.is_object ? '}' : ']')) {
        if (opened.is_object) read_key(opened);
        continue;
      }
      value = close();
    }
    // A value is complete: hand it to what holds it, and close that as long as it ends here.
    while (true) {
      if (frames_.size() == base) return value == slots::hole ? slots::undefined : value;
      Frame& frame = frames_.back();
      values_.push_back(value == slots::hole ? hole_in(frame) : value);
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
  const Frame frame = frames_.back();
  Slot value = slots::reference(frame.header);
  if (frame.is_object) {
    value = close_object(frame);
  } else {
    core_.fill_array(frame.header, values_.data() + frame.first_value,
                     static_cast<std::uint32_t>(values_.size()) - frame.first_value);
  }
  values_.resize(frame.first_value);
  keys_.resize(frame.first_key);
  frames_.pop_back();
  return value;
}

Slot TreeReader::close_object(const Frame& frame) {
  const std::uint32_t count = drop_duplicates(frame);
  if (frame.special && frame.reading == Reading::values)
    return forms_->close(ReadObject{frame.header, keys_.data() + frame.first_key,
                                    values_.data() + frame.first_value, count, frame.offset});
  core_.fill_object(frame.header, keys_.data() + frame.first_key,
                    values_.data() + frame.first_value, count);
  return slots::reference(frame.header);
}

/// JavaScript's rule: the last value of a key counts, at the place of the first.
std::uint32_t TreeReader::drop_duplicates(const Frame& frame) {
  const std::uint32_t count = static_cast<std::uint32_t>(keys_.size()) - frame.first_key;
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
