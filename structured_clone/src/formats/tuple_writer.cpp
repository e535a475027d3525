#include "tuple_writer.hpp"

#include <span>
#include <string_view>
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

/// The original takes an id before it looks at a value's type: Dates, RegExps and boxed values
/// stand inline and leave a null in `objects`, buffers and views take a second id behind such a
/// hole. So ids are the positions of first visits, with one more for each buffer; an entry never
/// holds another, and the list needs no recursion.
class TupleWriter {
 public:
  TupleWriter(Output& out, Core& core, const StringifyOptions& options)
      : out_(out),
        core_(core),
        fidelity_(options.fidelity),
        lossless_(options.fidelity == Fidelity::lossless),
        aliases_(core, options, AliasPass::UnknownHosts::plain),
        keys_(core, QuotedKeys::Dollar::plain) {}

  void run(Slot root) {
    aliases_.run(root);
    number();
    out_.put("{\"root\":");
    put(root, AliasPass::root_cell);
    out_.put(",\"objects\":[");
    put_entries();
    out_.put("]}");
  }

 private:
  static bool is_inline(Kind kind) noexcept {
    return kind == Kind::date || kind == Kind::regexp || kind == Kind::boxed;
  }
  static bool is_buffer(Kind kind) noexcept {
    return kind == Kind::array_buffer || kind == Kind::typed_array || kind == Kind::data_view;
  }

  /// A buffer that only one view shows, all of it: the original knows the view alone.
  bool is_hidden_buffer(HeaderIndex header) const {
    return core_[header].kind == Kind::array_buffer && !visible_[header];
  }

  void number() {
    visible_.assign(core_.headers.size(), true);
    const std::span<const HeaderIndex> order = aliases_.order();
    for (const HeaderIndex header : order) {
      const Kind kind = core_[header].kind;
      if (!lossless_ || (kind != Kind::typed_array && kind != Kind::data_view)) continue;
      if (aliases_.needs_buffer(header)) continue;
      visible_[slots::header_of(core_.cells[core_[header].cells])] = false;
    }
    ids_.reserve(order.size());
    std::uint32_t next = 0;
    for (const HeaderIndex header : order) {
      if (is_hidden_buffer(header)) {
        ids_.push_back(0);
        continue;
      }
      if (is_buffer(core_[header].kind)) ++next;
      ids_.push_back(next++);
    }
  }

  void put_count(std::uint32_t count) {
    out_.advance(write_integer(count, out_.room(number_room)));
  }

  void put_plain(Slot slot) { write_plain_json(out_, core_, slot, Unwritable::null); }

  Slot fixed(HeaderIndex header, std::uint32_t at) const {
    return core_.cells[core_[header].cells + at];
  }

  // Inline

  /// The value in a cell, as it stands inside of an entry.
  void put(Slot slot, std::uint32_t cell) {
    switch (core_.kind(slot)) {
      case Kind::null: return out_.put("[\"null\"]");
      case Kind::boolean:
        return out_.put(slot == slots::yes ? "[\"boolean\",true]" : "[\"boolean\",false]");
      case Kind::number:
        out_.put("[\"number\",");
        put_boxed(out_, core_, slot, fidelity_);
        return out_.put(']');
      case Kind::string:
        out_.put("[\"string\",");
        write_stored_json_string(out_, core_.text(slot));
        return out_.put(']');
      case Kind::bigint:
        out_.put("[\"bigint\",");
        put_boxed(out_, core_, slot, fidelity_);
        return out_.put(']');
      case Kind::undefined:
        return out_.put(slot == slots::hole && lossless_ ? "[\"undefined\",\"hole\"]"
                                                         : "[\"undefined\"]");
      default: return put_reference(slots::header_of(slot), cell);
    }
  }

  void put_reference(HeaderIndex header, std::uint32_t cell) {
    const Kind kind = core_[header].kind;
    if (kind == Kind::function) return put_id(ids_[aliases_.function_position(cell)]);
    const std::uint32_t id = ids_[aliases_.position(header)];
    if (!is_inline(kind)) return put_id(id);
    const bool shared = aliases_.is_shared(header);
    // The original refers to the hole from the second place on, and so loses the value.
    if (shared && !lossless_ && !first_place(header)) return put_id(id);
    put_inline(header, kind);
    if (shared && lossless_) {
      out_.put(',');
      put_count(id);
    }
    out_.put(']');
  }

  void put_id(std::uint32_t id) {
    out_.put("[\"$lmz\",");
    put_count(id);
    out_.put(']');
  }

  bool first_place(HeaderIndex header) {
    if (placed_.empty()) placed_.assign(core_.headers.size(), false);
    if (placed_[header]) return false;
    placed_[header] = true;
    return true;
  }

  void put_inline(HeaderIndex header, Kind kind) {
    if (kind == Kind::date) {
      out_.put("[\"date\",");
      return put_date(out_, slots::as_number(fixed(header, 0)), fidelity_);
    }
    if (kind == Kind::boxed) {
      const Slot primitive = fixed(header, 0);
      out_.put("[\"");
      out_.put(boxed_tag(core_.kind(primitive)));
      out_.put("\",");
      return put_boxed(out_, core_, primitive, fidelity_);
    }
    out_.put("[\"regexp\",{\"source\":");
    write_json_string(out_, core_.text(fixed(header, 0)));
    out_.put(",\"flags\":");
    write_json_string(out_, core_.text(fixed(header, 1)));
    const double last = slots::as_number(fixed(header, 2));
    if (last != 0 && lossless_) {
      out_.put(",\"lastIndex\":");
      put_number(out_, last, fidelity_);
    }
    out_.put('}');
  }

  // Entries

  /// A hole is written when an entry follows: none stand at the end.
  void put_entries() {
    std::uint32_t holes = 0;
    bool any = false;
    for (const HeaderIndex header : aliases_.order()) {
      if (is_hidden_buffer(header)) continue;
      const Kind kind = core_[header].kind;
      if (is_inline(kind)) {
        ++holes;
        continue;
      }
      if (is_buffer(kind)) ++holes;
      for (; holes != 0; --holes) {
        out_.put(any ? ",null" : "null");
        any = true;
      }
      if (any) out_.put(',');
      any = true;
      put_entry(header);
    }
  }

  void put_entry(HeaderIndex header) {
    switch (core_[header].kind) {
      case Kind::object: return put_object(header, "[\"object\",{", 0);
      case Kind::error: return put_error(header);
      case Kind::array: return put_list(header, "[\"array\",[");
      case Kind::set: return put_list(header, "[\"set\",[");
      case Kind::map: return put_map(header);
      case Kind::array_buffer:
      case Kind::typed_array:
      case Kind::data_view: return put_buffer(header);
      case Kind::function:
        out_.put("[\"function\",{\"name\":");
        write_json_string(out_, core_.text(fixed(header, 0)));
        return out_.put("}]");
      case Kind::host: return put_host(header);
      default: return out_.put("null");
    }
  }

  void put_object(HeaderIndex index, std::string_view begin, std::uint32_t members_before) {
    out_.put(begin);
    const Header& header = core_[index];
    const std::uint32_t first = header.cells + Core::first_value(header);
    const std::vector<std::uint32_t> order = core_.property_order(index);
    for (std::uint32_t i = 0; i < header.size; ++i) {
      const std::uint32_t at = order.empty() ? i : order[i];
      const KeyId key = core_.words[header.words + at];
      if (i + members_before != 0) {
        keys_.put_next(out_, key);
      } else {
        keys_.put_first(out_, key);
      }
      put(core_.cells[first + at], first + at);
    }
    out_.put("}]");
  }

  void put_error(HeaderIndex index) {
    constexpr std::string_view names[] = {"\"name\":", "\"message\":", "\"stack\":", "\"cause\":"};
    constexpr std::uint32_t cause = 3;
    out_.put("[\"error\",{");
    std::uint32_t members = 0;
    for (std::uint32_t part = 0; part < Core::error_parts; ++part) {
      const Slot slot = fixed(index, part);
      const bool inherited = !lossless_ && part < 2;
      if (slot == slots::hole && !inherited) continue;
      if (!lossless_ && part == cause && slot == slots::undefined) continue;
      if (members++ != 0) out_.put(',');
      out_.put(names[part]);
      if (slot == slots::hole) {
        out_.put(part == 0 ? "\"Error\"" : "\"\"");
      } else if (part < cause) {
        put_plain(slot);
      } else {
        put(slot, core_[index].cells + part);
      }
    }
    put_object(index, "", members);
  }

  void put_list(HeaderIndex index, std::string_view begin) {
    out_.put(begin);
    const Header& header = core_[index];
    bool any = false;
    for (std::uint32_t cell = header.cells; cell < header.cells + header.size; ++cell) {
      const Slot slot = core_.cells[cell];
      if (header.kind == Kind::set && slot == slots::hole) continue;
      if (any) out_.put(',');
      any = true;
      put(slot, cell);
    }
    out_.put("]]");
  }

  void put_map(HeaderIndex index) {
    out_.put("[\"map\",[");
    const Header& header = core_[index];
    bool any = false;
    for (std::uint32_t i = 0; i < header.size; ++i) {
      const std::uint32_t cell = header.cells + i * 2;
      if (core_.cells[cell] == slots::hole) continue;
      out_.put(any ? ",[" : "[");
      any = true;
      put(core_.cells[cell], cell);
      out_.put(',');
      put(core_.cells[cell + 1], cell + 1);
      out_.put(']');
    }
    out_.put("]]");
  }

  void put_buffer(HeaderIndex index) {
    const Header header = core_[index];
    out_.put("[\"arraybuffer\",{\"type\":\"");
    out_.put(buffer_subtype(header));
    out_.put("\",\"data\":");
    write_elements(out_, core_, index, fidelity_);
    const bool is_data_view = header.kind == Kind::data_view;
    const bool with_buffer = header.kind != Kind::array_buffer && aliases_.needs_buffer(index);
    if (with_buffer) {
      out_.put(",\"buffer\":");
      put(core_.cells[header.cells], header.cells);
    }
    if (with_buffer || is_data_view) {
      out_.put(",\"byteOffset\":");
      put_count(header.words);
      out_.put(is_data_view ? ",\"byteLength\":" : ",\"length\":");
      put_count(header.size);
    }
    out_.put("}]");
  }

  void put_host(HeaderIndex index) {
    out_.put('[');
    write_json_string(out_, core_.text(fixed(index, 0)));
    out_.put(',');
    const Slot payload = fixed(index, 1);
    const HostType* const type = aliases_.host_type(index);
    if (type != nullptr && type->payload == HostType::Payload::record &&
        core_.kind(payload) == Kind::object)
      return put_record(slots::header_of(payload), *type);
    if (type == nullptr && core_.kind(payload) == Kind::object)
      return put_unknown(slots::header_of(payload));
    const bool in_field = type != nullptr && type->tuple_place == HostType::TuplePlace::field;
    if (in_field) {
      out_.put("{\"");
      out_.put(type->nested_field);
      out_.put("\":");
    }
    put_plain(payload);
    out_.put(in_field ? "}]" : "]");
  }

  void put_unknown(HeaderIndex record) {
    const Header& header = core_[record];
    const std::vector<std::uint32_t> order = core_.property_order(record);
    out_.put('{');
    for (std::uint32_t i = 0; i < header.size; ++i) {
      const std::uint32_t at = order.empty() ? i : order[i];
      const std::uint32_t cell = header.cells + at;
      if (i != 0) out_.put(',');
      write_json_string(out_, core_.key_text(core_.words[header.words + at]));
      out_.put(':');
      if (is_beyond_json(core_, core_.cells[cell])) {
        put(core_.cells[cell], cell);
      } else {
        put_plain(core_.cells[cell]);
      }
    }
    out_.put("}]");
  }

  void put_record(HeaderIndex record, const HostType& type) {
    const Header& header = core_[record];
    const std::vector<std::uint32_t> order = core_.property_order(record);
    out_.put('{');
    for (std::uint32_t i = 0; i < header.size; ++i) {
      const std::uint32_t at = order.empty() ? i : order[i];
      const std::string_view name = core_.key_text(core_.words[header.words + at]);
      const std::uint32_t cell = header.cells + at;
      if (i != 0) out_.put(',');
      write_json_string(out_, name);
      out_.put(':');
      if (name == type.encoded_field) {
        put(core_.cells[cell], cell);
        continue;
      }
      put_plain(core_.cells[cell]);
      if (name != type.body_field || !aliases_.needs_body_value(type, record)) continue;
      out_.put(',');
      write_json_string(out_, type.body_value_field);
      out_.put(':');
      put(core_.cells[cell], cell);
    }
    out_.put("}]");
  }

  Output& out_;
  Core& core_;
  Fidelity fidelity_;
  bool lossless_;
  AliasPass aliases_;
  QuotedKeys keys_;
  std::vector<std::uint32_t> ids_;  // by position in aliases_.order()
  std::vector<bool> visible_;       // by header
  std::vector<bool> placed_;        // by header; only in the reference form
};

}  // namespace

void write_tuple(Output& out, Core& core, Slot root, const StringifyOptions& options) {
  TupleWriter(out, core, options).run(root);
}

}  // namespace candela
