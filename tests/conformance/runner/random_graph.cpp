#include "random_graph.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "random.hpp"

static_assert(std::endian::native == std::endian::little, "elements are copied as they are");

namespace candela::conformance {
namespace {

using Part = Value::ErrorPart;
using namespace std::string_view_literals;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Lone surrogates are three bytes, as a document holds them. None stands at the end of a word that
// another one may follow.
constexpr std::string_view words[] = {"a",
                                      "word",
                                      "two words",
                                      "h\u00e9llo",
                                      "\u65e5\u672c\u8a9e",
                                      "\U0001f600",
                                      "\"quoted\"",
                                      "back\\slash",
                                      "a/b",
                                      "\b\f\n\r\t",
                                      "\0"sv,
                                      "\x01\x1f",
                                      "\x7f\xc2\x80",
                                      "\u2028\u2029",
                                      "\ufeff",
                                      "$",
                                      "$type",
                                      "{\"$ref\":0}",
                                      "\xed\xa0\x80!",
                                      "?\xed\xbf\xbf",
                                      "\U0001f468\u200d\U0001f469",
                                      "0",
                                      "undefined",
                                      "\uffff",
                                      "\U0010ffff"};
constexpr std::string_view whole_texts[] = {"\xed\xa0\x80",
                                            "\xed\xb0\x80",
                                            "\xed\xb0\x80\xed\xa0\x80",
                                            "\xed\xa0\xbd?",
                                            "$lmz",
                                            "NaN",
                                            "-0"};
constexpr std::string_view keys[] = {"a",
                                     "b",
                                     "name",
                                     "value",
                                     "",
                                     "$",
                                     "$type",
                                     "$ref",
                                     "$$type",
                                     "$lmz",
                                     "0",
                                     "1",
                                     "2",
                                     "10",
                                     "007",
                                     "-1",
                                     "-0",
                                     "1.5",
                                     "1e3",
                                     "4294967294",
                                     "4294967295",
                                     "4294967296",
                                     "9007199254740993",
                                     "length",
                                     "size",
                                     "toJSON",
                                     "hole",
                                     "json",
                                     "meta",
                                     "aliases",
                                     "root",
                                     "message",
                                     "stack",
                                     "cause",
                                     "errors",
                                     "toString",
                                     "hasOwnProperty",
                                     "buffer",
                                     "key with space",
                                     "\u00e9",
                                     "\U0001f600",
                                     "\"",
                                     "\\",
                                     "\n",
                                     "\xed\xa0\x80"};
constexpr std::string_view error_keys[] = {"code",   "a",        "",        "$",     "$type",
                                           "$ref",   "0",        "7",       "10",    "-1",
                                           "length", "toString", "details", "\u00e9"};
constexpr std::string_view error_names[] = {
    "Error",     "TypeError", "RangeError",      "SyntaxError", "ReferenceError",
    "EvalError", "URIError",  "ValidationError", "an error",    "\U0001f600"};
constexpr double numbers[] = {0,
                              1,
                              -1,
                              0.1,
                              1.0 / 3,
                              1e21,
                              1e-7,
                              1e-6,
                              123456789012345680000.0,
                              999999999999999900000.0,
                              5e-324,
                              2.2250738585072014e-308,
                              2.225073858507201e-308,
                              1.7976931348623157e308,
                              4294967295,
                              4294967296,
                              2147483647,
                              -2147483648.0,
                              9007199254740991,
                              9007199254740992,
                              9007199254740994,
                              -9007199254740991,
                              1e100,
                              1.5e-10,
                              0.000001234,
                              100,
                              1e20,
                              not_a_number,
                              infinity,
                              -infinity};
constexpr double dates[] = {0,
                            -1,
                            1,
                            5,
                            8.64e15,
                            -8.64e15,
                            -62198755200000,
                            -62167219200000,
                            253402300799999,
                            253402300800000,
                            1.5,
                            -1.5,
                            951782400000};
struct Pattern {
  std::string_view source;
  std::string_view flags;
};
constexpr Pattern patterns[] = {
    {"a+b", "gi"},       {"(?:)", ""}, {"\\n", "m"},       {"[/\\\\]\\/", "dgimsuy"},
    {"\U0001f600", "u"}, {"\"", "y"},  {"^\\u{61}$", "su"}};
constexpr std::string_view hrefs[] = {
    "https://e.example/", "https://u:p@ex.example:8443/p/a?q=1&q=2#h",
    "https://xn--exmple-cua.example/%C3%A9?x=%E2%82%AC", "data:text/plain,x", "mailto:a@b.example"};
constexpr std::string_view header_names[] = {"a", "content-type", "set-cookie", "x-a"};
constexpr std::string_view header_values[] = {"", "1", "a, b", "text/plain; charset=\"utf-8\"",
                                              "$type"};
constexpr std::string_view methods[] = {"GET", "POST", "PUT", "DELETE"};
constexpr int statuses[] = {200, 201, 404, 500, 599};
constexpr std::string_view status_texts[] = {"", "OK", "Not Found"};
constexpr std::string_view function_names[] = {"f", "anonymous", "$", "\u00e9"};
constexpr ElementType integer_arrays[] = {
    ElementType::int8,   ElementType::uint8, ElementType::uint8_clamped, ElementType::int16,
    ElementType::uint16, ElementType::int32, ElementType::uint32};
constexpr double lost_floats[] = {-0.0, not_a_number, infinity, -infinity};

/// Where two choices make one value, the first is made in a statement of its own: C++ does not say
/// which argument of a call comes first.
class Maker {
 public:
  Maker(Document& doc, std::uint32_t seed) : doc_(doc), random_(seed), lossy_(is_lossy(seed)) {
    left_ = static_cast<int>(random_.odds(16) ? 50 + random_.below(350) : 1 + random_.below(40));
  }

  Value graph() { return random_.odds(8) ? value() : container(); }

 private:
  Value value() {
    left_ -= 1;
    const std::uint32_t choice = random_.below(10);
    if (choice < 2 && !met_.empty()) return random_.pick(met_);
    if (choice < 5 || left_ <= 0) return primitive();
    return choice < 7 ? leaf() : container();
  }

  Value meet(Value made) {
    met_.push_back(made);
    return made;
  }

  // Primitives
  // -------------------------------------------------------------------------

  Value primitive() {
    switch (random_.below(8)) {
      case 0: return doc_.undefined();
      case 1: return doc_.null();
      case 2: return doc_.boolean(random_.odds(2));
      case 3: return doc_.bigint(bigint());
      case 4:
      case 5: return doc_.string(text());
      default: return doc_.number(number());
    }
  }

  double number() {
    switch (random_.below(8)) {
      case 0: return random_.below(100);
      case 1: return static_cast<std::int32_t>(random_.next());
      case 2: return random_.next() / 1000.0;
      case 3: return -(1.0 + random_.below(1'000'000)) / 64;
      case 4: {
        const double high = random_.next() * 4294967296.0;
        return high + random_.next();
      }
      case 5: return lossy_ && random_.odds(2) ? -0.0 : 0.0;
      case 6: return any_number();
      default: return random_.pick(numbers);
    }
  }

  /// Of random bits.
  double any_number() {
    const std::uint64_t high = random_.next();
    return std::bit_cast<double>(high << 32U | random_.next());
  }

  BigInt bigint() {
    if (random_.odds(8)) return {};
    std::string digits = random_.odds(2) ? "-" : "";
    digits += std::to_string(1 + random_.below(9));
    for (std::uint32_t count = random_.below(random_.odds(8) ? 300 : 40); count > 0; --count)
      digits += std::to_string(random_.below(10));
    return BigInt::from_decimal(digits).value();
  }

  std::string text() {
    if (random_.odds(8)) return {};
    if (random_.odds(8)) return std::string(random_.pick(whole_texts));
    std::string text;
    for (std::uint32_t count = 1 + random_.below(3); count > 0; --count)
      text += random_.pick(words);
    return text;
  }

  // Objects that hold no values
  // -------------------------------------------------------------------------

  Value leaf() {
    switch (random_.below(lossy_ ? 12 : 11)) {
      case 0: return meet(doc_.date(date_ms()));
      case 1: return meet(regexp());
      case 2:
      case 3: return meet(boxed());
      case 4: return buffer();
      case 5: return meet(integer_array());
      case 6: return meet(float_array());
      case 7: return meet(data_view());
      case 8: return meet(doc_.host("url", random_.pick(hrefs)));
      case 9: return meet(headers(header_list()));
      case 10: return meet(message());
      default:
        return lossy_ && random_.odds(2) ? shared_view()
                                         : doc_.function(random_.pick(function_names));
    }
  }

  double date_ms() {
    if (random_.odds(2)) return random_.pick(dates);
    const double ms = random_.next() * 1000.0 - 2e12;
    return ms + random_.below(1000);
  }

  Value regexp() {
    const Pattern& pattern = random_.pick(patterns);
    Value regexp = doc_.regexp(pattern.source, pattern.flags);
    if (lossy_ && random_.odds(2)) regexp.set_regexp_last_index(random_.below(5));
    return regexp;
  }

  Value boxed() {
    switch (random_.below(4)) {
      case 0: return doc_.boxed(random_.odds(2));
      case 1: return doc_.boxed(number());
      case 2: return doc_.boxed(text());
      default: return doc_.boxed(bigint());
    }
  }

  std::vector<std::byte> bytes(std::size_t count) {
    std::vector<std::byte> bytes;
    while (bytes.size() < count)
      bytes.push_back(static_cast<std::byte>(random_.below(256)));
    return bytes;
  }

  Value buffer() {
    const Value buffer = meet(doc_.array_buffer(bytes(random_.below(20))));
    buffers_.push_back(buffer);
    return buffer;
  }

  Value integer_array() {
    const ElementType type = random_.pick(integer_arrays);
    return doc_.typed_array(type, bytes(random_.below(5) * element_size(type)));
  }

  Value float_array() {
    const bool is_single = random_.odds(2);
    const std::uint32_t length = random_.below(5);
    std::vector<double> doubles;
    std::vector<float> singles;
    for (std::uint32_t i = 0; i < length; ++i) {
      doubles.push_back(is_single ? single_element() : double_element());
      singles.push_back(static_cast<float>(is_single ? doubles.back() : 0));
    }
    return is_single ? doc_.typed_array(ElementType::float32, std::as_bytes(std::span(singles)))
                     : doc_.typed_array(ElementType::float64, std::as_bytes(std::span(doubles)));
  }

  double single_element() {
    if (lossy_ && random_.odds(3)) return random_.pick(lost_floats);
    if (random_.odds(2)) return eighths();
    const float number = std::bit_cast<float>(random_.next());
    return std::isfinite(number) ? static_cast<double>(number) : 0.5;
  }

  double double_element() {
    if (lossy_ && random_.odds(3)) return random_.pick(lost_floats);
    if (random_.odds(2)) return eighths();
    const double number = any_number();
    return std::isfinite(number) ? number : 0.5;
  }

  double eighths() { return (static_cast<double>(random_.below(2001)) - 1000) / 8; }

  Value data_view() {
    const std::uint32_t before = random_.below(4);
    const std::uint32_t length = random_.below(6);
    const std::uint32_t after = random_.below(4);
    return doc_.data_view(doc_.array_buffer(bytes(before + length + after)), before, length);
  }

  /// On a part of a buffer that other places of the graph may hold, or its views.
  Value shared_view() {
    if (buffers_.empty()) return buffer();
    const Value buffer = random_.pick(buffers_);
    const bool is_data_view = random_.odds(2);
    const std::uint32_t size = is_data_view ? 1 : 2;
    const std::uint32_t elements = static_cast<std::uint32_t>(buffer.size()) / size;
    const std::uint32_t first = random_.below(elements + 1);
    const std::uint32_t length = random_.below(elements - first + 1);
    return meet(is_data_view ? doc_.data_view(buffer, first, length)
                             : doc_.typed_array(ElementType::uint16, buffer, first * size, length));
  }

  Value header_list() {
    Value list = doc_.array();
    std::vector<std::string_view> names;
    for (const std::string_view name : header_names)
      if (random_.odds(3)) names.push_back(name);
    for (const std::string_view name : names)
      list.push(doc_.array({name, random_.pick(header_values)}));
    return list;
  }

  Value headers(Value list) { return doc_.host("headers", list); }

  Value message() {
    const Value list = header_list();
    const Value content = body();
    if (random_.odds(2)) {
      return doc_.host("request-sync", doc_.object({{"url", "https://e.example/x?y"},
                                                    {"method", random_.pick(methods)},
                                                    {"headers", headers(list)},
                                                    {"body", content}}));
    }
    const int status = random_.pick(statuses);
    return doc_.host("response-sync", doc_.object({{"status", status},
                                                   {"statusText", random_.pick(status_texts)},
                                                   {"headers", headers(list)},
                                                   {"body", content}}));
  }

  /// Plain JSON.
  Value body() {
    switch (random_.below(4)) {
      case 0: return doc_.null();
      case 1: return doc_.string(text());
      case 2: {
        const std::uint32_t first = random_.below(100);
        return doc_.array({first, text(), nullptr, true});
      }
      default: {
        Value body = doc_.object();
        for (std::uint32_t count = random_.below(4); count > 0; --count) {
          const std::string name = key();
          body.set(name, random_.odds(2) ? doc_.object({{"$type", text()}})
                                         : doc_.number(random_.below(1000) / 8.0));
        }
        return body;
      }
    }
  }

  // Containers
  // -------------------------------------------------------------------------

  Value container() {
    switch (random_.below(6)) {
      case 0:
      case 1: return object();
      case 2: return array();
      case 3: return map();
      case 4: return set();
      default: return error();
    }
  }

  std::uint32_t count() { return random_.odds(20) ? random_.below(40) : random_.below(6); }

  std::string key() { return random_.odds(10) ? text() : std::string(random_.pick(keys)); }

  Value object() {
    Value object = meet(doc_.object());
    for (std::uint32_t left = count(); left > 0; --left) {
      const std::string name = key();
      object.set(name, value());
    }
    return object;
  }

  Value array() {
    Value array = meet(doc_.array());
    for (std::uint32_t left = count(); left > 0; --left) {
      if (lossy_ && random_.odds(4)) {
        array.resize(array.size() + 1);
      } else {
        array.push(value());
      }
    }
    return array;
  }

  Value map() {
    Value map = meet(doc_.make_map());
    for (std::uint32_t left = count(); left > 0; --left) {
      const Value key = value();
      map.put(key, value());
    }
    return map;
  }

  Value set() {
    Value set = meet(doc_.make_set());
    for (std::uint32_t left = count(); left > 0; --left)
      set.add(value());
    return set;
  }

  Value error() {
    const std::string_view name = random_.pick(error_names);
    Value error = meet(doc_.error(name, text()));
    if (random_.odds(2)) {
      std::string stack(name);
      error.set_error_part(Part::stack, stack.append("\n    at ").append(text()));
    }
    if (lossy_ && random_.odds(6)) error.erase_error_part(Part::message);
    if (random_.odds(2)) {
      const Value cause = value();
      error.set_error_part(Part::cause, cause.is_undefined() && !lossy_ ? doc_.null() : cause);
    }
    if (random_.odds(8)) error.set("errors", value());
    for (std::uint32_t left = random_.below(4); left > 0; --left) {
      const std::string_view key = random_.pick(error_keys);
      error.set(key, value());
    }
    return error;
  }

  Document& doc_;
  Random random_;
  bool lossy_;
  int left_ = 0;
  std::vector<Value> met_;      // what an alias may be made of
  std::vector<Value> buffers_;  // what a view may share
};

}  // namespace

Value make_graph(Document& doc, std::uint32_t seed) {
  return Maker(doc, seed).graph();
}

}  // namespace candela::conformance
