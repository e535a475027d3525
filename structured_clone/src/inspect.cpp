#include <candela/structured_clone/inspect.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "inspect/layout.hpp"
#include "inspect/leaf.hpp"
#include "inspect/piece.hpp"

namespace candela {
namespace {

using inspection::Alignment;
using inspection::Grouped;
using inspection::Piece;
using inspection::Style;
using ErrorPart = Value::ErrorPart;

// What stands before the brace of a container, and in brackets for one that is not opened.
std::string type_name(Value value) {
  switch (value.kind()) {
    case Kind::object: return "Object";
    case Kind::array: return "Array";
    case Kind::map: return "Map";
    case Kind::set: return "Set";
    case Kind::array_buffer: return "ArrayBuffer";
    case Kind::typed_array: return std::string(array_name(value.view_type()));
    case Kind::data_view: return "DataView";
    case Kind::host: {
      Piece name;
      inspection::add_name(name, value.host_tag(), InspectOptions::Colors::off);
      return name.text;
    }
    default: return value.error_name().empty() ? "Error" : std::string(value.error_name());
  }
}

std::size_t length_of(Value typed_array) {
  return typed_array.bytes().size() / element_size(typed_array.view_type());
}

// Everything before the first entry, the brace included.
std::string head_of(Value value) {
  const auto sized = [value](std::size_t size) {
    return type_name(value) + "(" + std::to_string(size) + ") ";
  };
  switch (value.kind()) {
    case Kind::object:
    case Kind::error: return "{";
    case Kind::array: return "[";
    case Kind::map:
    case Kind::set: return sized(value.size()) + "{";
    case Kind::typed_array: return sized(length_of(value)) + "[";
    default: return type_name(value) + " {";
  }
}

bool is_array_like(Value value) noexcept {
  return value.is_array() || value.kind() == Kind::typed_array;
}

bool is_empty(Value value) {
  switch (value.kind()) {
    case Kind::object:
    case Kind::array:
    case Kind::map:
    case Kind::set: return value.size() == 0;
    case Kind::typed_array: return value.bytes().empty();
    case Kind::error: return value.size() == 0 && !value.error_has(ErrorPart::cause);
    case Kind::host: {
      const Value payload = value.host_payload();
      return payload.is_undefined() || (payload.is_object() && payload.size() == 0);
    }
    default: return false;
  }
}

// A container that is being printed, and where the walk through it is.
struct Open {
  Value value;
  Value walked;  // the payload of a host that is an object; for all else the value itself
  std::size_t indent = 0;
  std::size_t level = 0;
  Piece label = {};  // of the entry that is being printed: `name: `, `key => `
  std::vector<Piece> entries = {};
  std::size_t left_out = 0;  // entries that count what is not printed: 0 or 1, at the end
  std::size_t position = 0;
  bool at_map_value = false;
  Value::Cursor cursor = {};
};

class Inspector {
 public:
  explicit Inspector(const InspectOptions& options)
      : options_(options), depth_(std::min(options.depth, inspect_deepest)) {}

  std::string run(Value root) {
    std::optional<Piece> printed = begin(root, 0, 0);
    while (!open_.empty()) {
      if (printed) take(std::move(*printed));
      printed = advance();
    }
    return std::move(printed->text);
  }

 private:
  // What is printed in one piece comes back; any other container is open afterwards.
  std::optional<Piece> begin(Value value, std::size_t indent, std::size_t level);
  std::optional<Piece> begin_object(Value value, std::size_t indent, std::size_t level);
  // Goes on with the innermost container. Gives an entry of it, or itself when it is complete.
  std::optional<Piece> advance();
  void take(Piece printed);
  Piece close();

  // The next value inside of a container; what is no value is added to its entries on the way.
  std::optional<Value> next_child(Open& open);
  std::optional<Value> next_property(Open& open);
  std::optional<Value> next_error_part(Open& open);
  std::optional<Value> next_element(Open& open);
  std::optional<Value> next_member(Open& open);
  std::optional<Value> next_of_view(Open& open);
  std::optional<Value> next_of_host(Open& open);
  void add_elements(Open& open);
  void add_bytes(Open& open);

  Piece special(std::string_view text) const { return styled(text, Style::special); }
  Piece styled(std::string_view text, Style style) const {
    Piece piece;
    piece.add(text, style, options_.colors);
    return piece;
  }
  void add_rest(Open& open, std::size_t rest) const {
    if (rest == 0) return;
    open.entries.emplace_back().add("... " + inspection::counted(rest, "more item"));
    open.left_out = 1;
  }
  bool is_full() const noexcept { return printed_ > options_.max_output; }
  Alignment alignment(const Open& open) const;

  const InspectOptions& options_;
  const std::size_t depth_;
  std::vector<Open> open_;
  std::unordered_set<std::uint64_t> on_path_;  // slots of what is open
  // The numbers of what was met inside of itself.
  std::unordered_map<std::uint64_t, std::size_t> circular_;
  std::size_t last_level_ = 0;  // of what was opened last
  std::size_t printed_ = 0;     // bytes
};

std::optional<Piece> Inspector::begin(Value value, std::size_t indent, std::size_t level) {
  std::optional<Piece> printed = value.has_identity()
                                     ? begin_object(value, indent, level)
                                     : inspection::print_primitive(value, indent, options_);
  if (printed) printed_ += printed->text.size() + indent;
  return printed;
}

std::optional<Piece> Inspector::begin_object(Value value, std::size_t indent, std::size_t level) {
  switch (value.kind()) {
    case Kind::date:
    case Kind::regexp:
    case Kind::boxed:
    case Kind::function: return inspection::print_simple_object(value, indent, options_);
    default: break;
  }
  if (on_path_.contains(value.slot())) {
    const std::size_t number = circular_.emplace(value.slot(), circular_.size() + 1).first->second;
    return special("[Circular *" + std::to_string(number) + "]");
  }
  if (is_empty(value)) {
    if (value.is_error()) return inspection::print_error_head(value, indent);
    Piece piece;
    piece.add(head_of(value) + (is_array_like(value) ? "]" : "}"));
    return piece;
  }
  if (level > depth_ || is_full()) return special("[" + type_name(value) + "]");

  const bool walks_payload = value.is_host() && value.host_payload().is_object();
  Open& open = open_.emplace_back(Open{.value = value,
                                       .walked = walks_payload ? value.host_payload() : value,
                                       .indent = indent,
                                       .level = level + 1});
  if (open.walked.is_object() || value.is_error() || value.is_map() || value.is_set()) {
    open.cursor = open.walked.entries();
  }
  on_path_.insert(value.slot());
  last_level_ = open.level;
  return std::nullopt;
}

std::optional<Piece> Inspector::advance() {
  Open& open = open_.back();
  const std::optional<Value> child = next_child(open);
  return child ? begin(*child, open.indent + 2, open.level) : close();
}

void Inspector::take(Piece printed) {
  Open& open = open_.back();
  open.label.add(printed);
  if (open.value.is_map() && !open.at_map_value) {
    open.label.add(" => ");
    open.at_map_value = true;
    return;
  }
  open.at_map_value = false;
  open.entries.push_back(std::exchange(open.label, {}));
}

Alignment Inspector::alignment(const Open& open) const {
  if (!open.value.is_array()) return Alignment::right;
  for (std::size_t i = 0; i < open.entries.size(); ++i) {
    const Value element = open.value[i];
    if (!element.is_number() && !element.is_bigint()) return Alignment::left;
  }
  return Alignment::right;
}

Piece Inspector::close() {
  Open open = std::move(open_.back());
  open_.pop_back();
  on_path_.erase(open.value.slot());

  const inspection::Place place = {.indent = open.indent,
                                   .line_width = options_.line_width,
                                   .levels_below = last_level_ - open.level};
  const std::size_t count = open.entries.size();
  const bool array_like = is_array_like(open.value);
  if (array_like) {
    const Alignment side = alignment(open);  // looks at the entries: before they are moved
    open.entries =
        inspection::group_into_columns(std::move(open.entries), place, side, open.left_out);
  }
  Piece base;
  if (const auto found = circular_.find(open.value.slot()); found != circular_.end()) {
    base = special("<ref *" + std::to_string(found->second) + ">");
  }
  if (open.value.is_error()) {
    if (!base.text.empty()) base.add(" ");
    base.add(inspection::print_error_head(open.value, open.indent));
  }
  const std::string head = head_of(open.value);
  return inspection::join_entries(
      {.base = std::move(base), .open = head, .close = array_like ? "]" : "}"}, open.entries, place,
      open.entries.size() == count ? Grouped::no : Grouped::yes);
}

std::optional<Value> Inspector::next_child(Open& open) {
  switch (open.value.kind()) {
    case Kind::object: return next_property(open);
    case Kind::error: return next_error_part(open);
    case Kind::array: return next_element(open);
    case Kind::map:
    case Kind::set: return next_member(open);
    case Kind::typed_array: add_elements(open); return std::nullopt;
    case Kind::array_buffer: add_bytes(open); return std::nullopt;
    case Kind::data_view: return next_of_view(open);
    default: return next_of_host(open);
  }
}

std::optional<Value> Inspector::next_property(Open& open) {
  if (open.cursor.done()) return std::nullopt;
  if (is_full()) {
    add_rest(open, open.walked.size() - open.position);
    open.cursor = {};
    return std::nullopt;
  }
  inspection::add_name(open.label, open.cursor.name(), options_.colors);
  open.label.add(": ");
  const Value value = open.cursor.value();
  open.cursor.next();
  ++open.position;
  return value;
}

// Own properties first, then what node shows in brackets: the cause, and an AggregateError's errors.
std::optional<Value> Inspector::next_error_part(Open& open) {
  const bool is_aggregate = open.value.error_name() == "AggregateError";
  if (is_aggregate && !open.cursor.done() && open.cursor.name() == "errors") {
    open.cursor.next();
    ++open.position;
  }
  if (std::optional<Value> property = next_property(open)) return property;
  const std::size_t own = open.value.size();
  for (open.position = std::max(open.position, own); open.position < own + 2;) {
    const bool is_cause = open.position++ == own;
    if (is_cause && open.value.error_has(ErrorPart::cause)) {
      open.label.add("[cause]: ");
      return open.value.error_part(ErrorPart::cause);
    }
    if (!is_cause && is_aggregate && open.value.has("errors")) {
      open.label.add("[errors]: ");
      return open.value["errors"];
    }
  }
  return std::nullopt;
}

std::optional<Value> Inspector::next_element(Open& open) {
  const std::size_t size = open.value.size();
  while (open.position < size) {
    if (open.left_out > 0) return std::nullopt;
    if (open.entries.size() >= options_.max_entries || is_full()) {
      add_rest(open, size - open.position);
      return std::nullopt;
    }
    const std::size_t start = open.position;
    while (open.position < size && open.value.is_hole(open.position))
      ++open.position;
    if (open.position == start) return open.value[open.position++];
    const std::size_t holes = open.position - start;
    open.entries.push_back(
        styled("<" + inspection::counted(holes, "empty item") + ">", Style::undefined));
  }
  return std::nullopt;
}

std::optional<Value> Inspector::next_member(Open& open) {
  if (open.at_map_value) {
    const Value value = open.cursor.value();
    open.cursor.next();
    return value;
  }
  if (open.left_out > 0 || open.cursor.done()) return std::nullopt;
  if (open.position >= options_.max_entries || is_full()) {
    add_rest(open, open.value.size() - open.position);
    return std::nullopt;
  }
  ++open.position;
  const Value key = open.cursor.key();
  if (open.value.is_set()) open.cursor.next();
  return key;
}

std::optional<Value> Inspector::next_of_view(Open& open) {
  if (open.position++ > 0) return std::nullopt;
  const auto add_number = [&](std::string_view name, std::size_t number) {
    Piece& entry = open.entries.emplace_back();
    entry.add(name);
    entry.add(std::to_string(number), Style::number, options_.colors);
  };
  add_number("byteLength: ", open.value.bytes().size());
  add_number("byteOffset: ", open.value.view_byte_offset());
  open.label.add("buffer: ");
  return open.value.view_buffer();
}

// A host whose payload is an object prints its properties, any other the payload alone.
std::optional<Value> Inspector::next_of_host(Open& open) {
  if (open.walked.is_object()) return next_property(open);
  if (open.position++ > 0) return std::nullopt;
  return open.value.host_payload();
}

void Inspector::add_elements(Open& open) {
  const auto bytes = open.value.bytes();
  const ElementType type = open.value.view_type();
  const std::size_t length = length_of(open.value);
  const std::size_t shown = std::min(length, options_.max_entries);
  const bool is_big = type == ElementType::bigint64 || type == ElementType::biguint64;
  for (std::size_t i = 0; i < shown; ++i) {
    const std::string text = inspection::element_text(type, bytes.data() + i * element_size(type));
    open.entries.push_back(styled(text, is_big ? Style::bigint : Style::number));
    printed_ += text.size();
  }
  add_rest(open, length - shown);
}

void Inspector::add_bytes(Open& open) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto bytes = open.value.bytes();
  const std::size_t shown = std::min(bytes.size(), options_.max_entries);
  std::string text;
  for (const std::byte byte : bytes.first(shown)) {
    if (!text.empty()) text += ' ';
    text += digits[std::to_integer<std::size_t>(byte) >> 4];
    text += digits[std::to_integer<std::size_t>(byte) & 15];
  }
  if (shown < bytes.size()) {
    text += " ... " + inspection::counted(bytes.size() - shown, "more byte");
  }
  Piece& contents = open.entries.emplace_back(special("[Uint8Contents]"));
  contents.add(": <" + text + ">");
  Piece& length = open.entries.emplace_back();
  length.add("byteLength: ");
  length.add(std::to_string(bytes.size()), Style::number, options_.colors);
  printed_ += text.size();
}

}  // namespace

std::string inspect(Value value, const InspectOptions& options) {
  return Inspector(options).run(value);
}

}  // namespace candela
