#include "text_choice.hpp"

#include <cmath>
#include <string_view>
#include <vector>

namespace candela::detail::bind {
namespace {

/// What a value is, as far as its beginning tells.
enum class Token : std::uint8_t {
  null,
  boolean,
  number,
  string,
  array,
  object,
  undefined,
  bigint,
  special_number,
  date,
  map,
  set,
  buffer,
};

Token special_token(std::string_view rest) {
  const auto is = [rest](std::string_view name) { return rest.starts_with(name); };
  if (is("undefined\"}")) return Token::undefined;
  if (is("bigint\"")) return Token::bigint;
  if (is("number-special\"")) return Token::special_number;
  if (is("date\"")) return Token::date;
  if (is("map\"")) return Token::map;
  if (is("set\"")) return Token::set;
  if (is("arraybuffer\"")) return Token::buffer;
  throw Detour();
}

Token token(TextCursor& text) {
  switch (text.peek()) {
    case 'n': return Token::null;
    case 't':
    case 'f': return Token::boolean;
    case '"': return Token::string;
    case '[': return Token::array;
    case '{': {
      constexpr std::string_view special = "{\"$type\":\"";
      const std::string_view rest(text.here(), text.left());
      if (rest.starts_with(special)) return special_token(rest.substr(special.size()));
      return Token::object;
    }
    default: return Token::number;
  }
}

/// No: it is another alternative. Otherwise it is this one unless a later look says no.
bool may_begin(const Type& type, Token token) {
  switch (type.shape) {
    case Shape::boolean: return token == Token::boolean;
    case Shape::float32:
    case Shape::float64:
    case Shape::duration: return token == Token::number || token == Token::special_number;
    case Shape::string:
    case Shape::view:
    case Shape::enumeration: return token == Token::string;
    case Shape::bigint: return token == Token::bigint;
    case Shape::null: return token == Token::null;
    case Shape::undefined: return token == Token::undefined;
    case Shape::date: return token == Token::date;
    case Shape::bytes: return token == Token::buffer;
    case Shape::bits:
    case Shape::list:
    case Shape::tuple: return token == Token::array;
    case Shape::set: return token == Token::set;
    case Shape::map: return token == Token::map;
    case Shape::object:
    case Shape::record: return token == Token::object;
    case Shape::optional:
    case Shape::unique:
    case Shape::shared:
    case Shape::weak:
      return token == Token::null || token == Token::undefined || may_begin(inner_of(type), token);
    case Shape::variant:
      for (const Type* alternative : as<VariantType>(type).alternatives)
        if (may_begin(*alternative, token)) return true;
      return false;
    case Shape::converted: return true;
    default: return token == Token::number || token == Token::bigint;
  }
}

bool holds(const Type& type, double number) {
  if (!is_integer(type.shape)) return true;
  const IntegerRange range = integer_range(type.shape);
  if (std::trunc(number) != number) return false;
  if (number < 0) return number >= -0x1p63 && static_cast<std::int64_t>(number) >= range.least;
  return number < 0x1p64 && static_cast<std::uint64_t>(number) <= range.greatest;
}

using Names = std::vector<std::string_view>;

/// The names of the object that comes next.
Names names_ahead(TextCursor& text, std::size_t& most_bytes) {
  const char* const start = text.here();
  constexpr std::size_t most_levels = 1'000;
  Names names;
  text.expect('{');
  if (!text.accept('}')) {
    do {
      text.peek();
      const TextCursor::String name = text.string();
      if (!name.is_in_text || name.text.starts_with('$')) throw Detour();
      names.push_back(name.text);
      text.expect(':');
      text.skip_value(most_levels);
      if (static_cast<std::size_t>(text.here() - start) > most_bytes) throw Detour();
    } while (text.accept(','));
    text.expect('}');
  }
  most_bytes -= static_cast<std::size_t>(text.here() - start);
  text.move_to(start);
  return names;
}

bool has(const Names& names, std::string_view wanted) {
  for (const std::string_view name : names)
    if (name == wanted) return true;
  return false;
}

bool is_field(const ObjectType& type, std::string_view name) {
  for (const Member& member : type.members)
    if (member.name == name) return true;
  return false;
}

bool has_fields(const ObjectType& type, const Names& names, std::uint32_t version) {
  for (const Member& member : type.members)
    if (is_required(member, version) && !has(names, member.name)) return false;
  if (!type.refuses_unknown) return true;
  for (const std::string_view name : names)
    if (!is_field(type, name)) return false;
  return true;
}

/// Pointers to what they point at: an object is none of their empty forms.
const Type& pointee(const Type& type) {
  const Type* inner = &type;
  while (inner->shape == Shape::optional || inner->shape == Shape::unique ||
         inner->shape == Shape::shared || inner->shape == Shape::weak)
    inner = &inner_of(*inner);
  return *inner;
}

}  // namespace

std::size_t choose_by_text(const VariantType& type, TextCursor& text, LookAhead& look) {
  const Token next = token(text);
  std::vector<std::size_t> possible;
  for (std::size_t i = 0; i < type.alternatives.size(); ++i)
    if (may_begin(*type.alternatives[i], next)) possible.push_back(i);
  if (possible.size() == 1) return possible[0];
  if (next == Token::number) {
    const char* const start = text.here();
    const double number = text.number();
    text.move_to(start);
    for (const std::size_t i : possible)
      if (holds(pointee(*type.alternatives[i]), number)) return i;
  } else if (next == Token::object) {
    const Names names = names_ahead(text, look.most_bytes);
    for (const std::size_t i : possible) {
      const Type& alternative = pointee(*type.alternatives[i]);
      if (alternative.shape == Shape::record) return i;
      if (alternative.shape != Shape::object) throw Detour();
      if (has_fields(as<ObjectType>(alternative), names, look.version)) return i;
    }
  }
  throw Detour();
}

}  // namespace candela::detail::bind
