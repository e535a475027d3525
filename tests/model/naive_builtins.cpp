#include "naive_builtins.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>

namespace candela::model {

void throw_error(Heap& heap, std::string_view name, std::string_view message) {
  throw Thrown{heap.error(name, message)};
}

std::string in_words(const Thing& thing) {
  switch (thing.type) {
    case Type::undefined: return "undefined";
    case Type::null: return "null";
    case Type::boolean: return thing.flag ? "true" : "false";
    case Type::number: return number_in_words(thing.number);
    case Type::string: return thing.text;
    case Type::error: return thing.message.empty() ? thing.text : thing.text + ": " + thing.message;
    case Type::array: return "[object Array]";
    case Type::map: return "[object Map]";
    case Type::set: return "[object Set]";
    case Type::function: return "function " + thing.text;
    case Type::other: return "[object Date]";  // nothing else is written
    default: return "[object Object]";
  }
}

std::string name_of_key(const Thing& key) {
  return key.is(Type::string) ? key.text : number_in_words(key.number);
}

namespace {

/// The method that a get gives; `self` is the value that it was got from.
using Builtin = Thing* (*)(Heap& heap, Thing* self, const Things& arguments);

Thing* argument(Heap& heap, const Things& arguments, std::size_t index) {
  return index < arguments.size() ? arguments[index] : heap.undefined();
}

double whole(Heap& heap, const Things& arguments, std::size_t index, double otherwise,
             std::string_view name) {
  const Thing* given = argument(heap, arguments, index);
  if (given->is(Type::undefined)) return otherwise;
  if (!given->is(Type::number))
    throw_error(heap, "TypeError", std::string(name) + " expects a number");
  return std::isnan(given->number) ? 0 : std::trunc(given->number);
}

std::string text(Heap& heap, const Things& arguments, std::string_view name) {
  const Thing* given = argument(heap, arguments, 0);
  if (!given->is(Type::string))
    throw_error(heap, "TypeError", std::string(name) + " expects a string");
  return given->text;
}

std::size_t length(const Thing& self) {
  return self.is(Type::string) ? self.text.size() : self.elements.size();
}

Thing* element(Heap& heap, const Thing& self, double index) {
  if (!(index >= 0) || index >= static_cast<double>(length(self))) return heap.undefined();
  const auto at = static_cast<std::size_t>(index);
  if (self.is(Type::string)) return heap.string(self.text.substr(at, 1));
  return self.elements[at] ? self.elements[at] : heap.undefined();
}

Thing* at(Heap& heap, Thing* self, const Things& arguments) {
  const double index = whole(heap, arguments, 0, 0, "at");
  return element(heap, *self, index < 0 ? index + static_cast<double>(length(*self)) : index);
}

Thing* slice(Heap& heap, Thing* self, const Things& arguments) {
  const auto size = static_cast<double>(length(*self));
  const auto bound = [&](double index) {
    return static_cast<std::size_t>(std::clamp(index < 0 ? index + size : index, 0.0, size));
  };
  const std::size_t begin = bound(whole(heap, arguments, 0, 0, "slice"));
  const std::size_t end = std::max(begin, bound(whole(heap, arguments, 1, size, "slice")));
  if (self->is(Type::string)) return heap.string(self->text.substr(begin, end - begin));
  Thing* made = heap.array({});
  for (std::size_t i = begin; i < end; ++i)
    made->elements.push_back(self->elements[i]);
  return made;
}

bool strictly_equal(const Thing& left, const Thing& right) {
  const bool is_nan = left.is(Type::number) && std::isnan(left.number);
  return !is_nan && same_value_zero(left, right);
}

/// Where a search begins: in texts from the start, in arrays from the end where it is negative.
std::size_t beginning(Heap& heap, Thing* self, const Things& arguments, std::string_view name) {
  const auto size = static_cast<double>(length(*self));
  const double begin = whole(heap, arguments, 1, 0, name);
  const bool from_end = begin < 0 && !self->is(Type::string);
  return static_cast<std::size_t>(std::clamp(from_end ? begin + size : begin, 0.0, size));
}

Thing* index_of(Heap& heap, Thing* self, const Things& arguments) {
  if (self->is(Type::string)) {
    const std::string wanted = text(heap, arguments, "indexOf");
    const std::size_t found = self->text.find(wanted, beginning(heap, self, arguments, "indexOf"));
    return heap.number(found == std::string::npos ? -1 : static_cast<double>(found));
  }
  const Thing* wanted = argument(heap, arguments, 0);
  for (std::size_t i = beginning(heap, self, arguments, "indexOf"); i < self->elements.size();
       ++i) {
    if (self->elements[i] && strictly_equal(*self->elements[i], *wanted))
      return heap.number(static_cast<double>(i));
  }
  return heap.number(-1);
}

Thing* includes(Heap& heap, Thing* self, const Things& arguments) {
  if (self->is(Type::string)) {
    const std::string wanted = text(heap, arguments, "includes");
    const std::size_t begin = beginning(heap, self, arguments, "includes");
    return heap.boolean(self->text.find(wanted, begin) != std::string::npos);
  }
  const Thing* wanted = argument(heap, arguments, 0);
  for (std::size_t i = beginning(heap, self, arguments, "includes"); i < self->elements.size();
       ++i) {
    if (same_value_zero(*element(heap, *self, static_cast<double>(i)), *wanted))
      return heap.boolean(true);
  }
  return heap.boolean(false);
}

Thing* to_upper_case(Heap& heap, Thing* self, const Things&) {
  std::string upper = self->text;
  for (char& letter : upper)
    letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return heap.string(upper);
}

Thing* to_string(Heap& heap, Thing* self, const Things&) {
  return heap.string(in_words(*self));
}

/// Of a number, in any base: whole ones and simple fractions, as there are in the cases.
Thing* number_to_string(Heap& heap, Thing* self, const Things& arguments) {
  const double base = whole(heap, arguments, 0, 10, "toString");
  if (!(base >= 2 && base <= 36))
    throw_error(heap, "RangeError", "toString() radix argument must be between 2 and 36");
  if (base == 10 || !std::isfinite(self->number) || self->number == 0)
    return heap.string(in_words(*self));
  const auto digit = [](double value) {
    return "0123456789abcdefghijklmnopqrstuvwxyz"[static_cast<std::size_t>(value)];
  };
  std::string digits;
  double rest = std::trunc(std::abs(self->number));
  do {
    digits.insert(digits.begin(), digit(std::fmod(rest, base)));
    rest = std::trunc(rest / base);
  } while (rest > 0);
  // As many digits of the fraction as tell the number from its neighbours: in odd bases it has no end.
  const double size = std::abs(self->number);
  double fraction = size - std::trunc(size);
  double open = (std::nextafter(size, HUGE_VAL) - size) / 2;
  if (fraction >= open) digits += '.';
  while (fraction >= open) {
    fraction *= base;
    open *= base;
    const double whole_part = std::trunc(fraction);
    fraction -= whole_part;
    const bool rounds_up = fraction > 0.5 && fraction + open > 1;
    digits += digit(rounds_up ? whole_part + 1 : whole_part);
    if (rounds_up) break;
  }
  return heap.string((self->number < 0 ? "-" : "") + digits);
}

Thing* has(Heap& heap, Thing* self, const Things& arguments) {
  const Thing* wanted = argument(heap, arguments, 0);
  const auto is_wanted = [&](const Thing* key) { return same_value_zero(*key, *wanted); };
  const bool in_set = std::any_of(self->elements.begin(), self->elements.end(), is_wanted);
  const bool in_map = std::any_of(self->entries.begin(), self->entries.end(),
                                  [&](const auto& entry) { return is_wanted(entry.first); });
  return heap.boolean(in_set || in_map);
}

Thing* get(Heap& heap, Thing* self, const Things& arguments) {
  for (const auto& [key, value] : self->entries) {
    if (same_value_zero(*key, *argument(heap, arguments, 0))) return value;
  }
  return heap.undefined();
}

Thing* keys(Heap& heap, Thing* self, const Things&) {
  Thing* all = heap.array(self->elements);
  for (const auto& entry : self->entries)
    all->elements.push_back(entry.first);
  return all;
}
Thing* values(Heap& heap, Thing* self, const Things&) {
  Thing* all = heap.array(self->elements);
  for (const auto& entry : self->entries)
    all->elements.push_back(entry.second);
  return all;
}
Thing* entries(Heap& heap, Thing* self, const Things&) {
  Thing* all = heap.array({});
  for (Thing* member : self->elements)
    all->elements.push_back(heap.array({member, member}));
  for (const auto& [key, value] : self->entries)
    all->elements.push_back(heap.array({key, value}));
  return all;
}

struct Named {
  std::string_view name;
  Builtin run;
};

std::vector<Named> builtins_of(Type type) {
  switch (type) {
    case Type::string:
      return {{"at", at},
              {"slice", slice},
              {"indexOf", index_of},
              {"includes", includes},
              {"toUpperCase", to_upper_case},
              {"toString", to_string}};
    case Type::array:
      return {{"at", at}, {"slice", slice}, {"indexOf", index_of}, {"includes", includes}};
    case Type::map:
      return {{"get", get}, {"has", has}, {"keys", keys}, {"values", values}, {"entries", entries}};
    case Type::set: return {{"has", has}, {"keys", keys}, {"values", values}, {"entries", entries}};
    case Type::boolean: return {{"toString", to_string}};
    case Type::number: return {{"toString", number_to_string}};
    default: return {};
  }
}

/// A key as an index: a number, or a number's own text.
std::optional<double> as_index(const Thing& key) {
  if (key.is(Type::number)) {
    const bool is_whole = key.number >= 0 && key.number == std::trunc(key.number);
    return is_whole ? std::optional(key.number) : std::nullopt;
  }
  const std::string& text = key.text;
  const bool is_digits = !text.empty() && std::all_of(text.begin(), text.end(),
                                                      [](char c) { return c >= '0' && c <= '9'; });
  if (!is_digits || text.size() > 9 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  return std::stod(text);
}

/// An object's or error's own data.
Thing* read_data(Heap& heap, const Thing& self, const std::string& name) {
  if (self.is(Type::error)) {
    if (name == "name") return heap.string(self.text);
    if (name == "message") return heap.string(self.message);
    if (name == "stack") return self.stack.empty() ? heap.undefined() : heap.string(self.stack);
    if (name == "cause") return self.cause ? self.cause : heap.undefined();
  }
  Thing* found = self.find(name);
  return found ? found : heap.undefined();
}

}  // namespace

Thing* read_plain(Heap& heap, Thing* self, const Thing& key) {
  const std::string name = name_of_key(key);
  if (self->is(Type::undefined) || self->is(Type::null)) {
    throw_error(heap, "TypeError",
                "Cannot read properties of " + in_words(*self) + " (reading '" + name + "')");
  }
  if (self->is(Type::object) || self->is(Type::error)) return read_data(heap, *self, name);
  const bool has_indexes = self->is(Type::array) || self->is(Type::string);
  if (has_indexes) {
    if (const std::optional<double> index = as_index(key)) return element(heap, *self, *index);
    if (name == "length") return heap.number(static_cast<double>(length(*self)));
  }
  const bool has_size = self->is(Type::map) || self->is(Type::set);
  if (has_size && name == "size")
    return heap.number(static_cast<double>(self->elements.size() + self->entries.size()));
  if (self->is(Type::function) && name == "name") return heap.string(self->text);
  for (const Named& builtin : builtins_of(self->type)) {
    if (builtin.name != name) continue;
    return heap.function(name, [&heap, self, run = builtin.run](const Things& arguments) {
      return run(heap, self, arguments);
    });
  }
  return heap.undefined();
}

}  // namespace candela::model
