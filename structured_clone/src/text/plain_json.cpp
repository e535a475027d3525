#include "plain_json.hpp"

#include <cmath>
#include <cstring>
#include <string>
#include <unordered_set>
#include <vector>

#include "describe.hpp"
#include "iso_date.hpp"
#include "json_string.hpp"
#include "write_number.hpp"

namespace candela {
namespace {

class PlainWriter {
 public:
  PlainWriter(Output& out, Core& core, Unwritable unwritable)
      : out_(out), core_(core), unwritable_(unwritable) {}

  void run(Slot root) {
    put(root);
    while (!frames_.empty())
      step();
  }

 private:
  struct Frame {
    HeaderIndex header;
    std::uint32_t next;
    std::vector<std::uint32_t> order;
    bool any;
  };

  static bool is_left_out(Kind kind) noexcept {
    return kind == Kind::undefined || kind == Kind::function;
  }

  void put_double(double value) {
    if (!std::isfinite(value)) return out_.put("null");
    if (value == 0) value = 0;  // "-0" is no text of JSON.stringify
    char* const to = out_.room(number_room);
    out_.advance(write_number(value, to));
  }

  void check_strictly(Slot slot, Kind kind) {
    if (slot == slots::hole) return refuse("a hole");
    if (kind == Kind::number && !std::isfinite(slots::as_number(slot)))
      return refuse(describe_number(slots::as_number(slot)));
    if (is_left_out(kind) || kind == Kind::bigint || (kind > Kind::object && kind != Kind::array))
      refuse(to_string(kind));
  }

  void put(Slot slot) {
    if (unwritable_ == Unwritable::strict) check_strictly(slot, core_.kind(slot));
    switch (core_.kind(slot)) {
      case Kind::boolean: return out_.put(slot == slots::yes ? "true" : "false");
      case Kind::number: return put_double(slots::as_number(slot));
      case Kind::string: return write_json_string(out_, core_.text(slot));
      case Kind::bigint: return refuse("a BigInt");
      case Kind::date: {
        const double ms = slots::as_number(fixed(slot));
        if (std::isnan(ms)) return out_.put("null");
        return write_json_string(out_, to_iso(ms));
      }
      case Kind::boxed: return put(fixed(slot));
      case Kind::object:
      case Kind::array:
      case Kind::error: return open(slots::header_of(slot));
      case Kind::typed_array: return put_elements(slots::header_of(slot));
      case Kind::map:
      case Kind::set:
      case Kind::regexp:
      case Kind::array_buffer:
      case Kind::data_view:
      case Kind::host: return out_.put("{}");
      default: return out_.put("null");
    }
  }

  Slot fixed(Slot slot) const { return core_.cells[core_[slots::header_of(slot)].cells]; }

  void refuse(std::string_view what) {
    if (unwritable_ == Unwritable::null) return out_.put("null");
    std::string message(what);
    throw CloneError(CloneErrorCode::not_serializable, message.append(" has no form in JSON"));
  }

  void open(HeaderIndex header) {
    if (!open_.insert(header).second) return refuse("a cycle");
    out_.put(core_[header].kind == Kind::array ? '[' : '{');
    frames_.push_back(Frame{header, 0, core_.property_order(header), false});
  }

  void step() {
    Frame& frame = frames_.back();
    const Header& header = core_[frame.header];
    const bool is_array = header.kind == Kind::array;
    if (frame.next == header.size) {
      out_.put(is_array ? ']' : '}');
      open_.erase(frame.header);
      frames_.pop_back();
      return;
    }
    const std::uint32_t at = frame.order.empty() ? frame.next : frame.order[frame.next];
    ++frame.next;
    const Slot value = core_.cells[header.cells + Core::first_value(header) + at];
    const bool may_leave_out = !is_array && unwritable_ != Unwritable::strict;
    if (may_leave_out && is_left_out(core_.kind(value))) return;
    if (frame.any) out_.put(',');
    frame.any = true;
    if (!is_array) {
      write_json_string(out_, core_.key_text(core_.words[header.words + at]));
      out_.put(':');
    }
    put(value);
  }

  void put_elements(HeaderIndex index) {
    const Value view(&core_, slots::reference(index));
    const std::span<std::byte> bytes = view.bytes();
    const ElementType type = view.view_type();
    if (type == ElementType::bigint64 || type == ElementType::biguint64) return refuse("a BigInt");
    out_.put('{');
    const std::size_t unit = element_size(type);
    for (std::size_t i = 0; i * unit < bytes.size(); ++i) {
      out_.put(i == 0 ? "\"" : ",\"");
      put_double(static_cast<double>(i));
      out_.put("\":");
      put_double(element_at(type, bytes.data() + i * unit));
    }
    out_.put('}');
  }

  template <typename T>
  static double load(const std::byte* at) noexcept {
    T value;
    std::memcpy(&value, at, sizeof value);
    return static_cast<double>(value);
  }

  static double element_at(ElementType type, const std::byte* at) noexcept {
    switch (type) {
      case ElementType::int8: return load<std::int8_t>(at);
      case ElementType::int16: return load<std::int16_t>(at);
      case ElementType::uint16: return load<std::uint16_t>(at);
      case ElementType::int32: return load<std::int32_t>(at);
      case ElementType::uint32: return load<std::uint32_t>(at);
      case ElementType::float32: return load<float>(at);
      case ElementType::float64: return load<double>(at);
      default: return load<std::uint8_t>(at);
    }
  }

  Output& out_;
  Core& core_;
  Unwritable unwritable_;
  std::vector<Frame> frames_;
  std::unordered_set<HeaderIndex> open_;
};

bool is_plain_number(Slot slot) noexcept {
  const double value = slots::as_number(slot);
  return std::isfinite(value) && !(value == 0 && std::signbit(value));
}

}  // namespace

void write_plain_json(Output& out, Core& core, Slot root, Unwritable unwritable) {
  PlainWriter(out, core, unwritable).run(root);
}

bool is_plain_json(const Core& core, Slot root, std::size_t& steps) {
  std::vector<Slot> pending{root};
  std::unordered_set<HeaderIndex> seen;
  while (!pending.empty()) {
    if (steps == 0) return false;
    --steps;
    const Slot slot = pending.back();
    pending.pop_back();
    switch (core.kind(slot)) {
      case Kind::null:
      case Kind::boolean:
      case Kind::string: continue;
      case Kind::number:
        if (!is_plain_number(slot)) return false;
        continue;
      case Kind::object:
      case Kind::array: break;
      default: return false;
    }
    const HeaderIndex index = slots::header_of(slot);
    if (!seen.insert(index).second) return false;  // met twice: JSON would make two of it
    const Header& header = core[index];
    for (std::uint32_t i = 0; i < header.size; ++i) {
      const Slot cell = core.cells[header.cells + i];
      if (cell == slots::hole) return false;
      pending.push_back(cell);
    }
  }
  return true;
}

}  // namespace candela
