#include <candela/structured_clone/plain.hpp>

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "describe.hpp"
#include "formats/special_values.hpp"
#include "graph/core.hpp"
#include "no_limits.hpp"
#include "text/json_string.hpp"
#include "text/output.hpp"

namespace candela {
namespace {

/// Unlike stringify_json it loses nothing: -0 is written, what JSON has no form for is refused.
class StrictWriter {
 public:
  StrictWriter(Output& out, const Core& core) : out_(out), core_(core) {
    is_open_.assign(core.headers.size(), false);
  }

  void run(Slot root) {
    put(root);
    while (!frames_.empty())
      step();
  }

 private:
  struct Frame {
    HeaderIndex header;
    std::uint32_t next;
    std::vector<std::uint32_t> order;  // of properties, where it is not the stored one
  };

  void put(Slot slot) {
    if (slots::is_number(slot)) {
      const double number = slots::as_number(slot);
      if (!std::isfinite(number)) refuse(describe_number(number));
      return put_number(out_, number, Fidelity::lossless);
    }
    if (slots::is_string(slot)) return write_json_string(out_, core_.text(slot));
    if (slots::is_boolean(slot)) return out_.put(slot == slots::yes ? "true" : "false");
    if (slot == slots::null) return out_.put("null");
    if (slot == slots::hole) refuse("a hole");
    const Kind kind = core_.kind(slot);
    if (kind != Kind::object && kind != Kind::array) refuse(to_string(kind));
    open(slots::header_of(slot));
  }

  void open(HeaderIndex header) {
    if (is_open_[header]) refuse("a cycle");
    is_open_[header] = true;
    out_.put(core_[header].kind == Kind::array ? '[' : '{');
    frames_.push_back(Frame{header, 0, core_.property_order(header)});
  }

  std::uint32_t position(const Frame& frame, std::uint32_t entry) const {
    return frame.order.empty() ? entry : frame.order[entry];
  }

  void step() {
    Frame& frame = frames_.back();
    const Header& header = core_[frame.header];
    const bool is_array = header.kind == Kind::array;
    if (frame.next == header.size) {
      out_.put(is_array ? ']' : '}');
      is_open_[frame.header] = false;
      frames_.pop_back();
      return;
    }
    const std::uint32_t at = position(frame, frame.next);
    if (frame.next++ != 0) out_.put(',');
    if (!is_array) {
      write_json_string(out_, core_.key_text(core_.words[header.words + at]));
      out_.put(':');
    }
    put(core_.cells[header.cells + at]);
  }

  [[noreturn]] void refuse(std::string_view what) const {
    std::string path = "plain";
    constexpr std::size_t longest = 32;  // steps from the outside and from the inside
    for (std::size_t i = 0; i < frames_.size(); ++i) {
      if (i == longest && frames_.size() > 2 * longest) {
        path.append("…");
        i = frames_.size() - longest;
      }
      const Frame& frame = frames_[i];
      const std::uint32_t at = position(frame, frame.next - 1);
      if (core_[frame.header].kind == Kind::array) {
        append_path_index(path, at);
      } else {
        append_path_key(path, core_.key_text(core_.words[core_[frame.header].words + at]));
      }
    }
    std::string message(what);
    throw CloneError(CloneErrorCode::not_serializable, message.append(" has no form in plain JSON"),
                     CloneError::no_offset, path);
  }

  Output& out_;
  const Core& core_;
  std::vector<Frame> frames_;
  std::vector<bool> is_open_;  // by header
};

Format format_of(Value plain) {
  if (plain.is_object() && plain.has("json")) return Format::nested;
  if (plain.is_object() && plain.has("root") && plain.has("objects")) return Format::tuple;
  throw CloneError(CloneErrorCode::unknown_format,
                   "the value has neither the members {json, meta} nor {root, objects}",
                   CloneError::no_offset, "plain");
}

void check_has_plain_form(Format format) {
  if (is_text(format)) return;
  throw CloneError(CloneErrorCode::unknown_format,
                   "the format " + std::string(to_string(format)) +
                       " is binary and has no plain form; nested and tuple have one");
}

}  // namespace

Document to_plain(const Document& document, const StringifyOptions& options) {
  return to_plain(document.root(), options);
}

Document to_plain(Value value, const StringifyOptions& options) {
  check_has_plain_form(options.format);
  // What may be written may be read: the graph is ours, and its text is bounded by options.bytes.
  return parse_json(stringify(value, options), no_limits());
}

Document from_plain(Value plain, const ParseOptions& options) {
  ParseOptions known = options;
  if (!known.format) known.format = format_of(plain);
  check_has_plain_form(*known.format);
  Output out(options.limits.bytes);
  const Core empty;
  const Core& core = plain.core() != nullptr ? *plain.core() : empty;
  StrictWriter(out, core).run(plain.slot());
  try {
    return parse(out.text(), known);
  } catch (const CloneError& error) {
    // An offset into a text that the caller never saw would mislead.
    throw CloneError(error.code(), error.message(), CloneError::no_offset, error.path());
  }
}

std::variant<Document, CloneError> try_from_plain(Value plain, const ParseOptions& options) {
  try {
    return from_plain(plain, options);
  } catch (const CloneError& error) {
    return error;
  }
}

}  // namespace candela
