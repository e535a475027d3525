#include "builtins/value_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <vector>

#include <candela/ocan/error.hpp>

#include "builtins/elements.hpp"
#include "builtins/radix.hpp"
#include "text_form.hpp"
#include "utf16.hpp"

namespace candela {

namespace {

[[noreturn]] void refuse_text(const BuiltinCall& call, std::string_view why) {
  throw Error("TypeError", std::string(call.name) + ": " + std::string(why));
}

/// Objects and errors have what they have as data in front of what JavaScript would call.
void refuse_own_methods(const BuiltinCall& call, Value value) {
  if (value.has("toString")) refuse_text(call, "an object with a toString of its own has no text");
}

void add_error(BuiltinText& text, const BuiltinCall& call, Value error) {
  refuse_own_methods(call, error);
  const std::string_view name =
      error.error_has(Value::ErrorPart::name) ? error.error_name() : std::string_view("Error");
  const std::string_view message = error.error_message();
  text.add(name);
  if (!name.empty() && !message.empty()) text.add(u": ");
  text.add(message);
}

/// All but arrays.
void add_single(BuiltinText& text, const BuiltinCall& call, Value value) {
  switch (value.kind()) {
    case Kind::undefined: return text.add(u"undefined");
    case Kind::null: return text.add(u"null");
    case Kind::boolean: return text.add(value.as_boolean() ? u"true" : u"false");
    case Kind::number: return text.add(number_text(value.as_number()));
    case Kind::string: return text.add(value.as_string());
    case Kind::bigint: return text.add(bigint_digits(call, value.as_bigint(), 10));
    case Kind::boxed: return add_single(text, call, value.boxed_value());
    case Kind::error: return add_error(text, call, value);
    case Kind::map: return text.add(u"[object Map]");
    case Kind::set: return text.add(u"[object Set]");
    case Kind::array_buffer: return text.add(u"[object ArrayBuffer]");
    case Kind::data_view: return text.add(u"[object DataView]");
    case Kind::regexp:
      return text.add("/" + regexp_source_text(value) + "/" + regexp_flags_text(value));
    case Kind::object: refuse_own_methods(call, value); return text.add(u"[object Object]");
    case Kind::date: refuse_text(call, "a Date has no text without a time zone; toISOString has");
    case Kind::function: refuse_text(call, "a function has no text");
    default: refuse_text(call, "a " + std::string(value.host_tag()) + " has no text here");
  }
}

/// An array on its way into the text.
struct Joining {
  Value array;
  std::size_t size;
  std::size_t next;
};

class Joiner {
 public:
  Joiner(BuiltinText& text, const BuiltinCall& call) : text_(text), call_(call) {}

  void run(Value array, std::u16string_view separator) {
    begin(array);
    while (!open_.empty()) {
      Joining& last = open_.back();
      if (last.next == last.size) {
        end();
        continue;
      }
      const std::size_t index = last.next++;
      if (index > 0) text_.add(open_.size() == 1 ? separator : std::u16string_view(u","));
      add(last.array.is_array() ? last.array[index]
                                : typed_element(call_.document, last.array, index));
    }
  }

 private:
  void begin(Value array) {
    const std::size_t size = array.is_array() ? array.size() : typed_length(array);
    call_.charge(builtin_entry_bytes * (size + 1));
    opened_.insert(array.slot());
    open_.push_back({array, size, 0});
  }
  void end() {
    opened_.erase(open_.back().array.slot());
    open_.pop_back();
  }
  void add(Value element) {
    if (element.is_undefined() || element.is_null()) return;
    const bool has_elements = element.is_array() || element.kind() == Kind::typed_array;
    if (!has_elements) return add_single(text_, call_, element);
    if (!opened_.contains(element.slot())) begin(element);
  }

  BuiltinText& text_;
  const BuiltinCall& call_;
  std::vector<Joining> open_;
  std::unordered_set<std::uint64_t> opened_;  // identities of what is open
};

/// Where the source is in a class, `[…]`, and whether a backslash stands before.
struct SourceState {
  bool in_class = false;
  bool escaped = false;

  void pass(char c) {
    if (!escaped && c == '[') in_class = true;
    if (!escaped && c == ']') in_class = false;
    escaped = !escaped && c == '\\';
  }
};

/// The escape of a line end at the beginning, and the bytes that it stands for.
struct LineEnd {
  std::string_view bytes;
  std::string_view escape;
};
const LineEnd* line_end_at(std::string_view rest) {
  static constexpr LineEnd ends[] = {
      {"\n", "\\n"}, {"\r", "\\r"}, {"\u2028", "\\u2028"}, {"\u2029", "\\u2029"}};
  for (const LineEnd& end : ends) {
    if (rest.starts_with(end.bytes)) return &end;
  }
  return nullptr;
}

}  // namespace

void add_value_text(BuiltinText& text, const BuiltinCall& call, Value value) {
  const bool has_elements = value.is_array() || value.kind() == Kind::typed_array;
  if (has_elements) return add_joined(text, call, value, u",");
  add_single(text, call, value);
}

void add_joined(BuiltinText& text, const BuiltinCall& call, Value array,
                std::u16string_view separator) {
  Joiner(text, call).run(array, separator);
}

Value join_elements(const BuiltinCall& call) {
  const std::u16string separator =
      to_utf16(call.argument(0).is_undefined() ? std::string_view(",") : call.string(0));
  BuiltinText text(call);
  add_joined(text, call, call.self, separator);
  return text.finish();
}
Value elements_to_string(const BuiltinCall& call) {
  BuiltinText text(call);
  add_joined(text, call, call.self, u",");
  return text.finish();
}

std::string regexp_source_text(Value regexp) {
  std::string_view rest = regexp.regexp_source();
  if (rest.empty()) return "(?:)";
  std::string text;
  SourceState state;
  while (!rest.empty()) {
    const LineEnd* end = line_end_at(rest);
    if (end != nullptr) {
      // What stands escaped already keeps its one backslash.
      text += state.escaped ? end->escape.substr(1) : end->escape;
      state.escaped = false;
      rest.remove_prefix(end->bytes.size());
      continue;
    }
    if (rest[0] == '/' && !state.in_class && !state.escaped) text += '\\';
    text += rest[0];
    state.pass(rest[0]);
    rest.remove_prefix(1);
  }
  return text;
}

std::string regexp_flags_text(Value regexp) {
  std::string flags(regexp.regexp_flags());
  std::sort(flags.begin(), flags.end());
  return flags;
}

}  // namespace candela
