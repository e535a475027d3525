#include "v8_writer.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <candela/structured_clone/path.hpp>

#include "buffer_sharing.hpp"
#include "describe.hpp"
#include "v8_output.hpp"

namespace candela {
namespace {

constexpr std::uint32_t name_part = 0;
constexpr std::uint32_t message_part = 1;
constexpr std::uint32_t stack_part = 2;
constexpr std::uint32_t cause_part = 3;

class V8Writer {
 public:
  V8Writer(Output& out, Core& core, Slot root, const StringifyOptions& options)
      : out_(out, core),
        core_(core),
        lossless_(options.fidelity == Fidelity::lossless),
        sharing_(core, root) {
    ids_.extend(core.headers.size());
    std::memset(ids_.data(), 0, ids_.size() * sizeof(std::uint32_t));
  }

  void run(Slot root) {
    out_.put(v8::version_tag);
    out_.put(v8::written_version);
    try {
      put(root);
      while (frames_.size() != 0)
        step();
    } catch (const CloneError& error) {
      throw CloneError(error.code(), error.message(), error.offset(), path());
    }
  }

 private:
  enum class State : std::uint8_t { object, dense, sparse, map, set, error_end };
  struct Frame {
    HeaderIndex header;
    std::uint32_t next;   // among the header's values, in the order of writing
    std::uint32_t order;  // 1 + the place in orders_, where JavaScript's order is another
    State state;
  };

  // Places, for errors

  Path::Step step_of(const Frame& frame) const {
    const Header& header = core_[frame.header];
    const std::uint32_t at = frame.next == 0 ? 0 : frame.next - 1;
    switch (frame.state) {
      case State::object:
        return {Path::StepKind::property,
                core_.key_text(core_.words[header.words + position(frame, at)]), 0};
      case State::map: {
        const bool is_key = at % 2 == 0;
        return {is_key ? Path::StepKind::map_key : Path::StepKind::map_value, {}, at / 2};
      }
      case State::set: return {Path::StepKind::set_member, {}, at};
      case State::error_end: return {Path::StepKind::error_part, "cause", 0};
      default: return {Path::StepKind::index, {}, at};
    }
  }

  std::string path() const {
    std::vector<Path::Step> steps;
    steps.reserve(frames_.size());
    for (std::size_t i = 0; i < frames_.size(); ++i)
      steps.push_back(step_of(frames_[i]));
    return Path(steps).text();
  }

  [[noreturn]] static void fail(std::string_view message) {
    throw CloneError(CloneErrorCode::not_serializable, message);
  }

  Slot fixed(HeaderIndex header, std::uint32_t at) const {
    return core_.cells[core_[header].cells + at];
  }

  // Values

  /// Returns whether it opened a frame: then no reference to an older one is good.
  bool put(Slot slot) {
    if (slots::is_number(slot)) return out_.put_number(slot), false;
    switch (slots::tag(slot)) {
      case slots::tag_null: out_.put(v8::null); break;
      case slots::tag_boolean: out_.put(slot == slots::yes ? v8::yes : v8::no); break;
      case slots::tag_string: out_.put_stored_string(core_.text(slot)); break;
      case slots::tag_bigint: out_.put_bigint(v8::bigint, slot); break;
      case slots::tag_reference: return put_reference(slots::header_of(slot));
      default: out_.put(v8::undefined); break;
    }
    return false;
  }

  bool put_reference(HeaderIndex header) {
    // A host value and its payload, which may be a host value again.
    while (core_[header].kind == Kind::host && ids_[header] == 0) {
      put_host_tag(header);
      const Slot payload = fixed(header, 1);
      if (!slots::is_reference(payload)) return put(payload);
      header = slots::header_of(payload);
    }
    if (ids_[header] != 0) {
      out_.put_varint(v8::reference, ids_[header] - 1);
      return false;
    }
    return open(header);
  }

  void take_id(HeaderIndex header) { ids_[header] = ++last_id_; }

  void put_host_tag(HeaderIndex header) {
    if (!lossless_)
      fail("V8's format has no form for " + describe(Value(&core_, slots::reference(header))) +
           "; the lossless form has");
    take_id(header);
    out_.put_varint(v8::host_object, v8::host_value);
    out_.put_stored_string(core_.text(fixed(header, 0)));
  }

  /// Writes a value's own bytes, and opens a frame for what it holds.
  bool open(HeaderIndex index) {
    const Header& header = core_[index];
    if (header.kind == Kind::typed_array || header.kind == Kind::data_view) return put_view(index);
    if (header.kind == Kind::function)
      fail("V8's format has no form for a function: '" + std::string(core_.text(fixed(index, 0))) +
           "'");
    take_id(index);
    switch (header.kind) {
      case Kind::object: out_.put(v8::object); return push_frame(index, State::object);
      case Kind::array: return open_array(index);
      case Kind::map: out_.put(v8::map); return push_frame(index, State::map);
      case Kind::set: out_.put(v8::set); return push_frame(index, State::set);
      case Kind::error: return open_error(index);
      case Kind::date: out_.put_double(v8::date, slots::as_number(fixed(index, 0))); break;
      case Kind::regexp: put_regexp(index); break;
      case Kind::boxed: put_boxed(fixed(index, 0)); break;
      case Kind::array_buffer:
        out_.put_varint(v8::array_buffer, header.size);
        put_shown(index);
        break;
      default: fail("the value has no form in V8's format");
    }
    return false;
  }

  void put_boxed(Slot primitive) {
    if (slots::is_boolean(primitive))
      return out_.put(primitive == slots::yes ? v8::boxed_yes : v8::boxed_no);
    if (slots::is_bigint(primitive)) return out_.put_bigint(v8::boxed_bigint, primitive);
    if (slots::is_number(primitive))
      return out_.put_double(v8::boxed_number, slots::as_number(primitive));
    out_.put(v8::boxed_string);
    out_.put_stored_string(core_.text(primitive));
  }

  void put_regexp(HeaderIndex index) {
    const std::string_view letters = core_.text(fixed(index, 1));
    std::uint32_t bits = 0;
    for (const char letter : letters) {
      std::uint32_t bit = 0;
      for (const v8::RegExpFlag& flag : v8::regexp_flags)
        if (flag.letter == letter) bit = flag.bit;
      if (bit == 0 || (bits & bit) != 0)
        fail("no RegExp has the flags '" + std::string(letters.substr(0, described_bytes)) + "'");
      bits |= bit;
    }
    if ((bits & v8::regexp_exclusive) == v8::regexp_exclusive)
      fail("no RegExp has both of the flags 'u' and 'v'");
    out_.put(v8::regexp);
    out_.put_stored_string(core_.text(fixed(index, 0)));
    out_.put_varint(bits);
  }

  // Buffers, views

  void put_shown(HeaderIndex index) {
    const std::span<const char> bytes = core_.shown_bytes(index);
    out_.put_raw({bytes.data(), bytes.size()});
  }

  static std::uint32_t shown_size(const Header& header) noexcept {
    const std::size_t unit =
        header.kind == Kind::typed_array ? element_size(header.element) : std::size_t{1};
    return static_cast<std::uint32_t>(header.size * unit);
  }

  static const v8::ViewType& type_of(const Header& header) noexcept {
    for (const v8::ViewType& known : v8::view_types)
      if (known.type == header.element) return known;
    return v8::view_types[0];
  }

  bool put_view(HeaderIndex index) {
    const Header& header = core_[index];
    const bool is_data_view = header.kind == Kind::data_view;
    const HeaderIndex buffer = slots::header_of(fixed(index, 0));
    const std::uint32_t size = shown_size(header);
    if (lossless_ && (core_[buffer].size != size || sharing_.is_shared(buffer))) {
      put_reference(buffer);
      take_id(index);
      out_.put(v8::array_buffer_view);
      out_.put(is_data_view ? v8::data_view : type_of(header).tag);
      out_.put_varint(header.words);
      out_.put_varint(size);
      out_.put_varint(0);  // flags
      return false;
    }
    take_id(index);
    out_.put_varint(v8::host_object,
                    is_data_view ? v8::node_data_view : std::uint32_t{type_of(header).in_node});
    out_.put_varint(size);
    put_shown(index);
    return false;
  }

  // Errors

  /// As JavaScript makes a string of it.
  void put_text(Slot slot) {
    if (slots::is_string(slot)) return out_.put_stored_string(core_.text(slot));
    switch (core_.kind(slot)) {
      case Kind::null: return out_.put_string("null");
      case Kind::undefined: return out_.put_string("undefined");
      case Kind::boolean: return out_.put_string(slot == slots::yes ? "true" : "false");
      case Kind::number: {
        const double number = slots::as_number(slot);
        return out_.put_string(number == 0 ? "0" : describe_number(number));
      }
      case Kind::bigint: return out_.put_string(core_.bigint(slot).to_decimal());
      default: return out_.put_string("[object Object]");
    }
  }

  bool open_error(HeaderIndex index) {
    out_.put(v8::error);
    const Slot name = fixed(index, name_part);
    if (slots::is_string(name))
      for (const v8::ErrorName& known : v8::error_names)
        if (core_.text(name) == known.name) out_.put(known.tag);
    if (const Slot message = fixed(index, message_part); message != slots::hole) {
      out_.put(v8::error_message);
      put_text(message);
    }
    const Slot cause = fixed(index, cause_part);
    if (cause == slots::hole) return end_error(index), false;
    out_.put(v8::error_cause);
    if (!slots::is_reference(cause)) {
      put(cause);
      return end_error(index), false;
    }
    push_frame(index, State::error_end);
    put_reference(slots::header_of(cause));
    return true;
  }

  void end_error(HeaderIndex index) {
    const Slot stack = fixed(index, stack_part);
    if (slots::is_string(stack)) {
      out_.put(v8::error_stack);
      out_.put_stored_string(core_.text(stack));
    }
    out_.put(v8::end_error);
  }

  // Frames

  bool push_frame(HeaderIndex header, State state) {
    std::uint32_t order = 0;
    if (state == State::object && core_[header].has_index_keys) {
      orders_.push_back(core_.property_order(header));
      order = static_cast<std::uint32_t>(orders_.size());
    }
    frames_.push(Frame{header, 0, order, state});
    return true;
  }

  std::uint32_t position(const Frame& frame, std::uint32_t step) const {
    return frame.order == 0 ? step : orders_[frame.order - 1][step];
  }

  void step() {
    Frame& frame = frames_[frames_.size() - std::size_t{1}];
    const Header& header = core_[frame.header];
    switch (frame.state) {
      case State::object:
        if (step_object(frame, header)) return;
        break;
      case State::dense:
        if (step_dense(frame, header)) return;
        break;
      case State::sparse:
        if (step_sparse(frame, header)) return;
        break;
      case State::map:
      case State::set:
        if (step_entries(frame, header)) return;
        break;
      case State::error_end: end_error(frame.header); break;
    }
    if (frame.order != 0) orders_.pop_back();
    frames_.truncate(frames_.size() - 1);
  }

  bool step_object(Frame& frame, const Header& header) {
    const Slot* const values = core_.cells.data() + header.cells;
    const KeyId* const keys = core_.words.data() + header.words;
    while (frame.next < header.size) {
      const std::uint32_t at = position(frame, frame.next++);
      out_.put_key(keys[at]);
      if (put(values[at])) return true;
    }
    out_.put_varint(v8::end_object, header.size);
    return false;
  }

  /// V8 keeps lists of numbers as int32 or as doubles: one that is no int32 makes doubles of all. An
  /// array with holes is sparse.
  bool open_array(HeaderIndex index) {
    const Header& header = core_[index];
    const Slot* const values = core_.cells.data() + header.cells;
    const Slot* const end = values + header.size;
    const bool all_int32 = V8Output::are_int32({values, header.size});
    const Slot* const other = all_int32 ? end : std::find_if_not(values, end, slots::is_number);
    const bool has_holes = std::find(other, end, slots::hole) != end;
    if (has_holes) {
      out_.put_varint(v8::sparse_array, header.size);
      return push_frame(index, State::sparse);
    }
    out_.put_varint(v8::dense_array, header.size);
    if (other != end) return push_frame(index, State::dense);
    if (all_int32) {
      out_.put_int32s({values, header.size});
    } else {
      out_.put_doubles({values, header.size});
    }
    end_array(v8::end_dense_array, 0, header.size);
    return false;
  }

  void end_array(char tag, std::uint32_t properties, std::uint32_t length) {
    out_.put_varint(tag, properties);
    out_.put_varint(length);
  }

  bool step_dense(Frame& frame, const Header& header) {
    const Slot* const values = core_.cells.data() + header.cells;
    while (frame.next < header.size)
      if (put(values[frame.next++])) return true;
    end_array(v8::end_dense_array, 0, header.size);
    return false;
  }

  bool step_sparse(Frame& frame, const Header& header) {
    const Slot* const values = core_.cells.data() + header.cells;
    while (frame.next < header.size) {
      const std::uint32_t at = frame.next++;
      if (values[at] == slots::hole) continue;
      out_.put_number(slots::number(at));
      if (put(values[at])) return true;
    }
    std::uint32_t properties = 0;
    for (std::uint32_t i = 0; i < header.size; ++i)
      properties += values[i] != slots::hole ? 1 : 0;
    end_array(v8::end_sparse_array, properties, header.size);
    return false;
  }

  /// Removed entries are holes, the value of a Map's entry too.
  bool step_entries(Frame& frame, const Header& header) {
    const bool is_map = frame.state == State::map;
    const Slot* const values = core_.cells.data() + header.cells;
    const std::uint32_t end = header.size * (is_map ? 2 : 1);
    while (frame.next < end) {
      const Slot slot = values[frame.next++];
      if (slot != slots::hole && put(slot)) return true;
    }
    out_.put_varint(is_map ? v8::end_map : v8::end_set, header.live * (is_map ? 2 : 1));
    return false;
  }

  V8Output out_;
  Core& core_;
  bool lossless_;
  BufferSharing sharing_;
  Pool<std::uint32_t, 64> ids_;  // by header: 1 + the id, 0 has none yet
  std::uint32_t last_id_ = 0;
  Pool<Frame, 16> frames_;
  std::vector<std::vector<std::uint32_t>> orders_;
};

}  // namespace

void write_v8(Output& out, Core& core, Slot root, const StringifyOptions& options) {
  V8Writer(out, core, root, options).run(root);
}

}  // namespace candela
