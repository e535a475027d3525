#include "values.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "utf16.hpp"

namespace candela::conformance {
namespace {

struct Points {
  std::uint32_t first;
  std::uint32_t last;
};
/// Where letters have cases, and marks that lower case looks over.
constexpr Points writings[] = {
    {0x41, 0x24F},      {0x250, 0x36F},     {0x370, 0x587},     {0x10A0, 0x10FF},
    {0x13A0, 0x13FD},   {0x1C80, 0x1CBF},   {0x1E00, 0x1FFF},   {0x2100, 0x218F},
    {0x24B6, 0x24E9},   {0x2C00, 0x2DFF},   {0xA640, 0xA7FF},   {0xAB30, 0xABBF},
    {0xFB00, 0xFB17},   {0xFF21, 0xFF5A},   {0x10400, 0x1044F}, {0x104B0, 0x104FB},
    {0x10570, 0x105BF}, {0x10C80, 0x10CF2}, {0x118A0, 0x118DF}};
/// What Unicode 16 and 17 gave cases: node may know them.
constexpr Points newer[] = {{0x19B, 0x19B},   {0x264, 0x264},     {0x1C89, 0x1C8A},
                            {0xA7CB, 0xA7CF}, {0xA7D2, 0xA7D5},   {0xA7DA, 0xA7DC},
                            {0xA7F1, 0xA7F1}, {0x10D50, 0x10D85}, {0x16EA0, 0x16ED3}};

constexpr std::string_view pieces[] = {
    "a",      "b",  "ab",   "aba",    ",",         ", ",         "-",      "x",
    "A",      "Z",  "0",    "12",     "é",         "ß",          "Σ",      "ΑΣ",
    "Σ'",     "İ",  "ı",    "ŉ",      "ǆ",         "ﬃ",          "ΐ",      "\u0301",
    "\u0345", " ",  "\t\n", "\u00A0", "\uFEFF",    "\u2028",     "\u3000", "\u180E",
    "\u200B", "😀",  "𐐀",    "𐐨",      "\uE000",    "\uFF0D",     "$",      "$&",
    "$$",     "$'", "$`",   "$1",     "undefined", "aaaaaaaaab", "",       "[object Object]"};

bool is_newer(std::uint32_t point) {
  return std::any_of(std::begin(newer), std::end(newer), [point](const Points& points) {
    return point >= points.first && point <= points.last;
  });
}

Value random_array(Document& doc, Random& random, int depth) {
  Value array = doc.array();
  const std::uint32_t count = random.below(7);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (random.odds(8)) {
      array.resize(array.size() + 1);
    } else if (random.odds(40)) {
      array.push(array);
    } else if (array.size() > 0 && random.odds(5)) {
      array.push(array[std::size_t{0}]);
    } else {
      array.push(random_value(doc, random, depth - 1));
    }
  }
  return array;
}

/// Texts or numbers alone, so that sorting and joining have something to do.
Value random_plain_array(Document& doc, Random& random) {
  Value array = doc.array();
  const bool texts = random.odds(2);
  for (std::uint32_t i = random.below(12); i > 0; --i) {
    if (texts) {
      array.push(random_text(random, 2));
    } else {
      array.push(random_number(random));
    }
  }
  return array;
}

Value random_buffer(Document& doc, Random& random) {
  std::vector<std::byte> bytes(random.below(40));
  for (std::byte& byte : bytes) {
    constexpr std::array<unsigned, 8> common = {0, 1, 0x7F, 0x80, 0xFF, 0xF0, 0x3F, 0x7F};
    byte = static_cast<std::byte>(random.odds(2) ? random.pick(common) : random.below(256));
  }
  return doc.array_buffer(std::span<const std::byte>(bytes));
}

/// ECMAScript leaves open which bits a copied NaN has: here they are the usual ones.
template <typename T>
void make_usual(std::span<std::byte> bytes) {
  for (; bytes.size() >= sizeof(T); bytes = bytes.subspan(sizeof(T))) {
    T element;
    std::memcpy(&element, bytes.data(), sizeof element);
    if (std::isnan(element)) element = std::numeric_limits<T>::quiet_NaN();
    std::memcpy(bytes.data(), &element, sizeof element);
  }
}

Value random_typed_array(Document& doc, Random& random) {
  const auto type = static_cast<ElementType>(random.below(11));
  const Value buffer = random_buffer(doc, random);
  const std::size_t width = element_size(type);
  const auto most = static_cast<std::uint32_t>(buffer.bytes().size() / width);
  const std::uint32_t begin = random.odds(2) ? 0 : random.below(most + 1);
  const std::uint32_t length = random.odds(2) ? most - begin : random.below(most - begin + 1);
  const Value made = doc.typed_array(type, buffer, begin * width, length);
  if (type == ElementType::float32) make_usual<float>(made.bytes());
  if (type == ElementType::float64) make_usual<double>(made.bytes());
  return made;
}

Value random_regexp(Document& doc, Random& random) {
  constexpr std::string_view sources[] = {"a", "a+b", "[a-z]", "\\d", "a\\/b", "(?:)", "é|😀"};
  constexpr std::string_view flags[] = {"", "g", "gi", "dgimsuy", "my"};
  return doc.regexp(random.pick(sources), random.pick(flags));
}

Value random_error(Document& doc, Random& random) {
  constexpr std::string_view names[] = {"Error", "TypeError", "RangeError", "SyntaxError"};
  return doc.error(random.pick(names), random_text(random, 3));
}

double random_date(Random& random) {
  constexpr double edges[] = {0,
                              -1,
                              8.64e15,
                              -8.64e15,
                              std::numeric_limits<double>::quiet_NaN(),
                              253402300799999,
                              253402300800000,
                              -62167219200000,
                              -62167219200001,
                              951782400000,
                              4107542400000};
  if (random.odds(4)) return random.pick(edges);
  const double share = random.next() / 4294967296.0 - 0.5;
  return std::trunc(share * (random.odds(2) ? 1.7e16 : 1e13));
}

}  // namespace

void add_old_point(std::u16string& units, std::uint32_t point) {
  if (is_newer(point)) return;
  if (point < 0x10000) {
    units += static_cast<char16_t>(point);
    return;
  }
  units += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
  units += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
}

std::string random_text(Random& random, std::uint32_t most_pieces) {
  std::u16string units;
  for (std::uint32_t count = random.below(most_pieces + 1); count > 0; --count) {
    switch (random.below(8)) {
      case 0: units += static_cast<char16_t>(0xD800 + random.below(0x800)); break;
      case 1:
      case 2: {
        const Points& some = random.pick(writings);
        add_old_point(units, some.first + random.below(some.last - some.first + 1));
        break;
      }
      default: append_utf16(units, random.pick(pieces));
    }
  }
  return from_utf16(units);
}

double random_number(Random& random) {
  constexpr double special[] = {0,
                                -0.0,
                                1,
                                -1,
                                0.5,
                                1.005,
                                1e21,
                                1e-7,
                                9007199254740991,
                                9007199254740994,
                                std::numeric_limits<double>::infinity(),
                                -std::numeric_limits<double>::infinity(),
                                std::numeric_limits<double>::quiet_NaN(),
                                std::numeric_limits<double>::denorm_min(),
                                std::numeric_limits<double>::max(),
                                std::numeric_limits<double>::min()};
  const double sign = random.odds(2) ? 1 : -1;
  switch (random.below(6)) {
    case 0: return random.pick(special);
    case 1: return sign * random.below(1000);
    case 2: return sign * random.below(100'000) / std::pow(10, random.below(8));
    case 3: return sign * (random.below(1 << 20) + 0.5) / (1 << random.below(12));  // halves
    case 4: return sign * random.next() * std::pow(2, random.below(90));
    default: {
      const std::uint64_t high = random.next();
      const auto number = std::bit_cast<double>(high << 32 | random.next());
      return std::isnan(number) ? std::numeric_limits<double>::quiet_NaN() : number;
    }
  }
}

double random_position(Random& random) {
  constexpr double special[] = {-0.0,
                                0.9,
                                -0.9,
                                2.5,
                                -1.5,
                                1e300,
                                -1e300,
                                4294967296,
                                -4294967295,
                                std::numeric_limits<double>::infinity(),
                                -std::numeric_limits<double>::infinity(),
                                std::numeric_limits<double>::quiet_NaN()};
  if (random.odds(6)) return random.pick(special);
  return static_cast<double>(random.below(20)) - 8;
}

BigInt random_bigint(Random& random) {
  constexpr std::uint64_t edges[] = {0, 1, 36, ~std::uint64_t{0}, std::uint64_t{1} << 63};
  std::vector<std::uint64_t> limbs;
  for (std::uint32_t i = random.odds(2) ? 1 : random.below(5); i > 0; --i) {
    const std::uint64_t high = random.next();
    limbs.push_back(random.odds(3) ? random.pick(edges) : high << 32 | random.next());
  }
  return BigInt::from_limbs(limbs,
                            random.odds(2) ? BigInt::Sign::negative : BigInt::Sign::positive);
}

Value random_value(Document& doc, Random& random, int depth) {
  constexpr Kind leaves[] = {Kind::undefined, Kind::null,   Kind::boolean, Kind::number,
                             Kind::number,    Kind::string, Kind::string,  Kind::bigint};
  constexpr Kind others[] = {Kind::array,  Kind::array, Kind::map,         Kind::set,
                             Kind::date,   Kind::error, Kind::regexp,      Kind::array_buffer,
                             Kind::object, Kind::boxed, Kind::typed_array, Kind::data_view};
  const Kind kind = depth <= 0 || random.odds(2) ? random.pick(leaves) : random.pick(others);
  if (kind != Kind::object) return random_of(doc, random, kind, depth);
  Value object = doc.object();
  constexpr std::string_view keys[] = {"a", "b", "length", "toString", "0"};
  for (std::uint32_t i = random.below(3); i > 0; --i)
    object.set(random.pick(keys), random_value(doc, random, depth - 1));
  return object;
}

Value random_of(Document& doc, Random& random, Kind kind, int depth) {
  switch (kind) {
    case Kind::null: return doc.null();
    case Kind::boolean: return doc.boolean(random.odds(2));
    case Kind::number: return doc.number(random_number(random));
    case Kind::string: return doc.string(random_text(random, 8));
    case Kind::bigint: return doc.bigint(random_bigint(random));
    case Kind::array:
      return random.odds(3) ? random_plain_array(doc, random) : random_array(doc, random, depth);
    case Kind::map: {
      Value map = doc.make_map();
      for (std::uint32_t i = random.below(6); i > 0; --i)
        map.put(random_value(doc, random, depth - 1), random_value(doc, random, depth - 1));
      return map;
    }
    case Kind::set: {
      Value set = doc.make_set();
      for (std::uint32_t i = random.below(8); i > 0; --i)
        set.add(random.odds(2) ? doc.number(random.below(6))
                               : random_value(doc, random, depth - 1));
      return set;
    }
    case Kind::date: return doc.date(random_date(random));
    case Kind::error: return random_error(doc, random);
    case Kind::regexp: return random_regexp(doc, random);
    case Kind::array_buffer: return random_buffer(doc, random);
    case Kind::typed_array: return random_typed_array(doc, random);
    case Kind::data_view: {
      const Value buffer = random_buffer(doc, random);
      const auto size = static_cast<std::uint32_t>(buffer.bytes().size());
      const std::uint32_t begin = random.below(std::min(size + 1, 4U));
      return doc.data_view(buffer, begin, size - begin);
    }
    case Kind::boxed: {
      constexpr Kind inside[] = {Kind::boolean, Kind::number, Kind::string, Kind::bigint};
      return doc.boxed(random_of(doc, random, random.pick(inside), 0));
    }
    default: return doc.undefined();
  }
}

}  // namespace candela::conformance
