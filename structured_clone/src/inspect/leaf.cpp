#include "inspect/leaf.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <candela/structured_clone/bigint.hpp>

#include "describe.hpp"
#include "text/iso_date.hpp"

namespace candela::inspection {
namespace {

// Strings of up to so many UTF-16 units are never broken into lines.
constexpr std::size_t short_string = 16;

Piece styled(std::string_view text, Style style, const InspectOptions& options) {
  Piece piece;
  piece.add(text, style, options.colors);
  return piece;
}

template <typename T>
T read_element(const std::byte* bytes) noexcept {
  T element;
  std::memcpy(&element, bytes, sizeof element);
  return element;
}

Piece print_string(std::string_view text, std::size_t indent, const InspectOptions& options) {
  std::string cut;
  std::string trailer;
  std::size_t units = utf16_units(text);
  if (units > options.max_string) {
    trailer = "... " + counted(units - options.max_string, "more character");
    cut = first_units(text, options.max_string);
    text = cut;
    units = options.max_string;
  }
  Piece piece;
  if (units > short_string && units + indent + 4 > options.line_width) {
    while (true) {
      const std::size_t line = std::min(text.find('\n'), text.size() - 1) + 1;
      piece.add(quote(text.substr(0, line)), Style::string, options.colors);
      text.remove_prefix(line);
      if (text.empty()) break;
      piece.add(" +\n" + std::string(indent + 2, ' '));
    }
  } else {
    piece.add(quote(text), Style::string, options.colors);
  }
  piece.add(trailer);
  return piece;
}

struct BoxType {
  std::string_view name;
  Style style;
};

BoxType box_type(Kind inside) noexcept {
  switch (inside) {
    case Kind::number: return {.name = "Number", .style = Style::number};
    case Kind::string: return {.name = "String", .style = Style::string};
    case Kind::bigint: return {.name = "BigInt", .style = Style::bigint};
    default: return {.name = "Boolean", .style = Style::boolean};
  }
}

}  // namespace

std::string counted(std::size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count > 1 ? "s" : "");
}

Piece print_primitive(Value value, std::size_t indent, const InspectOptions& options) {
  switch (value.kind()) {
    case Kind::null: return styled("null", Style::null, options);
    case Kind::boolean:
      return styled(value.as_boolean() ? "true" : "false", Style::boolean, options);
    case Kind::number: return styled(describe_number(value.as_number()), Style::number, options);
    case Kind::bigint: return styled(value.as_bigint().to_decimal() + "n", Style::bigint, options);
    case Kind::string: return print_string(value.as_string(), indent, options);
    default: return styled("undefined", Style::undefined, options);
  }
}

Piece print_simple_object(Value value, std::size_t indent, const InspectOptions& options) {
  switch (value.kind()) {
    case Kind::date: {
      const std::string iso = to_iso(value.date_ms());
      return styled(iso.empty() ? "Invalid Date" : iso, Style::date, options);
    }
    case Kind::regexp: {
      const std::string_view source = value.regexp_source();
      std::string text = "/";
      text += source.empty() ? "(?:)" : source;
      text += '/';
      text += value.regexp_flags();
      return styled(text, Style::regexp, options);
    }
    case Kind::boxed: {
      const Value inside = value.boxed_value();
      InspectOptions uncolored = options;
      uncolored.colors = InspectOptions::Colors::off;
      const BoxType type = box_type(inside.kind());
      const std::string text = "[" + std::string(type.name) + ": " +
                               print_primitive(inside, indent, uncolored).text + "]";
      return styled(text, type.style, options);
    }
    default: {
      const std::string_view name = value.function_name();
      const std::string text =
          name.empty() ? "[Function (anonymous)]" : "[Function: " + std::string(name) + "]";
      return styled(text, Style::special, options);
    }
  }
}

Piece print_error_head(Value error, std::size_t indent) {
  const std::string_view message = error.error_message();
  const Value stack = error.error_part(Value::ErrorPart::stack);
  std::string text;
  if (stack.is_string() && !stack.as_string().empty()) {
    text = stack.as_string();
  } else {
    const std::string_view name = error.error_name();
    text = name.empty() ? "Error" : std::string(name);
    if (!message.empty()) text += ": " + std::string(message);
  }
  const std::size_t found = message.empty() ? std::string::npos : text.find(message);
  const std::size_t after = found == std::string::npos ? 0 : found + message.size();
  if (text.find("\n    at", after) == std::string::npos) text = "[" + text + "]";
  Piece piece;
  if (indent == 0) {
    piece.add(text);
    return piece;
  }
  const std::string margin(indent, ' ');
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t line = std::min(rest.find('\n'), rest.size() - 1) + 1;
    piece.add(rest.substr(0, line));
    if (rest[line - 1] == '\n') piece.add(margin);
    rest.remove_prefix(line);
  }
  return piece;
}

std::string element_text(ElementType type, const std::byte* at) {
  switch (type) {
    case ElementType::int8: return std::to_string(read_element<std::int8_t>(at));
    case ElementType::uint8:
    case ElementType::uint8_clamped: return std::to_string(read_element<std::uint8_t>(at));
    case ElementType::int16: return std::to_string(read_element<std::int16_t>(at));
    case ElementType::uint16: return std::to_string(read_element<std::uint16_t>(at));
    case ElementType::int32: return std::to_string(read_element<std::int32_t>(at));
    case ElementType::uint32: return std::to_string(read_element<std::uint32_t>(at));
    case ElementType::float32: return describe_number(static_cast<double>(read_element<float>(at)));
    case ElementType::float64: return describe_number(read_element<double>(at));
    case ElementType::bigint64: return std::to_string(read_element<std::int64_t>(at)) + "n";
    case ElementType::biguint64: return std::to_string(read_element<std::uint64_t>(at)) + "n";
  }
  return {};
}

}  // namespace candela::inspection
