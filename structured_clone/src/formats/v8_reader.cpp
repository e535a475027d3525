#include "v8_reader.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include <candela/structured_clone/path.hpp>

#include "graph/core.hpp"
#include "short_ascii.hpp"
#include "text/shape_tree.hpp"
#include "text/write_number.hpp"
#include "v8_frames.hpp"
#include "v8_input.hpp"
#include "v8_leaves.hpp"

namespace candela {
namespace {

using State = V8Frame::State;

/// How many simple members are read in a row, and how many bytes one may take: the tag and length of
/// a string, and what is read of a short one at once.
constexpr std::uint32_t simple_run = 48;
constexpr std::uint32_t short_string = 32;
constexpr std::ptrdiff_t value_room = short_string + 2;
constexpr std::ptrdiff_t member_room = value_room + 2 + ShapeTree::compared;
/// So many objects are read before their keys are kept in the tree.
constexpr std::size_t objects_before_shapes = 6;

class V8Reader {
 public:
  V8Reader(Document& document, std::string_view bytes, const ParseOptions& options)
      : core_(document.core()),
        limits_(options.limits),
        input_(bytes, options.limits),
        leaves_(core_, input_, options.limits),
        spare_holes_(options.limits.holes + bytes.size() * holes_per_byte),
        may_copy_strings_(options.limits.string_bytes >= short_string) {
    core_.headers.reserve(bytes.size() / 256);
    core_.cells.reserve(bytes.size() / 40);
    core_.words.reserve(bytes.size() / 64);
  }

  void run() {
    leaves_.read_version();
    try {
      core_.root = read();
      if (input_.left() != 0) fail(CloneErrorCode::bad_shape, "more bytes stand behind the value");
    } catch (const CloneError& error) {
      throw CloneError(error.code(), error.message(), error.offset(), path());
    }
  }

 private:
  /// What an array may say of holes that take no bytes, so that memory stays in proportion to the
  /// input; and limits.holes once.
  static constexpr std::size_t holes_per_byte = 4;

  [[noreturn]] void fail(CloneErrorCode code, std::string_view message) const {
    input_.fail(code, message, input_.offset());
  }
  V8Frame& top() noexcept { return frames_[frames_.size() - std::size_t{1}]; }

  std::string path() const {
    std::vector<Path::Step> steps;
    steps.reserve(frames_.size());
    for (std::size_t i = 0; i < frames_.size(); ++i) {
      const std::size_t behind =
          i + 1 < frames_.size() ? frames_[i + 1].first_value : values_.size();
      Path::Step step;
      if (frames_[i].step(core_, behind, step)) steps.push_back(step);
    }
    return Path(steps).text();
  }

  // Values

  void count_values(std::size_t count) {
    if (count > limits_.values - value_count_)
      fail(CloneErrorCode::limit_values,
           "more values than limits.values (" + std::to_string(limits_.values) + ")");
    value_count_ += count;
  }

  Slot read() {
    Slot value = slots::undefined;
    bool complete = read_value(value);
    while (true) {
      if (complete) {
        if (frames_.size() == 0) return value;
        hold(value);
      }
      complete = go_on(top(), value);
    }
  }

  /// Reads a value, or opens a container and returns false.
  bool read_value(Slot& value) {
    count_values(1);
    char tag = input_.peek();
    while (tag == v8::verify_object_count) {
      input_.skip();
      input_.varint();
      tag = input_.peek();
    }
    if (leaves_.read_primitive(tag, value)) return true;
    switch (tag) {
      case v8::reference: value = leaves_.read_reference(); return with_view(value);
      case v8::object: return open(Kind::object, State::object);
      case v8::dense_array: return open_array(State::dense);
      case v8::sparse_array: return open_array(State::sparse);
      case v8::map: return open(Kind::map, State::map);
      case v8::set: return open(Kind::set, State::set);
      case v8::error:
        open(Kind::error, State::error);
        leaves_.set_error_part(top().header, V8Leaves::name_part, core_.make_string("Error"));
        return false;
      case v8::host_object: return open_host(value);
      default: break;
    }
    value = leaves_.read_leaf(tag);
    return with_view(value);
  }

  /// A buffer may be there only for a view of it, which follows.
  bool with_view(Slot& value) {
    if (core_.kind(value) == Kind::array_buffer && input_.accept(v8::array_buffer_view))
      value = leaves_.read_view(slots::header_of(value));
    return true;
  }

  // Containers

  void check_depth() const {
    if (frames_.size() >= limits_.depth)
      fail(CloneErrorCode::limit_depth,
           "nested deeper than limits.depth (" + std::to_string(limits_.depth) + ")");
  }

  bool open(Kind kind, State state) {
    check_depth();
    input_.skip();
    push_frame(leaves_.new_header(kind), state);
    return false;
  }

  bool open_array(State state) {
    const std::size_t start = input_.offset();
    open(Kind::array, state);
    V8Frame& frame = top();
    frame.length = input_.varint();
    if (state == State::dense && frame.length > input_.left())
      input_.fail(CloneErrorCode::truncated,
                  "an array says that it has " + std::to_string(frame.length) + " elements; only " +
                      std::to_string(input_.left()) + " bytes are left",
                  start);
    return false;
  }

  /// Node's views, or a host value of ours.
  bool open_host(Slot& value) {
    const std::size_t start = input_.offset();
    input_.skip();
    const std::uint32_t type = input_.varint();
    if (type != v8::host_value) {
      value = leaves_.read_node_view(type, start);
      return true;
    }
    check_depth();
    const HeaderIndex header = leaves_.new_header(Kind::host);
    const Slot tag = core_.make_string(input_.string());
    core_.set_fixed(header, {tag, slots::undefined});
    push_frame(header, State::host);
    return false;
  }

  void push_frame(HeaderIndex header, State state) {
    ShapeTree::Node context = ShapeTree::root;
    if (frames_.size() != 0) {
      const V8Frame& holder = top();
      context = holder.state == State::object ? holder.shape : holder.context;
    }
    // What is read once only needs no tree.
    const bool follows = state == State::object && ++object_count_ > objects_before_shapes;
    V8Frame frame;
    frame.header = header;
    frame.state = state;
    frame.first_value = values_.size();
    frame.first_key = keys_.size();
    frame.shape = follows ? ShapeTree::root : ShapeTree::none;
    frame.context = context;
    frames_.push(frame);
  }

  /// Puts a value where the innermost container wants it.
  void hold(Slot value) {
    V8Frame& frame = top();
    switch (frame.state) {
      case State::dense_properties:
        if (frame.index != no_index) values_[frame.first_value + frame.index] = value;
        return;
      case State::sparse:
        if (frame.index == no_index) return;
        keys_.push(frame.index);
        return values_.push(value);
      case State::error: return leaves_.set_error_part(frame.header, V8Leaves::cause_part, value);
      case State::host:
        core_.cells[core_[frame.header].cells + 1] = value;
        frame.state = State::host_end;
        return;
      default: return values_.push(value);
    }
  }

  /// Reads on in a container: returns true with the container when it ends, or with the value of its
  /// next member when that is complete.
  bool go_on(V8Frame& frame, Slot& value) {
    switch (frame.state) {
      case State::object: return read_member(frame, value);
      case State::dense: return read_element(frame, value);
      case State::dense_properties:
      case State::sparse: return read_array_property(frame, value);
      case State::map: return input_.accept(v8::end_map) ? close_map(value) : read_value(value);
      case State::set: return input_.accept(v8::end_set) ? close_set(value) : read_value(value);
      case State::error:
        if (leaves_.read_error_parts(frame.header)) return read_value(value);
        return pop(value);
      case State::host: return read_value(value);
      default: return pop(value);  // behind a host value's payload
    }
  }

  bool pop(Slot& value) {
    const V8Frame& frame = top();
    value = slots::reference(frame.header);
    values_.truncate(frame.first_value);
    keys_.truncate(frame.first_key);
    frames_.truncate(frames_.size() - 1);
    return true;
  }

  void check_count(std::size_t wanted, std::string_view what) {
    const std::size_t start = input_.offset();
    const std::uint32_t said = input_.varint();
    if (said == wanted) return;
    std::string message("the end says ");
    message.append(std::to_string(said)).append(" ").append(what);
    message.append(", ").append(std::to_string(wanted)).append(" were there");
    input_.fail(CloneErrorCode::bad_shape, message, start);
  }

  // Objects

  bool read_member(V8Frame& frame, Slot& value) {
    if (read_simple_members(frame)) return read_value(value);
    if (!input_.accept(v8::end_object)) {
      read_key(frame);
      return read_value(value);
    }
    frame.key = no_key;
    const std::uint32_t count = keys_.size() - frame.first_key;
    check_count(count, "properties");
    keys_.reserve(decltype(keys_)::block);  // blocks are read to their end
    values_.reserve(decltype(values_)::block);
    const KeyId* const keys = keys_.data() + frame.first_key;
    const Slot* const values = values_.data() + frame.first_value;
    if (!frame.may_repeat) {
      core_.fill_object(frame.header, keys, values, count);
      core_[frame.header].has_index_keys = frame.has_index_keys;
    } else {
      // JavaScript's rule: the last value of a key counts, at the place of the first.
      core_.reserve(frame.header, count);
      for (std::uint32_t i = 0; i < count; ++i)
        core_.set_property(frame.header, keys[i], values[i]);
    }
    return pop(value);
  }

  void read_key(V8Frame& frame) {
    const char tag = input_.peek();
    const std::size_t start = input_.offset();
    char digits[number_room];
    const std::string_view name =
        V8Input::is_string(tag) ? input_.string() : leaves_.read_number_key(tag, digits);
    const std::uint32_t known = core_.keys.size();
    if (known >= limits_.keys && core_.find_key(name) == no_key)
      input_.fail(
          CloneErrorCode::limit_keys,
          "more different property names than limits.keys (" + std::to_string(limits_.keys) + ")",
          start);
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
      frame.has_index_keys = frame.has_index_keys || is_index;
      frame.may_repeat = frame.may_repeat || key < known;
    }
    keys_.push(key);
  }

  void move_to(V8Frame& frame, ShapeTree::Node node) {
    if (frame.shape == ShapeTree::root && frame.context != ShapeTree::none)
      shapes_.note_inside(frame.context, node);
    const ShapeTree::Entry& entry = shapes_[node];
    frame.shape = node;
    frame.key = entry.key;
    frame.has_index_keys = entry.has_index_keys;
  }

  /// The node of the key at `at`, behind its tag, or `none`.
  ShapeTree::Node next_shape(ShapeTree::Node shape, ShapeTree::Node context, const char* at) {
    if (shape != ShapeTree::root || context == ShapeTree::none) return shapes_.find(shape, at);
    const ShapeTree::Node first = shapes_[context].inside;
    if (first != ShapeTree::none && shapes_.matches(first, at)) return first;
    const ShapeTree::Node found = shapes_.find(shape, at);
    if (found != ShapeTree::none) shapes_.note_inside(context, found);
    return found;
  }

  bool may_run() const noexcept {
    return may_copy_strings_ && limits_.values - value_count_ >= simple_run;
  }

  /// Members whose keys came before and whose values are simple: as many as there are in a row.
  /// Returns whether a key was read whose value is not simple.
  bool read_simple_members(V8Frame& frame) {
    if (frame.shape == ShapeTree::none || !may_run()) return false;
    const char* at = input_.here();
    ShapeTree::Node shape = frame.shape;
    KeyId* const keys = keys_.reserve(simple_run);
    Slot* const values = values_.reserve(simple_run);
    std::uint32_t count = 0;
    bool waits = false;
    while (count < simple_run && input_.end() - at >= member_room && *at == v8::one_byte_string) {
      const ShapeTree::Node node = next_shape(shape, frame.context, at + 1);
      if (node == ShapeTree::none) break;
      const ShapeTree::Entry& entry = shapes_[node];
      shape = node;
      keys[count] = entry.key;
      at += entry.length + 2;
      const char* const end = read_simple(at, values[count]);
      if (end == nullptr) {
        waits = true;
        break;
      }
      ++count;
      at = end;
    }
    input_.move_to(at);
    values_.extend(count);
    value_count_ += count;
    keys_.extend(count + (waits ? 1 : 0));
    if (shape != frame.shape) move_to(frame, shape);
    return waits;
  }

  /// A short string of ASCII, a number, a boolean, null or undefined; null where something else
  /// stands. Requires: `value_room` bytes to read.
  const char* read_simple(const char* at, Slot& value) {
    switch (*at) {
      case v8::int32: {
        std::uint32_t number = static_cast<unsigned char>(at[1]);
        at += 2;
        if (number >= 0x80) {
          number &= 0x7F;
          unsigned shift = 7;
          for (; shift < 28 && static_cast<unsigned char>(*at) >= 0x80; shift += 7)
            number |= (static_cast<unsigned char>(*at++) & 0x7FU) << shift;
          if (shift == 28 && static_cast<unsigned char>(*at) > 0x0F) return nullptr;
          number |= std::uint32_t{static_cast<unsigned char>(*at++)} << shift;
        }
        value = slots::number(V8Input::unzigzag(number));
        return at;
      }
      case v8::number: {
        double number = 0;
        std::memcpy(&number, at + 1, sizeof number);
        value = slots::number(number);
        return at + 1 + sizeof number;
      }
      case v8::one_byte_string: {
        const auto length = static_cast<unsigned char>(at[1]);
        if (length > short_string) return nullptr;
        char* const to = core_.bytes.room(short_string);
        if (!copy_short_ascii(at + 2, length, to)) return nullptr;
        value = slots::short_string(core_.bytes.take(length), length);
        return at + 2 + length;
      }
      case v8::yes: value = slots::yes; return at + 1;
      case v8::no: value = slots::no; return at + 1;
      case v8::null: value = slots::null; return at + 1;
      case v8::undefined: value = slots::undefined; return at + 1;
      default: return nullptr;
    }
  }

  // Arrays

  bool read_element(V8Frame& frame, Slot& value) {
    read_simple_elements(frame);
    if (values_.size() - frame.first_value == frame.length) {
      frame.state = State::dense_properties;
      frame.index = no_index;
      return read_array_property(frame, value);
    }
    if (!input_.accept(v8::hole)) return read_value(value);
    count_values(1);
    if (++frame.holes > limits_.holes) fail_holes();
    value = slots::hole;
    return true;
  }

  [[noreturn]] void fail_holes() const {
    fail(CloneErrorCode::limit_holes, "an array has more holes than limits.holes (" +
                                          std::to_string(limits_.holes) +
                                          "), or all arrays together more than the input's size "
                                          "allows");
  }

  void read_simple_elements(V8Frame& frame) {
    std::uint32_t wanted = frame.length - (values_.size() - frame.first_value);
    while (wanted != 0 && may_run()) {
      const char* at = input_.here();
      Slot* const values = values_.reserve(simple_run);
      const std::uint32_t most = std::min(wanted, simple_run);
      std::uint32_t count = 0;
      while (count < most && input_.end() - at >= value_room) {
        const char* const end = read_simple(at, values[count]);
        if (end == nullptr) break;
        ++count;
        at = end;
      }
      input_.move_to(at);
      values_.extend(count);
      value_count_ += count;
      wanted -= count;
      if (count != most) return;
    }
  }

  /// What follows on a dense array's elements, and all that a sparse one has.
  bool read_array_property(V8Frame& frame, Slot& value) {
    const bool is_dense = frame.state == State::dense_properties;
    if (!input_.accept(is_dense ? v8::end_dense_array : v8::end_sparse_array)) {
      frame.index = leaves_.read_array_key(frame.length);
      ++frame.properties;
      return read_value(value);
    }
    frame.index = no_index;
    check_count(frame.properties, "properties");
    check_count(frame.length, "elements");
    values_.reserve(decltype(values_)::block);
    if (is_dense) {
      core_.fill_array(frame.header, values_.data() + frame.first_value, frame.length);
    } else {
      fill_sparse(frame);
    }
    return pop(value);
  }

  void fill_sparse(const V8Frame& frame) {
    const std::uint32_t pairs = keys_.size() - frame.first_key;
    const std::size_t holes = frame.length > pairs ? frame.length - pairs : 0;
    if (holes > limits_.holes || holes > spare_holes_) fail_holes();
    count_values(holes);
    spare_holes_ -= holes;
    core_.resize_array(frame.header, frame.length);
    if (frame.length == 0) return;
    Slot* const cells = core_.cells.data() + core_[frame.header].cells;
    for (std::uint32_t i = 0; i < pairs; ++i)
      cells[keys_[frame.first_key + i]] = values_[frame.first_value + i];
    // The same index may have come twice.
    const auto left = std::count(cells, cells + frame.length, slots::hole);
    if (static_cast<std::size_t>(left) > limits_.holes) fail_holes();
  }

  // Maps, Sets

  bool close_map(Slot& value) {
    const V8Frame& frame = top();
    const std::uint32_t count = values_.size() - frame.first_value;
    if (count % 2 != 0) fail(CloneErrorCode::bad_shape, "a Map ends behind a key");
    check_count(count, "keys and values");
    core_.reserve(frame.header, count / 2);
    for (std::uint32_t i = 0; i < count; i += 2)
      core_.put_entry(frame.header, values_[frame.first_value + i],
                      values_[frame.first_value + i + std::size_t{1}]);
    return pop(value);
  }

  bool close_set(Slot& value) {
    const V8Frame& frame = top();
    const std::uint32_t count = values_.size() - frame.first_value;
    check_count(count, "members");
    core_.reserve(frame.header, count);
    for (std::uint32_t i = 0; i < count; ++i)
      core_.put_entry(frame.header, values_[frame.first_value + i], slots::undefined);
    return pop(value);
  }

  Core& core_;
  const Limits& limits_;
  V8Input input_;
  V8Leaves leaves_;
  std::size_t spare_holes_;
  bool may_copy_strings_;  // the short ones are within the limit
  std::size_t value_count_ = 0;
  std::size_t object_count_ = 0;
  ShapeTree shapes_{ShapeTree::Form::counted};
  Pool<V8Frame, 12> frames_;
  Pool<Slot, 128> values_;
  Pool<std::uint32_t, 128> keys_;  // of objects: key ids; of sparse arrays: indexes
};

}  // namespace

void read_v8(Document& document, std::string_view bytes, const ParseOptions& options) {
  V8Reader(document, bytes, options).run();
}

}  // namespace candela
