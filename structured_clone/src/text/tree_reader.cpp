#include "tree_reader.hpp"

#include <cstring>
#include <utility>

#include "describe.hpp"
#include "read_number.hpp"

namespace candela {
namespace {

/// How many simple members are read in a row, and how many bytes one may take: the longest key that
/// is compared, its quotes and colon, and the longest simple value.
constexpr std::size_t simple_run = 48;
constexpr std::ptrdiff_t value_room = 48;
constexpr std::ptrdiff_t simple_room = value_room + 48;
/// So many objects of a text are read before their keys are kept in the tree.
constexpr std::size_t objects_before_shapes = 6;

bool has_repeated(const KeyId* keys, std::uint32_t count) noexcept {
  for (std::uint32_t i = 1; i < count; ++i)
    for (std::uint32_t j = 0; j < i; ++j)
      if (keys[i] == keys[j]) return true;
  return false;
}

}  // namespace

TreeReader::TreeReader(Scanner& scanner, Core& core, const Limits& limits, ObjectForms* forms)
    : scanner_(scanner),
      core_(core),
      limits_(limits),
      forms_(forms),
      outermost_(forms != nullptr ? Reading::values : Reading::plain),
      may_copy_strings_(limits.string_bytes >= Scanner::short_string) {
  // What a text of that length hardly stays below, so that less is moved as the document grows.
  const std::size_t bytes = scanner.left();
  core.headers.reserve(bytes / 256);
  core.cells.reserve(bytes / 40);
  core.words.reserve(bytes / 64);
}

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

/// A short string without escapes, a number or a literal; null where something else stands. The text
/// never ends behind it, so that one more byte may be read.
/// Requires: `value_room` bytes to read.
inline const char* TreeReader::read_simple(const char* at, Slot& value) {
  switch (*at) {
    case '"': {
      char* const to = core_.bytes.room(Scanner::short_string);
      const std::size_t length = Scanner::copy_short_string(at + 1, to);
      if (length == Scanner::no_short_string) return nullptr;
      value = slots::short_string(core_.bytes.take(length), length);
      return at + length + 2;
    }
    case 't': value = slots::yes; return std::memcmp(at, "true", 4) == 0 ? at + 4 : nullptr;
    case 'f': value = slots::no; return std::memcmp(at, "false", 5) == 0 ? at + 5 : nullptr;
    case 'n': value = slots::null; return std::memcmp(at, "null", 4) == 0 ? at + 4 : nullptr;
    case '{':
    case '[': return nullptr;
    default: {
      const ReadNumber number = read_number(at, scanner_.end());
      value = slots::number(number.value);
      // A number may be longer than any room.
      return number.end == scanner_.end() ? nullptr : number.end;
    }
  }
}

bool TreeReader::read_primitive(Slot& value) {
  const char first = scanner_.peek();
  const bool is_container = first == '{' || first == '[';
  if (!is_container && may_copy_strings_ && scanner_.end() - scanner_.here() >= value_room) {
    const char* const end = read_simple(scanner_.here(), value);
    if (end != nullptr) {
      scanner_.move_to(end);
      return true;
    }
  }
  switch (first) {
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
    case '{':
      if (read_reference(value) || read_empty(value, Kind::object, '}')) return true;
      open(true);
      return false;
    case '[':
      if (read_empty(value, Kind::array, ']')) return true;
      open(false);
      return false;
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

/// `{}` or `[]`, which needs no frame.
bool TreeReader::read_empty(Slot& value, Kind kind, char end) {
  if (scanner_.left() < 2 || scanner_.here()[1] != end || reserved_ != no_block ||
      records_offsets_ || frames_.size() >= limits_.depth)
    return false;
  scanner_.skip(2);
  value = slots::reference(core_.new_header(kind));
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
  // What is read once only needs no tree.
  const bool follows = is_object && ++object_count_ > objects_before_shapes;
  Frame& frame = frames_[frames_.extend(1)];
  frame.header = header;
  frame.first_value = values_.size();
  frame.first_key = keys_.size();
  frame.holes = 0;
  frame.key = no_key;
  frame.shape = follows ? ShapeTree::root : ShapeTree::none;
  frame.context = context;
  frame.is_object = is_object;
  frame.special = false;
  frame.has_index_keys = false;
  frame.may_repeat = false;
  frame.reading = reading;
  frame.host = host;
  frame.offset = offset;
}

TreeReader::Reading TreeReader::reading_inside(const Frame& holder) const noexcept {
  if (holder.host == nullptr || holder.reading == Reading::plain || !holder.is_object)
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

/// A string that is not kept.
inline std::string_view TreeReader::read_name() {
  const char* const start = scanner_.here() + 1;
  if (scanner_.end() - start > static_cast<std::ptrdiff_t>(Scanner::short_string) &&
      may_copy_strings_) {
    const std::size_t length = Scanner::measure_short_string(start);
    if (length != Scanner::no_short_string) {
      scanner_.move_to(start + length + 1);
      return {start, length};
    }
  }
  return scanner_.string();
}

void TreeReader::read_key(Frame& frame) {
  if (scanner_.peek() != '"') scanner_.fail_unexpected("a property name in quotes");
  const std::string_view name = read_name();
  const std::uint32_t known = core_.keys.size();
  if (known >= limits_.keys && core_.find_key(name) == no_key)
    scanner_.fail(
        CloneErrorCode::limit_keys,
        "more different property names than limits.keys (" + std::to_string(limits_.keys) + ")",
        scanner_.offset());
  const KeyId key = core_.intern(name);
  const bool is_index = core_.keys.array_index(key) != no_index;
  ShapeTree::Node node = ShapeTree::none;
  if (frame.shape != ShapeTree::none) {
    node = shapes_.child(frame.shape, key, name, is_index);
    frame.may_repeat = node == ShapeTree::none;
  }
  if (node != ShapeTree::none) {
    move_to(frame, node);
  } else {
    frame.shape = ShapeTree::none;
    frame.key = key;
    frame.special = frame.special || name.starts_with('$');
    frame.has_index_keys = frame.has_index_keys || is_index;
    frame.may_repeat = frame.may_repeat || key < known;
  }
  keys_.push(key);
  scanner_.expect(':');
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

/// The node of the key at `at`, behind its opening quote, or `none`.
inline ShapeTree::Node TreeReader::next_shape(ShapeTree::Node shape, ShapeTree::Node context,
                                              const char* at) {
  if (shape != ShapeTree::root || context == ShapeTree::none) return shapes_.find(shape, at);
  const ShapeTree::Node first = shapes_[context].inside;
  if (first != ShapeTree::none && shapes_.matches(first, at)) return first;
  const ShapeTree::Node found = shapes_.find(shape, at);
  if (found != ShapeTree::none) shapes_.note_inside(context, found);
  return found;
}

/// Members whose keys came before and whose values are simple, written without white space: as
/// many as there are in a row. The rest is for who reads anything.
TreeReader::Next TreeReader::read_simple_members(Frame& frame) {
  if (frame.shape == ShapeTree::none || !may_copy_strings_ ||
      limits_.values - value_count_ < simple_run)
    return Next::member;
  const char* at = scanner_.here();
  const char* const last = scanner_.end() - simple_room;
  ShapeTree::Node shape = frame.shape;
  KeyId* const keys = keys_.reserve(simple_run);
  Slot* const values = values_.reserve(simple_run);
  std::size_t count = 0;
  Next next = Next::member;
  while (count < simple_run && at <= last && *at == '"') {
    const ShapeTree::Node node = next_shape(shape, frame.context, at + 1);
    if (node == ShapeTree::none) break;
    const ShapeTree::Entry& entry = shapes_[node];
    const char* const value = at + entry.length + 3;
    if (value[-1] != ':' || entry.special) break;
    shape = node;
    keys[count] = entry.key;
    at = read_simple(value, values[count]);
    if (at == nullptr) {
      at = value;
      next = Next::value;
      break;
    }
    ++count;
    if (*at != ',') {
      next = Next::end;
      break;
    }
    ++at;
  }
  scanner_.move_to(at);
  values_.extend(count);
  value_count_ += count;
  keys_.extend(count + (next == Next::value ? 1 : 0));
  if (shape != frame.shape) move_to(frame, shape);
  return next;
}

/// The same for an array's elements.
TreeReader::Next TreeReader::read_simple_elements() {
  if (!may_copy_strings_ || limits_.values - value_count_ < simple_run) return Next::member;
  const char* at = scanner_.here();
  const char* const last = scanner_.end() - simple_room;
  Slot* const values = values_.reserve(simple_run);
  std::size_t count = 0;
  Next next = Next::member;
  while (count < simple_run && at <= last) {
    const char* const end = read_simple(at, values[count]);
    if (end == nullptr) break;
    ++count;
    at = end;
    if (*at != ',') {
      next = Next::end;
      break;
    }
    ++at;
  }
  scanner_.move_to(at);
  values_.extend(count);
  value_count_ += count;
  return next;
}

Slot TreeReader::read(HeaderIndex reserved) {
  reserved_ = reserved;
  const std::uint32_t base = frames_.size();
  Next next = Next::value;
  while (true) {
    if (next == Next::member) {
      Frame& frame = top();
      if (!frame.is_object) {
        next = read_simple_elements();
        if (next == Next::member) next = Next::value;
      } else {
        next = read_simple_members(frame);
        if (next == Next::member) {
          read_key(frame);
          next = Next::value;
        }
      }
    }
    Slot value = slots::undefined;
    if (next == Next::value) {
      count_value();
      if (!read_primitive(value)) {
        const bool is_object = top().is_object;
        next = Next::member;
        if (!scanner_.accept(is_object ? '}' : ']')) continue;
        value = close();
      }
      if (frames_.size() == base) return value == slots::hole ? slots::undefined : value;
      hold(value);
    }
    // A value is complete; what holds it goes on, or is closed as long as it ends here.
    while (!scanner_.accept(',')) {
      const bool is_object = top().is_object;
      if (!scanner_.accept(is_object ? '}' : ']')) {
        scanner_.peek();
        scanner_.fail_unexpected(is_object ? "',' or '}'" : "',' or ']'");
      }
      value = close();
      if (frames_.size() == base) return value == slots::hole ? slots::undefined : value;
      hold(value);
    }
    next = Next::member;
  }
}

/// Puts a value behind those that the innermost container has.
void TreeReader::hold(Slot value) {
  Frame& frame = top();
  values_.push(value == slots::hole ? hole_in(frame) : value);
  if (frame.special && frame.reading == Reading::values) note_type(frame, value);
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
  const Frame& frame = top();
  Slot value = slots::reference(frame.header);
  values_.reserve(decltype(values_)::block);  // blocks are read to their end
  keys_.reserve(decltype(keys_)::block);
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
      frame.may_repeat ? drop_duplicates(frame) : keys_.size() - frame.first_key;
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
  KeyId* const keys = keys_.data() + frame.first_key;
  constexpr std::uint32_t few = 16;
  if (count <= few && !has_repeated(keys, count)) return count;
  if (seen_.size() < core_.keys.size()) {
    const std::uint32_t known = seen_.size();
    seen_.extend(core_.keys.size() * std::size_t{2} - known);
    std::memset(seen_.data() + known, 0, (seen_.size() - known) * sizeof(std::uint32_t));
  }
  ++stamp_;
  Slot* const values = values_.data() + frame.first_value;
  std::uint32_t i = 0;
  while (i < count && seen_[keys[i]] != stamp_)
    seen_[keys[i++]] = stamp_;
  if (i == count) return count;
  // At least one is there twice: once more, with each key's first place written down.
  places_.extend(seen_.size() - places_.size());
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
