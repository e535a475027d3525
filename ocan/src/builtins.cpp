#include "builtins.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include <candela/ocan/failure.hpp>

#include "text_form.hpp"
#include "utf16.hpp"

namespace candela {

namespace {

using Arguments = std::span<const Value>;

Value argument(Arguments arguments, std::size_t index) {
  return index < arguments.size() ? arguments[index] : Value();
}

[[noreturn]] void refuse_argument(std::string_view builtin, std::string_view wanted) {
  throw Error("TypeError", std::string(builtin) + " expects " + std::string(wanted));
}

/// ToIntegerOrInfinity, of numbers only.
double integer_argument(Arguments arguments, std::size_t index, double otherwise,
                        std::string_view builtin) {
  const Value value = argument(arguments, index);
  if (value.is_undefined()) return otherwise;
  if (!value.is_number()) refuse_argument(builtin, "a number");
  return std::isnan(value.as_number()) ? 0 : std::trunc(value.as_number());
}

std::string_view string_argument(Arguments arguments, std::string_view builtin) {
  const Value value = argument(arguments, 0);
  if (!value.is_string()) refuse_argument(builtin, "a string");
  return value.as_string();
}

/// As slice counts: from the end when negative, and never outside.
std::size_t position(double relative, std::size_t size) {
  const auto count = static_cast<double>(size);
  const double from_start = relative < 0 ? count + relative : relative;
  return static_cast<std::size_t>(std::clamp(from_start, 0.0, count));
}

struct Part {
  std::size_t begin;
  std::size_t end;
};
Part slice_part(Arguments arguments, std::size_t size) {
  const std::size_t begin = position(integer_argument(arguments, 0, 0, "slice"), size);
  const std::size_t end =
      position(integer_argument(arguments, 1, static_cast<double>(size), "slice"), size);
  return {begin, std::max(begin, end)};
}

/// The index that `at` means, or nothing outside.
std::optional<std::size_t> at_index(Arguments arguments, std::size_t size) {
  const double relative = integer_argument(arguments, 0, 0, "at");
  const double index = relative < 0 ? static_cast<double>(size) + relative : relative;
  if (index < 0 || index >= static_cast<double>(size)) return std::nullopt;
  return static_cast<std::size_t>(index);
}

/// A key as an index: a number, or a string that is a number's canonical text.
std::optional<std::size_t> as_index(Value key) {
  constexpr double largest = 4294967294;
  if (key.is_number()) {
    const double number = key.as_number();
    if (!(number >= 0) || number > largest || number != std::trunc(number)) return std::nullopt;
    return static_cast<std::size_t>(number);
  }
  const std::string_view text = key.as_string();
  if (text.empty() || text.size() > 10 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  std::size_t index = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    index = index * 10 + static_cast<std::size_t>(digit - '0');
  }
  return index;
}

// Any kind

Value to_string_of(Document& document, Value self, Arguments) {
  const Value plain = self.kind() == Kind::boxed ? self.boxed_value() : self;
  if (plain.is_string()) return plain;
  return document.string(plain.is_bigint() ? plain.as_bigint().to_decimal() : text_form(plain));
}
Value value_of(Document&, Value self, Arguments) {
  return self.kind() == Kind::boxed ? self.boxed_value() : self;
}

// Strings

Value string_slice(Document& document, Value self, Arguments arguments) {
  const std::u16string units = to_utf16(self.as_string());
  const Part part = slice_part(arguments, units.size());
  return document.string(
      from_utf16(std::u16string_view(units).substr(part.begin, part.end - part.begin)));
}
Value string_at(Document& document, Value self, Arguments arguments) {
  const std::u16string units = to_utf16(self.as_string());
  const std::optional<std::size_t> index = at_index(arguments, units.size());
  if (!index) return document.undefined();
  return document.string(from_utf16(std::u16string_view(units).substr(*index, 1)));
}
/// string_view::find, in time with the sum of both lengths: that one takes their product. Knuth,
/// Morris, Pratt: Fast Pattern Matching in Strings (1977).
std::size_t find_text(std::string_view text, std::string_view wanted) {
  constexpr std::size_t short_enough = 32;
  if (wanted.size() <= short_enough || wanted.size() > text.size()) return text.find(wanted);
  // How much of the beginning still fits where the next byte does not.
  std::vector<std::size_t> borders(wanted.size());
  const auto advance = [&](std::size_t fitting, char next) {
    while (fitting > 0 && wanted[fitting] != next)
      fitting = borders[fitting - 1];
    return wanted[fitting] == next ? fitting + 1 : fitting;
  };
  for (std::size_t i = 1; i < wanted.size(); ++i)
    borders[i] = advance(borders[i - 1], wanted[i]);
  std::size_t fitting = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    fitting = advance(fitting, text[i]);
    if (fitting == wanted.size()) return i + 1 - fitting;
  }
  return std::string_view::npos;
}
Value string_includes(Document& document, Value self, Arguments arguments) {
  return document.boolean(find_text(self.as_string(), string_argument(arguments, "includes")) !=
                          std::string_view::npos);
}
Value string_starts_with(Document& document, Value self, Arguments arguments) {
  return document.boolean(self.as_string().starts_with(string_argument(arguments, "startsWith")));
}
Value string_ends_with(Document& document, Value self, Arguments arguments) {
  return document.boolean(self.as_string().ends_with(string_argument(arguments, "endsWith")));
}
Value string_index_of(Document& document, Value self, Arguments arguments) {
  const std::string_view text = self.as_string();
  const std::size_t at = find_text(text, string_argument(arguments, "indexOf"));
  if (at == std::string_view::npos) return document.number(-1);
  return document.number(static_cast<double>(utf16_length(text.substr(0, at))));
}
Value string_trim(Document& document, Value self, Arguments) {
  constexpr std::string_view blanks = " \t\n\v\f\r";
  const std::string_view text = self.as_string();
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return document.string("");
  return document.string(text.substr(begin, text.find_last_not_of(blanks) - begin + 1));
}

/// ASCII, Latin-1, Greek and Cyrillic letters; others stay as they are.
char16_t upper(char16_t unit) noexcept {
  const bool ascii = unit >= u'a' && unit <= u'z';
  const bool latin = unit >= 0xE0 && unit <= 0xFE && unit != 0xF7;
  const bool greek = unit >= 0x3B1 && unit <= 0x3C9 && unit != 0x3C2;
  const bool cyrillic = unit >= 0x430 && unit <= 0x44F;
  if (ascii || latin || greek || cyrillic) return static_cast<char16_t>(unit - 0x20);
  if (unit >= 0x450 && unit <= 0x45F) return static_cast<char16_t>(unit - 0x50);
  return unit;
}
char16_t lower(char16_t unit) noexcept {
  const bool ascii = unit >= u'A' && unit <= u'Z';
  const bool latin = unit >= 0xC0 && unit <= 0xDE && unit != 0xD7;
  const bool greek = unit >= 0x391 && unit <= 0x3A9 && unit != 0x3A2;
  const bool cyrillic = unit >= 0x410 && unit <= 0x42F;
  if (ascii || latin || greek || cyrillic) return static_cast<char16_t>(unit + 0x20);
  if (unit >= 0x400 && unit <= 0x40F) return static_cast<char16_t>(unit + 0x50);
  return unit;
}
template <char16_t (*change)(char16_t) noexcept>
Value string_case(Document& document, Value self, Arguments) {
  std::u16string units = to_utf16(self.as_string());
  std::transform(units.begin(), units.end(), units.begin(), change);
  return document.string(from_utf16(units));
}

// Arrays

Value array_slice(Document& document, Value self, Arguments arguments) {
  const Part part = slice_part(arguments, self.size());
  Value sliced = document.array();
  for (std::size_t i = part.begin; i < part.end; ++i) {
    if (self.is_hole(i)) {
      sliced.resize(sliced.size() + 1);
    } else {
      sliced.push(self[i]);
    }
  }
  return sliced;
}
Value array_at(Document& document, Value self, Arguments arguments) {
  const std::optional<std::size_t> index = at_index(arguments, self.size());
  return index ? self[*index] : document.undefined();
}

/// `===`: NaN is not NaN, -0 is 0.
bool strictly_equal(Value left, Value right) {
  if (left.is_number() && right.is_number()) return left.as_number() == right.as_number();
  return left.is(right);
}
Value array_index_of(Document& document, Value self, Arguments arguments) {
  const Value wanted = argument(arguments, 0);
  for (std::size_t i = 0, size = self.size(); i < size; ++i) {
    if (!self.is_hole(i) && strictly_equal(self[i], wanted))
      return document.number(static_cast<double>(i));
  }
  return document.number(-1);
}
Value array_includes(Document& document, Value self, Arguments arguments) {
  const Value wanted = argument(arguments, 0);
  for (std::size_t i = 0, size = self.size(); i < size; ++i) {
    if (self[i].is(wanted) || strictly_equal(self[i], wanted)) return document.boolean(true);
  }
  return document.boolean(false);
}

// Maps and Sets; keys, values and entries are arrays

Value map_get(Document&, Value self, Arguments arguments) {
  return self.get(argument(arguments, 0));
}
Value collection_has(Document& document, Value self, Arguments arguments) {
  return document.boolean(self.contains(argument(arguments, 0)));
}
Value collection_keys(Document& document, Value self, Arguments) {
  Value keys = document.array();
  for (auto entry = self.entries(); !entry.done(); entry.next())
    keys.push(entry.key());
  return keys;
}
Value collection_values(Document& document, Value self, Arguments) {
  Value values = document.array();
  for (auto entry = self.entries(); !entry.done(); entry.next())
    values.push(entry.value());
  return values;
}
Value collection_entries(Document& document, Value self, Arguments) {
  Value entries = document.array();
  for (auto entry = self.entries(); !entry.done(); entry.next())
    entries.push(document.array({entry.key(), entry.value()}));
  return entries;
}

// Dates

Value date_time(Document& document, Value self, Arguments) {
  return document.number(self.date_ms());
}

// Typed arrays

template <typename T>
double loaded(const std::byte* bytes) noexcept {
  T element;
  std::memcpy(&element, bytes, sizeof element);
  return static_cast<double>(element);
}
Value typed_element(Document& document, Value self, std::size_t index) {
  static_assert(std::endian::native == std::endian::little, "elements are little-endian");
  const std::size_t width = element_size(self.view_type());
  const std::span<const std::byte> bytes = self.bytes();
  if (index >= bytes.size() / width) return document.undefined();
  const std::byte* at = bytes.data() + index * width;
  switch (self.view_type()) {
    case ElementType::int8: return document.number(loaded<std::int8_t>(at));
    case ElementType::uint8:
    case ElementType::uint8_clamped: return document.number(loaded<std::uint8_t>(at));
    case ElementType::int16: return document.number(loaded<std::int16_t>(at));
    case ElementType::uint16: return document.number(loaded<std::uint16_t>(at));
    case ElementType::int32: return document.number(loaded<std::int32_t>(at));
    case ElementType::uint32: return document.number(loaded<std::uint32_t>(at));
    case ElementType::float32: return document.number(loaded<float>(at));
    case ElementType::float64: return document.number(loaded<double>(at));
    case ElementType::bigint64: {
      std::int64_t element;
      std::memcpy(&element, at, sizeof element);
      return document.bigint(BigInt(element));
    }
    default: {
      std::uint64_t element;
      std::memcpy(&element, at, sizeof element);
      return document.bigint(BigInt::from_uint64(element));
    }
  }
}
std::size_t typed_length(Value self) {
  return self.bytes().size() / element_size(self.view_type());
}
Value typed_at(Document& document, Value self, Arguments arguments) {
  const std::optional<std::size_t> index = at_index(arguments, typed_length(self));
  return index ? typed_element(document, self, *index) : document.undefined();
}

// The table

constexpr Builtin of_any[] = {{"toString", to_string_of}, {"valueOf", value_of}};
constexpr Builtin of_string[] = {{"at", string_at},
                                 {"slice", string_slice},
                                 {"includes", string_includes},
                                 {"startsWith", string_starts_with},
                                 {"endsWith", string_ends_with},
                                 {"indexOf", string_index_of},
                                 {"trim", string_trim},
                                 {"toUpperCase", string_case<upper>},
                                 {"toLowerCase", string_case<lower>}};
constexpr Builtin of_array[] = {{"at", array_at},
                                {"slice", array_slice},
                                {"indexOf", array_index_of},
                                {"includes", array_includes}};
constexpr Builtin of_map[] = {{"get", map_get},
                              {"has", collection_has},
                              {"keys", collection_keys},
                              {"values", collection_values},
                              {"entries", collection_entries}};
constexpr Builtin of_set[] = {{"has", collection_has},
                              {"keys", collection_keys},
                              {"values", collection_values},
                              {"entries", collection_entries}};
constexpr Builtin of_date[] = {{"getTime", date_time}, {"valueOf", date_time}};
constexpr Builtin of_typed_array[] = {{"at", typed_at}};

std::span<const Builtin> builtins_of(Kind kind) {
  switch (kind) {
    case Kind::string: return of_string;
    case Kind::array: return of_array;
    case Kind::map: return of_map;
    case Kind::set: return of_set;
    case Kind::date: return of_date;
    case Kind::typed_array: return of_typed_array;
    default: return {};
  }
}

/// Not for objects: there every name is the object's own.
bool has_any(Kind kind) {
  return kind == Kind::boolean || kind == Kind::number || kind == Kind::bigint ||
         kind == Kind::string || kind == Kind::boxed;
}

const Builtin* find(std::span<const Builtin> table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const Builtin& builtin) { return builtin.name == name; });
  return found == table.end() ? nullptr : &*found;
}

/// What is counted or told, by name: `length`, `size`, `source`…
std::optional<Value> read_property(Document& document, Value self, std::string_view name) {
  const auto count = [&](std::size_t n) { return document.number(static_cast<double>(n)); };
  switch (self.kind()) {
    case Kind::string:
      if (name == "length") return count(utf16_length(self.as_string()));
      break;
    case Kind::array:
      if (name == "length") return count(self.size());
      break;
    case Kind::map:
    case Kind::set:
      if (name == "size") return count(self.size());
      break;
    case Kind::typed_array:
      if (name == "length") return count(typed_length(self));
      [[fallthrough]];
    case Kind::data_view:
      if (name == "buffer") return self.view_buffer();
      if (name == "byteOffset") return count(self.view_byte_offset());
      [[fallthrough]];
    case Kind::array_buffer:
      if (name == "byteLength") return count(self.bytes().size());
      break;
    case Kind::regexp:
      if (name == "source") return document.string(self.regexp_source());
      if (name == "flags") return document.string(self.regexp_flags());
      if (name == "lastIndex") return document.number(self.regexp_last_index());
      break;
    case Kind::function:
      if (name == "name") return document.string(self.function_name());
      break;
    case Kind::boxed: return read_property(document, self.boxed_value(), name);
    default: break;
  }
  return std::nullopt;
}

std::optional<Value> read_index(Document& document, Value self, std::size_t index) {
  switch (self.kind()) {
    case Kind::array: return self[index];
    case Kind::typed_array: return typed_element(document, self, index);
    case Kind::string: {
      const std::u16string units = to_utf16(self.as_string());
      if (index >= units.size()) return document.undefined();
      return document.string(from_utf16(std::u16string_view(units).substr(index, 1)));
    }
    default: return std::nullopt;
  }
}

}  // namespace

namespace {

/// Bytes that are compared when a text is looked for in an array: only texts of its length are.
std::size_t comparing_cost(Value self, std::string_view wanted) {
  std::size_t cost = wanted.size();
  for (std::size_t i = 0, size = self.size(); i < size; ++i) {
    const Value element = self[i];
    if (element.is_string() && element.as_string().size() == wanted.size()) cost += wanted.size();
  }
  return cost;
}

}  // namespace

std::size_t built_in_cost(Value self, std::span<const Value> arguments) {
  std::size_t cost = built_in_cost(self);
  for (const Value argument : arguments) {
    if (!argument.is_string()) continue;
    const std::string_view text = argument.as_string();
    cost += self.is_array() ? comparing_cost(self, text) : text.size();
  }
  return cost;
}

std::size_t built_in_cost(Value self) {
  constexpr std::size_t entry_bytes = 16;
  switch (self.kind()) {
    case Kind::string: return self.as_string().size();
    case Kind::array:
    case Kind::map:
    case Kind::set: return self.size() * entry_bytes;
    case Kind::boxed: return built_in_cost(self.boxed_value());
    case Kind::bigint: {
      const std::size_t limbs = self.as_bigint().limbs().size();
      return limbs * limbs;  // digits cost the square
    }
    default: return 1;
  }
}

std::variant<Value, const Builtin*> read_builtin(Document& document, Value self, Value key) {
  const Kind kind = self.kind();
  const bool is_data = kind == Kind::object || kind == Kind::error;
  if (!is_data && kind > Kind::null) {
    if (const std::optional<std::size_t> index = as_index(key)) {
      if (const std::optional<Value> element = read_index(document, self, *index)) return *element;
    }
  }
  const std::string number = key.is_number() ? number_text(key.as_number()) : std::string();
  const std::string_view name = key.is_string() ? key.as_string() : std::string_view(number);
  if (kind <= Kind::null) {
    throw ChainError(FailureCode::not_readable, "TypeError",
                     "Cannot read properties of " + std::string(to_string(kind)) + " (reading '" +
                         shortened(name) + "')");
  }
  if (is_data) return self.has(name) ? self[name] : document.undefined();
  if (const std::optional<Value> property = read_property(document, self, name)) return *property;
  if (const Builtin* builtin = find(builtins_of(kind), name)) return builtin;
  if (const Builtin* builtin = has_any(kind) ? find(of_any, name) : nullptr) return builtin;
  return document.undefined();
}

}  // namespace candela
