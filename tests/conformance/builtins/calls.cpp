#include "calls.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <span>
#include <stdexcept>

#include <candela/structured_clone/inspect.hpp>

#include "builtins.hpp"
#include "random.hpp"
#include "utf16.hpp"
#include "values.hpp"

namespace candela::conformance {
namespace {

/// What a built-in takes, a letter for each argument:
///   p a position        w a width           c a count        r a radix      f a count of digits
///   s a text            t a text that may be in `self`        o a text, or none
///   e an element, or any value              n an element of a typed array   a an array or any value
///   d a depth           l a limit           g a Set or a Map b a boolean
/// A capital has to be there: without it JavaScript takes the text "undefined", or throws.
struct Signature {
  Kind kind;
  std::string_view name;
  std::string_view arguments;
};
constexpr Signature signatures[] = {
    {Kind::string, "at", "p"},
    {Kind::string, "charAt", "p"},
    {Kind::string, "charCodeAt", "p"},
    {Kind::string, "codePointAt", "p"},
    {Kind::string, "concat", "sss"},
    {Kind::string, "endsWith", "Tp"},
    {Kind::string, "includes", "Tp"},
    {Kind::string, "indexOf", "Tp"},
    {Kind::string, "isWellFormed", ""},
    {Kind::string, "lastIndexOf", "Tp"},
    {Kind::string, "padEnd", "wo"},
    {Kind::string, "padStart", "wo"},
    {Kind::string, "repeat", "c"},
    {Kind::string, "replace", "TS"},
    {Kind::string, "replaceAll", "TS"},
    {Kind::string, "slice", "pp"},
    {Kind::string, "split", "tl"},
    {Kind::string, "startsWith", "Tp"},
    {Kind::string, "substr", "pp"},
    {Kind::string, "substring", "pp"},
    {Kind::string, "toLowerCase", ""},
    {Kind::string, "toUpperCase", ""},
    {Kind::string, "toWellFormed", ""},
    {Kind::string, "trim", ""},
    {Kind::string, "trimEnd", ""},
    {Kind::string, "trimStart", ""},
    {Kind::number, "toExponential", "f"},
    {Kind::number, "toFixed", "f"},
    {Kind::number, "toPrecision", "f"},
    {Kind::number, "toString", "r"},
    {Kind::bigint, "toString", "r"},
    {Kind::array, "at", "p"},
    {Kind::array, "concat", "aaa"},
    {Kind::array, "flat", "d"},
    {Kind::array, "includes", "ep"},
    {Kind::array, "indexOf", "ep"},
    {Kind::array, "join", "o"},
    {Kind::array, "lastIndexOf", "ep"},
    {Kind::array, "slice", "pp"},
    {Kind::array, "toReversed", ""},
    {Kind::array, "toSorted", ""},
    {Kind::array, "toSpliced", "ppee"},
    {Kind::array, "with", "pe"},
    {Kind::map, "get", "e"},
    {Kind::map, "has", "e"},
    {Kind::set, "difference", "G"},
    {Kind::set, "has", "e"},
    {Kind::set, "intersection", "G"},
    {Kind::set, "isDisjointFrom", "G"},
    {Kind::set, "isSubsetOf", "G"},
    {Kind::set, "isSupersetOf", "G"},
    {Kind::set, "symmetricDifference", "G"},
    {Kind::set, "union", "G"},
    {Kind::array_buffer, "slice", "pp"},
    {Kind::typed_array, "at", "p"},
    {Kind::typed_array, "includes", "np"},
    {Kind::typed_array, "indexOf", "np"},
    {Kind::typed_array, "join", "o"},
    {Kind::typed_array, "lastIndexOf", "np"},
    {Kind::typed_array, "slice", "pp"},
    {Kind::typed_array, "subarray", "pp"},
    {Kind::typed_array, "toReversed", ""},
    {Kind::typed_array, "toSorted", ""},
    {Kind::typed_array, "with", "pN"},
};

/// The others of the table take no argument.
std::string_view arguments_of(Kind kind, std::string_view name) {
  if (kind == Kind::data_view) return "pb";
  for (const Signature& signature : signatures) {
    if (signature.kind == kind && signature.name == name) return signature.arguments;
  }
  constexpr std::string_view alone[] = {"toString", "valueOf",     "keys",
                                        "values",   "entries",     "getTime",
                                        "toJSON",   "toISOString", "toUTCString"};
  const bool takes_none = name.starts_with("getUTC") ||
                          std::find(std::begin(alone), std::end(alone), name) != std::end(alone);
  if (!takes_none) throw std::runtime_error("no arguments are known for " + std::string(name));
  return "";
}

/// Some units of it.
std::string part_of(std::string_view text, Random& random) {
  const std::u16string units = to_utf16(text);
  const std::uint32_t begin = random.below(static_cast<std::uint32_t>(units.size()) + 1);
  return from_utf16(std::u16string_view(units).substr(begin, random.below(4)));
}

Value element_for(Document& doc, Random& random, Value self) {
  const auto size = static_cast<std::uint32_t>(
      self.is_array() || self.is_map() || self.is_set() ? self.size() : 0);
  if (size == 0 || random.odds(3)) return random_value(doc, random, 1);
  const std::uint32_t index = random.below(size);
  if (self.is_array()) return self[index];
  auto entry = self.entries();
  for (std::uint32_t i = 0; i < index; ++i)
    entry.next();
  return entry.key();
}

Value typed_element_for(Document& doc, Random& random, Value self) {
  const bool wants_bigint =
      self.view_type() == ElementType::bigint64 || self.view_type() == ElementType::biguint64;
  if (wants_bigint) return doc.bigint(random_bigint(random));
  return doc.number(random.odds(2) ? random_number(random) : random_position(random));
}

double count_for(Random& random) {
  constexpr double special[] = {-1, -0.5, 1.9, std::numeric_limits<double>::infinity(), 1e10};
  return random.odds(8) ? random.pick(special) : random.below(6);
}
double width_for(Random& random) {
  constexpr double special[] = {-1, 9.9, std::numeric_limits<double>::quiet_NaN(), 4294967296,
                                1e300};
  return random.odds(8) ? random.pick(special) : random.below(40);
}
double few_or_any(Random& random, std::uint32_t below) {
  return random.odds(8) ? random_position(random) : random.below(below);
}

Value argument_for(Document& doc, Random& random, Value self, char what) {
  switch (what) {
    case 'p': return doc.number(random_position(random));
    case 'w': return doc.number(width_for(random));
    case 'c': return doc.number(count_for(random));
    case 'r': return doc.number(few_or_any(random, 39));
    case 'f': return doc.number(random.odds(4) ? random.below(103) : few_or_any(random, 25));
    case 'd': return doc.number(few_or_any(random, 4));
    case 'l': return doc.number(few_or_any(random, 5));
    case 'b': return doc.boolean(random.odds(2));
    case 't': {
      const Value text = self.kind() == Kind::boxed ? self.boxed_value() : self;
      return doc.string(random.odds(4) ? random_text(random, 2)
                                       : part_of(text.as_string(), random));
    }
    case 's':
    case 'o': return doc.string(random_text(random, 3));
    case 'a':
      return random.odds(3) ? random_value(doc, random, 1) : random_of(doc, random, Kind::array, 1);
    case 'n':
      return random.odds(8) ? random_value(doc, random, 1) : typed_element_for(doc, random, self);
    case 'N': return typed_element_for(doc, random, self);
    case 'g': return random_of(doc, random, random.odds(3) ? Kind::map : Kind::set, 1);
    default: return element_for(doc, random, self);
  }
}

/// Whether a value is what the letter says; undefined is, where the letter is small.
bool fits(Value value, char what, Value self) {
  if (value.is_undefined() && what >= 'a') return true;
  switch (what) {
    case 'e':
    case 'a':
    case 'n': return true;
    case 'b': return value.is_boolean();
    case 'T':
    case 'S':
    case 't':
    case 's':
    case 'o': return value.is_string();
    case 'G': return value.is_set() || value.is_map();
    case 'N':
      return self.view_type() == ElementType::bigint64 || self.view_type() == ElementType::biguint64
                 ? value.is_bigint()
                 : value.is_number();
    default: return value.is_number();
  }
}

void add_arguments(BuiltinTry& tried, Document& doc, Random& random, std::string_view wanted) {
  const auto count = static_cast<std::uint32_t>(wanted.size());
  const std::uint32_t given = random.odds(3) ? random.below(count + 1) : count;
  for (const char what : wanted.substr(0, given)) {
    const auto letter = what == 'N' ? what : static_cast<char>(what | 0x20);
    Value argument = argument_for(doc, random, tried.self, letter);
    if (random.odds(12)) argument = doc.undefined();
    if (random.odds(16)) argument = random_value(doc, random, 1);
    tried.arguments.push_back(argument);
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Value argument = i < tried.arguments.size() ? tried.arguments[i] : Value();
    // concat of texts converts what is given, undefined too.
    const bool is_text = wanted[i] == 's' && i < tried.arguments.size();
    if (!fits(argument, is_text ? 'S' : wanted[i], tried.self)) tried.has_wrong_kind = true;
  }
}

}  // namespace

BuiltinTry make_builtin_try(Document& doc, std::uint32_t seed) {
  // Functions cannot be sent to node.
  constexpr Kind kinds[] = {
      Kind::string,    Kind::string,      Kind::string,     Kind::array,   Kind::array,
      Kind::number,    Kind::number,      Kind::bigint,     Kind::boolean, Kind::map,
      Kind::set,       Kind::date,        Kind::regexp,     Kind::error,   Kind::array_buffer,
      Kind::data_view, Kind::typed_array, Kind::typed_array};
  Random random(seed);
  BuiltinTry tried{.kind = random.pick(kinds), .self = {}, .key = {}, .arguments = {}};
  tried.self = random_of(doc, random, tried.kind, 2);
  const bool can_be_boxed = tried.kind < Kind::object;
  if (can_be_boxed && random.odds(8)) tried.self = doc.boxed(tried.self);
  const bool has_indexes =
      tried.kind == Kind::string || tried.kind == Kind::array || tried.kind == Kind::typed_array;
  if (has_indexes && random.odds(12)) {
    tried.key = doc.number(random_position(random));
    return tried;
  }
  const Builtin& builtin = random.pick(builtins_of(tried.kind));
  tried.key = doc.string(builtin.name);
  if (builtin.form == BuiltinForm::property) return tried;
  tried.is_call = true;
  add_arguments(tried, doc, random, arguments_of(tried.kind, builtin.name));
  return tried;
}

BuiltinTry make_case_try(Document& doc, std::uint32_t first, std::string_view name) {
  std::u16string units;
  for (std::uint32_t point = first; point < first + 256; ++point)
    add_old_point(units, point);
  return {.kind = Kind::string,
          .self = doc.string(from_utf16(units)),
          .key = doc.string(name),
          .is_call = true,
          .arguments = {}};
}

std::string describe(const BuiltinTry& tried) {
  std::string text = inspect(tried.self, {.depth = 3}) + " . " + inspect(tried.key);
  if (!tried.is_call) return text;
  text += " (";
  for (const Value argument : tried.arguments)
    text += ' ' + inspect(argument);
  return text + " )";
}

}  // namespace candela::conformance
