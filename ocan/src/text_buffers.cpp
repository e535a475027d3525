#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include <candela/structured_clone/kind.hpp>

#include "chain_parser.hpp"

namespace candela {

namespace {

/// Little end first, as documents hold them.
template <typename Bits>
void append_bits(std::vector<std::byte>& bytes, Bits bits) {
  for (std::size_t i = 0; i < sizeof bits; ++i)
    bytes.push_back(static_cast<std::byte>(static_cast<std::uint64_t>(bits) >> (i * 8) & 0xFF));
}

/// False, and nothing is added, for what the type does not hold exactly.
template <typename T>
bool append_integer(std::vector<std::byte>& bytes, double number) {
  const bool fits = number >= std::numeric_limits<T>::min() &&
                    number <= std::numeric_limits<T>::max() && std::trunc(number) == number;
  if (fits) append_bits(bytes, static_cast<std::make_unsigned_t<T>>(static_cast<T>(number)));
  return fits;
}

bool append_element(std::vector<std::byte>& bytes, ElementType type, double number) {
  switch (type) {
    case ElementType::int8: return append_integer<std::int8_t>(bytes, number);
    case ElementType::uint8:
    case ElementType::uint8_clamped: return append_integer<std::uint8_t>(bytes, number);
    case ElementType::int16: return append_integer<std::int16_t>(bytes, number);
    case ElementType::uint16: return append_integer<std::uint16_t>(bytes, number);
    case ElementType::int32: return append_integer<std::int32_t>(bytes, number);
    case ElementType::uint32: return append_integer<std::uint32_t>(bytes, number);
    case ElementType::float32: {
      const float rounded =
          std::isnan(number) ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(number);
      append_bits(bytes, std::bit_cast<std::uint32_t>(rounded));
      return true;
    }
    case ElementType::float64: {
      const double kept = std::isnan(number) ? std::numeric_limits<double>::quiet_NaN() : number;
      append_bits(bytes, std::bit_cast<std::uint64_t>(kept));
      return true;
    }
    default: return false;
  }
}

bool append_element(std::vector<std::byte>& bytes, ElementType type, const BigInt& number) {
  if (type == ElementType::bigint64) {
    const std::optional<std::int64_t> bits = number.to_int64();
    if (bits) append_bits(bytes, static_cast<std::uint64_t>(*bits));
    return bits.has_value();
  }
  const std::optional<std::uint64_t> bits = number.to_uint64();
  if (type != ElementType::biguint64 || !bits) return false;
  append_bits(bytes, *bits);
  return true;
}

}  // namespace

void ChainParser::charge_buffer(AskedBytes asked) {
  if (asked.bytes > limits_.buffer_bytes - buffer_bytes_) {
    lexer_.refuse(
        "expected at most " + std::to_string(limits_.buffer_bytes) + " bytes of buffers in a text",
        asked.at);
  }
  buffer_bytes_ += asked.bytes;
}

std::size_t ChainParser::whole_number(std::string_view expected) {
  constexpr double largest = 0x1p53;
  const std::size_t begin = lexer_.token().begin;
  const double found = number(expected);
  if (!(found >= 0) || std::trunc(found) != found || found > largest)
    lexer_.refuse("expected " + std::string(expected), begin);
  return static_cast<std::size_t>(found);
}

Value ChainParser::array_buffer(Document& document) {
  const std::size_t begin = lexer_.token().begin;
  const std::size_t bytes = whole_number("the bytes of an ArrayBuffer");
  charge_buffer({bytes, begin});
  return document.array_buffer(bytes);
}

Value ChainParser::typed_array(Arguments& arguments, ElementType type) {
  Document& document = arguments.document();
  lexer_.reread_as_value();
  if (lexer_.at('[')) return elements(document, type);
  if (!lexer_.at(')') && !at_signed_number()) return view(arguments, type);
  const std::size_t begin = lexer_.token().begin;
  const std::size_t count = lexer_.at(')') ? 0 : whole_number("the number of elements");
  const std::size_t bytes = count * element_size(type);  // less than 2^57
  charge_buffer({bytes, begin});
  return document.typed_array(type, document.array_buffer(bytes), 0, count);
}

Value ChainParser::elements(Document& document, ElementType type) {
  std::vector<std::byte> bytes;
  lexer_.expect('[');
  if (!lexer_.at(']')) {
    do {
      charge_buffer({element_size(type), lexer_.token().begin});
      element(bytes, type);
    } while (another(']'));
  }
  lexer_.expect(']');
  return document.typed_array(type, bytes);
}

void ChainParser::element(std::vector<std::byte>& bytes, ElementType type) {
  const std::size_t begin = lexer_.token().begin;
  const std::variant<double, BigInt> number = numeric();
  const bool fits =
      std::visit([&](const auto& found) { return append_element(bytes, type, found); }, number);
  if (!fits)
    lexer_.refuse("expected an element of " + std::string(array_name(type)) + ", in its range,",
                  begin);
}

Value ChainParser::view(Arguments& arguments, std::optional<ElementType> type) {
  const Level level(*this);
  Document& document = arguments.document();
  const std::size_t element_bytes = type ? element_size(*type) : 1;
  const std::size_t begin = lexer_.token().begin;
  if (!lexer_.at_name("new"))
    lexer_.fail(type ? "'[', a length or an ArrayBuffer" : "an ArrayBuffer");
  const Value buffer = constructed(arguments);
  if (buffer.kind() != Kind::array_buffer) lexer_.refuse("expected an ArrayBuffer", begin);
  const std::size_t bytes = buffer.bytes().size();
  std::size_t offset = 0;
  std::optional<std::size_t> length;
  if (another(')')) {
    const std::size_t place = lexer_.token().begin;
    offset = whole_number("an offset in bytes");
    if (offset > bytes || offset % element_bytes != 0)
      lexer_.refuse("expected the offset of an element in the buffer", place);
    if (another(')')) {
      const std::size_t length_place = lexer_.token().begin;
      length = whole_number("a length");
      if (*length > (bytes - offset) / element_bytes)
        lexer_.refuse("expected a length that the buffer has room for", length_place);
    }
  }
  if (!length && (bytes - offset) % element_bytes != 0)
    lexer_.refuse("expected a buffer with a whole number of elements", begin);
  const std::size_t count = length.value_or((bytes - offset) / element_bytes);
  return type ? document.typed_array(*type, buffer, offset, count)
              : document.data_view(buffer, offset, count);
}

Value ChainParser::view_or_buffer(Value view) {
  if (!lexer_.accept('.')) return view;
  if (!lexer_.at_name("buffer")) lexer_.fail("'buffer'");
  lexer_.take();
  return view.view_buffer();
}

}  // namespace candela
