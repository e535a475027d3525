#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <candela/ocan/chain_text.hpp>
#include <candela/structured_clone/kind.hpp>

#include "leaf_printer.hpp"
#include "plan.hpp"
#include "text_characters.hpp"
#include "text_lexer.hpp"
#include "walk.hpp"
#include "wire_names.hpp"

namespace candela {

namespace {

using Part = Value::ErrorPart;

bool is_operation(Value operation) {
  if (!operation.is_object()) return false;
  const Value type = operation[wire::type];
  if (!type.is_string()) return false;
  if (type.as_string() == wire::apply) return operation[wire::args].is_array();
  const Value key = operation[wire::key];
  return type.as_string() == wire::get && (key.is_string() || key.is_number());
}

bool is_chain(Value operations) {
  if (!operations.is_array()) return false;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (!is_operation(operations[i])) return false;
  }
  return true;
}

std::string key_text(std::string_view name) {
  if (name == "__proto__") return "['__proto__']";  // else it would be no property in JavaScript
  constexpr std::size_t exact_digits = 15;
  const bool is_index = !name.empty() && name.size() <= exact_digits &&
                        name.find_first_not_of("0123456789") == std::string_view::npos &&
                        (name[0] != '0' || name.size() == 1);
  return is_index || is_plain_name(name) ? std::string(name) : quoted_text(name);
}

/// How an error is written: `new Name('message', {cause: …})`, and inside of `Object.assign` where
/// it has more than that.
struct ErrorForm {
  explicit ErrorForm(Value error);

  bool has_literal = true;
  std::string constructor = "Error";
  bool constructs_errors = false;   ///< The list of an AggregateError is an argument.
  bool constructs_message = false;  ///< A message that is no string is assigned.
  bool assigns = false;
  bool assigns_name = false;
};

ErrorForm::ErrorForm(Value error) {
  for (const Part part : {Part::name, Part::message, Part::stack})
    has_literal = has_literal && !error.error_part(part).has_identity();
  has_literal = has_literal && error.error_has(Part::name);
  auto properties = error.entries();
  const std::string_view name = error.error_name();
  const bool has_errors =
      !properties.done() && properties.name() == "errors" && properties.value().is_array();
  const bool is_aggregate = name == "AggregateError";
  if (name.ends_with("Error") && is_plain_name(name) && (!is_aggregate || has_errors)) {
    constructor = name;
    constructs_errors = is_aggregate;
  } else {
    assigns_name = true;
  }
  constructs_message = error.error_part(Part::message).is_string();
  if (constructs_errors) properties.next();
  assigns = assigns_name || (error.error_has(Part::message) && !constructs_message) ||
            error.error_has(Part::stack) || !properties.done();
}

/// Prints values and, where markers stand, chains. Iterative: a frame for each container that is
/// being printed.
class Printer {
 public:
  explicit Printer(const ChainTextLimits& limits) : limits_(limits), leaves_(out_, limits) {}

  std::string print(Value operations) {
    find_chains(operations);
    open_chain(operations);
    while (!frames_.empty() && out_.size() <= limits_.bytes)
      advance();
    if (out_.size() > limits_.bytes) cut();
    return std::move(out_);
  }

 private:
  /// What is left to be printed of a container.
  struct Frame {
    enum class Form : std::uint8_t { chain, arguments, array, properties, map, set, error };
    Form form;
    Value value;
    Value::Cursor entries = {};
    std::string close = {};
    std::size_t next = 0;  // entries, or parts of them, that were begun
  };

  void advance() {
    Frame& frame = frames_.back();
    switch (frame.form) {
      case Frame::Form::chain: return advance_chain(frame);
      case Frame::Form::arguments:
      case Frame::Form::array: return advance_array(frame);
      case Frame::Form::properties: return advance_properties(frame);
      case Frame::Form::map: return advance_map(frame);
      case Frame::Form::set: return advance_set(frame);
      case Frame::Form::error: return advance_error(frame);
    }
  }
  void push(Frame frame) { frames_.push_back(std::move(frame)); }
  void close(const Frame& frame) {
    out_ += frame.close;
    open_.erase(frame.value.slot());
    frames_.pop_back();
  }
  void separate(Frame& frame) {
    if (frame.next++ > 0) out_ += ", ";
  }

  // A call that is used again carries only its id: it is printed again.
  void find_chains(Value operations) {
    IdentityMap seen;
    Walk walk(seen);
    for (walk.start(operations); walk.next(); walk.enter()) {
      const Value marker = walk.value();
      if (!is_nested_marker(marker)) continue;
      const Value id = marker[wire::reference_id];
      if (id.is_string() && marker.has(wire::chain))
        chains_.emplace(id.as_string(), marker[wire::chain]);
    }
  }
  void open_nested(Value marker) {
    Value operations = marker[wire::chain];
    const Value id = marker[wire::reference_id];
    if (id.is_string() && operations.is_undefined()) {
      const auto known = chains_.find(id.as_string());
      if (known != chains_.end()) operations = known->second;
    }
    if (is_chain(operations)) {
      open_chain(operations);
    } else {
      out_ += "<a nested call>";
    }
  }
  void open_chain(Value operations) {
    if (!enter(operations)) return;
    const Value first = operations[std::size_t{0}];
    const Value name = operations.size() > 0 ? first[wire::key] : Value();
    Frame frame{Frame::Form::chain, operations};
    if (name.is_string() && first[wire::type].as_string() == wire::get &&
        is_plain_name(name.as_string()) && !is_reserved_name(name.as_string())) {
      out_ += name.as_string();
      frame.next = 1;
    } else {
      out_ += "this";
    }
    push(std::move(frame));
  }
  void advance_chain(Frame& frame) {
    if (frame.next == frame.value.size()) return close(frame);
    const Value operation = frame.value[frame.next++];
    if (operation[wire::type].as_string() == wire::apply) {
      out_ += "(";
      return push({Frame::Form::arguments, operation[wire::args], {}, ")"});
    }
    const Value key = operation[wire::key];
    if (key.is_number()) {
      out_ += "[" + number_literal(key.as_number()) + "]";
    } else if (is_plain_name(key.as_string())) {
      out_ += "." + std::string(key.as_string());
    } else {
      out_ += "[" + quoted_text(key.as_string()) + "]";
    }
  }

  void print_value(Value value) {
    switch (value.kind()) {
      case Kind::object:
      case Kind::array:
      case Kind::map:
      case Kind::set:
      case Kind::error: return open(value);
      default:
        if (!leaves_.print(value)) print_kind(value);
    }
  }
  void print_kind(Value value) { out_ += "<" + std::string(to_string(value.kind())) + ">"; }
  bool enter(Value container) {
    const bool is_new = open_.insert(container.slot()).second;
    if (!is_new) out_ += "<circular>";
    return is_new;
  }
  void open(Value container) {
    if (is_nested_marker(container)) return open_nested(container);
    if (!enter(container)) return;
    switch (container.kind()) {
      case Kind::array: out_ += "["; return push({Frame::Form::array, container, {}, "]"});
      case Kind::map:
        out_ += "new Map([";
        return push({Frame::Form::map, container, container.entries(), "])"});
      case Kind::set:
        out_ += "new Set([";
        return push({Frame::Form::set, container, container.entries(), "])"});
      case Kind::error: return open_error(container);
      default:
        out_ += "{";
        return push({Frame::Form::properties, container, container.entries(), "}"});
    }
  }

  void advance_array(Frame& frame) {
    const std::size_t size = frame.value.size();
    const bool is_argument = frame.form == Frame::Form::arguments;
    if (frame.next == size) {
      if (!is_argument && size > 0 && frame.value.is_hole(size - 1)) out_ += ",";
      return close(frame);
    }
    separate(frame);
    const std::size_t index = frame.next - 1;
    if (is_argument || !frame.value.is_hole(index)) print_value(frame.value[index]);
  }
  void advance_properties(Frame& frame) {
    if (frame.entries.done()) return close(frame);
    separate(frame);
    out_ += key_text(frame.entries.name()) + ": ";
    const Value value = frame.entries.value();
    frame.entries.next();
    print_value(value);
  }
  void advance_map(Frame& frame) {
    const bool at_value = frame.next % 2 == 1;
    if (!at_value && frame.next > 0) out_ += "]";
    if (frame.entries.done()) return close(frame);
    if (at_value) {
      out_ += ", ";
    } else {
      out_ += frame.next > 0 ? ", [" : "[";
    }
    ++frame.next;
    const Value value = at_value ? frame.entries.value() : frame.entries.key();
    if (at_value) frame.entries.next();
    print_value(value);
  }
  void advance_set(Frame& frame) {
    if (frame.entries.done()) return close(frame);
    separate(frame);
    const Value member = frame.entries.key();
    frame.entries.next();
    print_value(member);
  }

  void open_error(Value error) {
    const ErrorForm form(error);
    if (!form.has_literal) {
      open_.erase(error.slot());
      return print_kind(error);
    }
    out_ += (form.assigns ? "Object.assign(new " : "new ") + form.constructor + "(";
    push({Frame::Form::error, error});
    if (!form.constructs_errors) return;
    frames_.back().next = 1;
    print_value(error.entries().value());
  }
  /// After the errors of an AggregateError: message and cause, or what is assigned.
  void advance_error(Frame& frame) {
    const Value error = frame.value;
    const ErrorForm form(error);
    constexpr std::size_t cause_printed = 2;
    if (frame.next == cause_printed) {
      out_ += "})";
      return close(frame);
    }
    const bool has_cause = error.error_has(Part::cause);
    if (form.constructs_message || (has_cause && !form.assigns)) {
      out_ += frame.next > 0 ? ", " : "";
      if (form.constructs_message) {
        out_ += quoted_text(error.error_message());
      } else {
        out_ += "undefined";
      }
    }
    if (form.assigns) return assign(frame, form);
    if (!has_cause) {
      out_ += ")";
      return close(frame);
    }
    out_ += ", {cause: ";
    frame.next = cause_printed;
    print_value(error.error_part(Part::cause));
  }
  /// The frame becomes one of its own properties.
  void assign(Frame& frame, const ErrorForm& form) {
    const Value error = frame.value;
    out_ += "), {";
    frame.form = Frame::Form::properties;
    frame.close = "})";
    frame.entries = error.entries();
    if (form.constructs_errors) frame.entries.next();
    frame.next = 0;
    const auto print_part = [&](std::string_view name, Part part) {
      separate(frame);
      out_ += std::string(name) + ": ";
      print_value(error.error_part(part));
    };
    if (form.assigns_name) print_part("name", Part::name);
    if (error.error_has(Part::message) && !form.constructs_message)
      print_part("message", Part::message);
    if (error.error_has(Part::stack)) print_part("stack", Part::stack);
    if (!error.error_has(Part::cause)) return;
    separate(frame);
    out_ += "cause: ";
    print_value(error.error_part(Part::cause));
  }

  void cut() {
    std::size_t end = limits_.bytes;
    while (end > 0 && (static_cast<unsigned char>(out_[end]) & 0xC0) == 0x80)
      --end;  // not inside of a character
    out_.resize(end);
    out_ += "…";
  }

  const ChainTextLimits& limits_;
  std::string out_;
  LeafPrinter leaves_;
  std::vector<Frame> frames_;
  std::unordered_set<std::uint64_t> open_;              // containers that are being printed
  std::unordered_map<std::string_view, Value> chains_;  // by reference id
};

}  // namespace

std::string to_string(const Chain& chain, const ChainTextLimits& limits) {
  const Document document = chain.to_document();
  return Printer(limits).print(document.root());
}

}  // namespace candela
