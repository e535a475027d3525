#include "nested_writer.hpp"

#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "alias_pass.hpp"
#include "buffer_text.hpp"
#include "quoted_keys.hpp"
#include "special_values.hpp"
#include "text/json_string.hpp"
#include "text/plain_json.hpp"
#include "text/write_number.hpp"

namespace candela {
namespace {

class NestedWriter {
 public:
  NestedWriter(Output& out, Core& core, const StringifyOptions& options)
      : out_(out),
        core_(core),
        options_(options),
        lossless_(options.fidelity == Fidelity::lossless),
        aliases_(core, options, AliasPass::UnknownHosts::values),
        keys_(core, QuotedKeys::Dollar::doubled) {}

  void run(Slot root) {
    aliases_.run(root);
    rank_shared();
    out_.put("{\"json\":");
    put(root);
    finish();
    out_.put(",\"meta\":{");
    if (shared_.size() != 0) {
      out_.put("\"aliases\":{");
      for (std::uint32_t rank = 0; rank < shared_.size(); ++rank) {
        out_.put(rank == 0 ? "\"" : ",\"");
        put_count(rank);
        out_.put("\":");
        open(shared_[rank]);
        finish();
      }
      out_.put('}');
    }
    out_.put("}}");
  }

 private:
  struct Frame {
    HeaderIndex header;
    std::uint32_t next;
    std::uint32_t order;     // 1 + the place in orders_, where JavaScript's order is another
    bool any;                // a member stands before the next one
    const HostType* record;  // whose record this is, or null
    const char* end;
    std::uint32_t end_size;
  };

  void rank_shared() {
    if (!aliases_.any_shared()) return;
    ranks_.extend(aliases_.order().size());  // only those of shared values are ever read
    for (const HeaderIndex header : aliases_.order()) {
      if (core_[header].kind == Kind::function || !aliases_.is_shared(header)) continue;
      ranks_[aliases_.position(header)] = shared_.size();
      shared_.push(header);
    }
  }

  void put_count(std::uint32_t count) {
    out_.advance(write_integer(count, out_.room(number_room)));
  }

  void put_text(std::string_view before, Slot string, std::string_view after) {
    out_.put(before);
    write_json_string(out_, core_.text(string));
    out_.put(after);
  }

  // Values

  void put(Slot slot) {
    if (slots::is_number(slot)) return put_double(slots::as_number(slot));
    switch (slots::tag(slot)) {
      case slots::tag_null: return out_.put("null");
      case slots::tag_boolean:
        if (slot == slots::yes) return out_.put("true");
        return out_.put("false");
      case slots::tag_string: return write_stored_json_string(out_, core_.text(slot));
      case slots::tag_bigint:
        out_.put("{\"$type\":\"bigint\",\"value\":\"");
        out_.put(core_.bigint(slot).to_decimal());
        return out_.put("\"}");
      case slots::tag_reference: return put_reference(slots::header_of(slot));
      case slots::tag_hole:
        if (lossless_) return out_.put("{\"$type\":\"undefined\",\"hole\":true}");
        return out_.put("null");
      default: return out_.put("{\"$type\":\"undefined\"}");
    }
  }

  void put_double(double number) {
    if (std::isfinite(number)) return put_number(out_, number, options_.fidelity);
    const std::string_view name = special_number_name(number);
    out_.put("{\"$type\":\"number-special\",\"value\":\"");
    out_.put(name);
    out_.put("\"}");
  }

  void put_reference(HeaderIndex header) {
    const bool is_function = core_[header].kind == Kind::function;
    if (is_function || !aliases_.is_shared(header)) return open(header);
    out_.put("{\"$ref\":");
    put_count(ranks_[aliases_.position(header)]);
    out_.put('}');
  }

  void put_plain(Slot slot) { write_plain_json(out_, core_, slot, Unwritable::null); }

  Slot fixed(const Header& header, std::uint32_t at) const {
    return core_.cells[header.cells + at];
  }

  /// Writes a container's own text, and opens a frame for what it holds.
  void open(HeaderIndex index) {
    const Header header = core_[index];
    switch (header.kind) {
      case Kind::object: return open_frame(index, "{", "}");
      case Kind::array: return open_frame(index, "[", "]");
      case Kind::map: return open_frame(index, "{\"$type\":\"map\",\"entries\":[", "]}");
      case Kind::set: return open_frame(index, "{\"$type\":\"set\",\"values\":[", "]}");
      case Kind::error: return open_frame(index, "{", "}");
      case Kind::date:
        out_.put("{\"$type\":\"date\",\"iso\":");
        put_date(out_, slots::as_number(fixed(header, 0)), options_.fidelity);
        return out_.put('}');
      case Kind::regexp: return put_regexp(header);
      case Kind::boxed: {
        const Slot primitive = fixed(header, 0);
        out_.put("{\"$type\":\"");
        out_.put(boxed_tag(core_.kind(primitive)));
        out_.put("\",\"value\":");
        put_boxed(out_, core_, primitive, options_.fidelity);
        return out_.put('}');
      }
      case Kind::array_buffer:
      case Kind::typed_array:
      case Kind::data_view: return put_buffer(index);
      case Kind::function:
        return put_text("{\"$type\":\"function\",\"name\":", fixed(header, 0), "}");
      default: return open_host(index);
    }
  }

  void put_regexp(const Header& header) {
    put_text("{\"$type\":\"regexp\",\"source\":", fixed(header, 0), ",\"flags\":");
    write_json_string(out_, core_.text(fixed(header, 1)));
    const double last = slots::as_number(fixed(header, 2));
    if (last != 0 && lossless_) {
      out_.put(",\"lastIndex\":");
      put_number(out_, last, options_.fidelity);
    }
    out_.put('}');
  }

  void put_buffer(HeaderIndex index) {
    const Header header = core_[index];
    out_.put("{\"$type\":\"arraybuffer\",\"subtype\":\"");
    out_.put(buffer_subtype(header));
    out_.put("\",\"data\":");
    write_elements(out_, core_, index, options_.fidelity);
    const bool is_data_view = header.kind == Kind::data_view;
    const bool with_buffer = header.kind != Kind::array_buffer && aliases_.needs_buffer(index);
    if (with_buffer) {
      out_.put(",\"buffer\":");
      put(fixed(header, 0));
    }
    if (with_buffer || is_data_view) {
      out_.put(",\"byteOffset\":");
      put_count(header.words);
      out_.put(is_data_view ? ",\"byteLength\":" : ",\"length\":");
      put_count(header.size);
    }
    out_.put('}');
  }

  void open_host(HeaderIndex index) {
    const Header header = core_[index];
    const Slot payload = fixed(header, 1);
    put_text("{\"$type\":", fixed(header, 0), "");
    const HostType* const type = aliases_.host_type(index);
    if (type == nullptr) {
      if (core_.kind(payload) == Kind::object) {
        push_frame(slots::header_of(payload), "}");
        top().any = true;
        return;
      }
      out_.put(",\"value\":");
      put_plain(payload);
      return out_.put('}');
    }
    out_.put(",\"");
    out_.put(type->nested_field);
    out_.put("\":");
    if (type->payload == HostType::Payload::plain || core_.kind(payload) != Kind::object) {
      put_plain(payload);
      return out_.put('}');
    }
    out_.put('{');
    push_frame(slots::header_of(payload), "}}");
    top().record = type;
  }

  // Frames

  Frame& top() { return frames_[frames_.size() - std::size_t{1}]; }

  void push_frame(HeaderIndex header, std::string_view end) {
    std::uint32_t order = 0;
    if (core_[header].has_index_keys) {
      orders_.push_back(core_.property_order(header));
      order = static_cast<std::uint32_t>(orders_.size());
    }
    frames_.push(Frame{header, 0, order, false, nullptr, end.data(),
                       static_cast<std::uint32_t>(end.size())});
  }

  void open_frame(HeaderIndex header, std::string_view begin, std::string_view end) {
    out_.put(begin);
    push_frame(header, end);
  }

  void finish() {
    while (frames_.size() != 0)
      step();
  }

  /// The position of the property that is written as `step`-th.
  std::uint32_t position(const Frame& frame, std::uint32_t step) const {
    return frame.order == 0 ? step : orders_[frame.order - 1][step];
  }

  void separate(Frame& frame) {
    if (frame.any) out_.put(',');
    frame.any = true;
  }

  /// Writes members until one opens a frame of its own, or the container ends. No frame may be
  /// touched after a `put` that may open one.
  void step() {
    Frame& frame = top();
    const Header& header = core_[frame.header];
    bool more = false;
    switch (header.kind) {
      case Kind::map: more = step_map(frame, header); break;
      case Kind::set:
      case Kind::array: more = step_list(frame, header); break;
      default:
        more =
            frame.record != nullptr ? step_record(frame, header) : step_properties(frame, header);
    }
    if (more) return;
    const Frame& done = top();
    out_.put(std::string_view(done.end, done.end_size));
    if (done.order != 0) orders_.pop_back();
    frames_.truncate(frames_.size() - 1);
  }

  bool step_list(Frame& frame, const Header& header) {
    const bool is_set = header.kind == Kind::set;
    while (frame.next < header.size) {
      const Slot slot = core_.cells[header.cells + frame.next++];
      if (is_set && slot == slots::hole) continue;
      separate(frame);
      put(slot);
      if (slots::is_reference(slot)) return true;
    }
    return false;
  }

  /// Three steps an entry: its key, its value, its end.
  bool step_map(Frame& frame, const Header& header) {
    while (frame.next < header.size * 3) {
      const std::uint32_t entry = header.cells + frame.next / 3 * 2;
      const std::uint32_t phase = frame.next++ % 3;
      if (core_.cells[entry] == slots::hole) continue;
      if (phase == 2) {
        out_.put(']');
        continue;
      }
      if (phase == 0) {
        separate(frame);
        out_.put('[');
      } else {
        out_.put(',');
      }
      const Slot slot = core_.cells[entry + phase];
      put(slot);
      if (slots::is_reference(slot)) return true;
    }
    return false;
  }

  bool step_properties(Frame& frame, const Header& header) {
    const std::uint32_t first = Core::first_value(header);
    const std::uint32_t ahead = first == 0 ? 0 : properties_ahead(frame, header);
    while (frame.next < first + header.size) {
      const std::uint32_t step = frame.next++;
      if (step >= ahead && step < ahead + first) {
        if (step == ahead) {
          separate(frame);
          out_.put("\"$type\":\"error\"");
        }
        if (put_error_part(frame, header, step - ahead)) return true;
        continue;
      }
      const std::uint32_t at = position(frame, step < ahead ? step : step - first);
      const Slot slot = core_.cells[header.cells + first + at];
      const KeyId key = core_.words[header.words + at];
      if (frame.any) {
        keys_.put_next(out_, key);
      } else {
        keys_.put_first(out_, key);
        frame.any = true;
      }
      put(slot);
      if (slots::is_reference(slot)) return true;
    }
    return false;
  }

  /// An error's properties that look like indexes: the original writes an object of JavaScript, so
  /// that they come before everything else.
  std::uint32_t properties_ahead(const Frame& frame, const Header& header) const {
    if (frame.order == 0) return 0;
    std::uint32_t count = 0;
    while (count < header.size &&
           core_.keys.array_index(core_.words[header.words + position(frame, count)]) != no_index)
      ++count;
    return count;
  }

  /// Returns whether it opened a frame. Name, message and stack are text; the cause is anything.
  bool put_error_part(Frame& frame, const Header& header, std::uint32_t part) {
    constexpr std::string_view names[] = {"\"name\":", "\"message\":", "\"stack\":", "\"cause\":"};
    constexpr std::uint32_t cause = 3;
    const Slot slot = core_.cells[header.cells + part];
    const bool inherited = !lossless_ && part < 2;  // the original reads them from the prototype
    if (slot == slots::hole && !inherited) return false;
    if (!lossless_ && part == cause && slot == slots::undefined) return false;
    separate(frame);
    out_.put(names[part]);
    if (slot == slots::hole) {
      out_.put(part == 0 ? "\"Error\"" : "\"\"");
      return false;
    }
    put(slot);
    return slots::is_reference(slot);
  }

  bool step_record(Frame& frame, const Header& header) {
    while (frame.next < header.size) {
      const std::uint32_t step = frame.next++;
      const std::uint32_t at = position(frame, step);
      const HostType& type = *frame.record;
      const Slot slot = core_.cells[header.cells + at];
      const std::string_view name = core_.key_text(core_.words[header.words + at]);
      separate(frame);
      write_json_string(out_, name);
      out_.put(':');
      if (name == type.encoded_field) {
        put(slot);
        if (slots::is_reference(slot)) return true;
        continue;
      }
      put_plain(slot);
      if (name != type.body_field || !aliases_.needs_body_value(type, frame.header)) continue;
      out_.put(',');
      write_json_string(out_, type.body_value_field);
      out_.put(':');
      put(slot);
      if (slots::is_reference(slot)) return true;
    }
    return false;
  }

  Output& out_;
  Core& core_;
  const StringifyOptions& options_;
  bool lossless_;
  AliasPass aliases_;
  Pool<std::uint32_t, 16> ranks_;  // by position in aliases_.order()
  Pool<HeaderIndex, 16> shared_;   // by rank
  QuotedKeys keys_;
  Pool<Frame, 16> frames_;
  std::vector<std::vector<std::uint32_t>> orders_;
};

}  // namespace

void write_nested(Output& out, Core& core, Slot root, const StringifyOptions& options) {
  NestedWriter(out, core, options).run(root);
}

}  // namespace candela
