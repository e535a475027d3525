// Time that grows with the input and not with its square: each trap is measured at one size and at
// twice that.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/hash.hpp>

#include "measure.hpp"

using candela::Document;
using candela::Format;
using candela::Value;

namespace {

constexpr int runs = 5;
/// For twice the size: linear is 2, quadratic 4, and caches and busy machines cost something.
constexpr double most_growth = 3;
/// What takes less is not told from noise.
constexpr double least_measured_seconds = 0.004;

/// Checks that `prepare(2 * size)` runs in no more than three times the processor time of
/// `prepare(size)`. `prepare` makes the input and gives what is measured. A step, as where a cache
/// is full, is at one size only: what grows with the square does so at each that is tried.
void check_linear(std::size_t size,
                  const std::function<std::function<void()>(std::size_t)>& prepare) {
  double growth = std::numeric_limits<double>::infinity();
  for (int attempt = 0; attempt < 4 && growth > most_growth; ++attempt, size *= 2) {
    const auto once = prepare(size);
    const auto twice = prepare(size * 2);
    const double base = std::max(least_cpu_seconds_of(runs, once), least_measured_seconds);
    growth = std::min(growth, least_cpu_seconds_of(runs, twice) / base);
  }
  CHECK(growth <= most_growth);
}

void check_reading(std::size_t size, const std::function<std::string(std::size_t)>& make) {
  candela::ParseOptions options;
  options.limits.holes = 1'000'000;
  REQUIRE_NOTHROW(candela::parse(make(100), options));
  check_linear(size, [&](std::size_t of) {
    return [text = make(of), &options] { candela::parse(text, options); };
  });
}

/// Writing in both formats, and reading what was written.
void check_both_ways(std::size_t size, const std::function<Value(Document&, std::size_t)>& make) {
  for (const Format format : {Format::nested, Format::tuple}) {
    CAPTURE(to_string(format));
    candela::StringifyOptions options;
    options.format = format;
    check_linear(size, [&](std::size_t of) {
      auto doc = std::make_shared<Document>();
      doc->set_root(make(*doc, of));
      return [doc, options] { candela::parse(candela::stringify(*doc, options)); };
    });
  }
}

std::string nested(const std::string& json, const std::string& aliases = "") {
  return R"({"json":)" + json + R"(,"meta":{"aliases":{)" + aliases + "}}}";
}

std::string list(std::size_t count, const std::function<std::string(std::size_t)>& element) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) text += ',';
    text += element(i);
  }
  return text;
}

std::string number(std::size_t i) {
  return std::to_string(i);
}

}  // namespace

TEST_CASE("many aliases to one") {
  check_both_ways(50'000, [](Document& doc, std::size_t size) {
    const Value shared = doc.object({{"a", 1}});
    Value all = doc.array();
    for (std::size_t i = 0; i < size; ++i)
      all.push(shared);
    return all;
  });
}

TEST_CASE("many aliases, each to its own") {
  check_both_ways(20'000, [](Document& doc, std::size_t size) {
    Value all = doc.array();
    for (std::size_t i = 0; i < size; ++i) {
      const Value shared = doc.array();
      all.push(shared);
      all.push(shared);
    }
    return all;
  });
}

TEST_CASE("chains of references, from the first to the last and back") {
  check_reading(20'000, [](std::size_t size) {
    return nested(R"({"$ref":0})", list(size, [size](std::size_t i) {
                    const std::string body =
                        i + 1 == size ? "[]" : R"({"$ref":)" + number(i + 1) + "}";
                    return '"' + number(i) + "\":" + body;
                  }));
  });
  check_reading(20'000, [](std::size_t size) {
    return nested(R"({"$ref":)" + number(size - 1) + "}", list(size, [](std::size_t i) {
                    const std::string body = i == 0 ? "[]" : R"({"$ref":)" + number(i - 1) + "}";
                    return '"' + number(i) + "\":" + body;
                  }));
  });
}

TEST_CASE("chains of objects that are aliases") {
  check_both_ways(30'000, [](Document& doc, std::size_t size) {
    Value next = doc.object();
    Value all = doc.array();
    for (std::size_t i = 0; i < size; ++i) {
      all.push(next);
      next = doc.object({{"next", next}});
    }
    all.push(next);
    return all;
  });
}

TEST_CASE("alias numbers that are far apart") {
  check_reading(20'000, [](std::size_t size) {
    const auto far = [](std::size_t i) { return number(i * 65'536 % 4'294'967'291U); };
    return nested(
        "[" + list(size, [&](std::size_t i) { return R"({"$ref":)" + far(i) + "}"; }) + "]",
        list(size, [&](std::size_t i) { return '"' + far(i) + "\":[]"; }));
  });
}

TEST_CASE("Maps whose keys are references, which are put in order at the end") {
  check_reading(10'000, [](std::size_t size) {
    return nested(
        R"({"$type":"map","entries":[)" +
            list(size, [](std::size_t i) { return R"([{"$ref":)" + number(i) + "},1]"; }) + "]}",
        list(size, [](std::size_t i) { return '"' + number(i) + "\":\"k" + number(i) + '"'; }));
  });
}

TEST_CASE("long runs of escapes") {
  for (const std::string escape : {"\\n", "\\u0041", "\\ud83d", "\\ud83d\\ude00", "\\\""}) {
    CAPTURE(escape);
    check_reading(200'000, [&](std::size_t size) {
      return nested('"' + list(size, [&](std::size_t) { return escape; }) + '"');
    });
  }
  check_both_ways(
      200'000, [](Document& doc, std::size_t size) { return doc.string(std::string(size, '\n')); });
}

TEST_CASE("long strings, plain and of many bytes a character") {
  for (const std::string piece : {"x", "é", "😀"}) {
    CAPTURE(piece);
    check_both_ways(200'000, [&](Document& doc, std::size_t size) {
      return doc.string(list(size, [&](std::size_t) { return piece; }));
    });
  }
}

TEST_CASE("keys of one length and with one long prefix") {
  check_reading(30'000, [](std::size_t size) {
    return nested("{" +
                  list(size,
                       [](std::size_t i) {
                         return '"' + std::string(60, 'k') + number(1'000'000 + i) + "\":0";
                       }) +
                  "}");
  });
}

TEST_CASE("keys that agree in their first and last characters, and in their low bits") {
  check_reading(30'000, [](std::size_t size) {
    return nested(
        "{" +
        list(size,
             [](std::size_t i) { return "\"prefix" + number(1'000'000 + i * 64) + "suffix\":0"; }) +
        "}");
  });
}

TEST_CASE("Map keys of one length and prefix") {
  check_both_ways(10'000, [](Document& doc, std::size_t size) {
    Value map = doc.make_map();
    for (std::size_t i = 0; i < size; ++i)
      map.put(std::string(60, 'k') + number(1'000'000 + i), i);
    return map;
  });
}

TEST_CASE("Map keys that are multiples of a power of two, and their neighbours among the doubles") {
  check_both_ways(10'000, [](Document& doc, std::size_t size) {
    Value map = doc.make_map();
    for (std::size_t i = 0; i < size; ++i)
      map.put(static_cast<double>(i) * 4'294'967'296.0, i);
    return map;
  });
  check_both_ways(10'000, [](Document& doc, std::size_t size) {
    Value set = doc.make_set();
    for (std::size_t i = 0; i < size; ++i)
      set.add(1.0 + static_cast<double>(i) * std::numeric_limits<double>::epsilon());
    return set;
  });
}

TEST_CASE("Sets of objects, and of bigints that differ in their lowest limb alone") {
  check_both_ways(10'000, [](Document& doc, std::size_t size) {
    Value set = doc.make_set();
    for (std::size_t i = 0; i < size; ++i) {
      set.add(doc.array());
      set.add(candela::BigInt::from_limbs(std::vector<std::uint64_t>{i, 1, 1, 1},
                                          candela::BigInt::Sign::positive));
    }
    return set;
  });
}

TEST_CASE("many duplicates of one key, and of many") {
  check_reading(50'000, [](std::size_t size) {
    return nested("{" + list(size, [](std::size_t) { return R"("a":0)"; }) + "}");
  });
  check_reading(20'000, [](std::size_t size) {
    const std::string once = list(size, [](std::size_t i) { return "\"k" + number(i) + "\":0"; });
    return nested("{" + once + "," + once + "}");
  });
}

TEST_CASE("many duplicates in Maps and Sets") {
  check_reading(20'000, [](std::size_t size) {
    return nested(R"({"$type":"map","entries":[)" +
                  list(size, [](std::size_t i) { return R"(["k)" + number(i % 3) + "\",0]"; }) +
                  "]}");
  });
}

TEST_CASE("many different shapes") {
  check_both_ways(10'000, [](Document& doc, std::size_t size) {
    Value all = doc.array();
    for (std::size_t i = 0; i < size; ++i)
      all.push(doc.object({{"a" + number(i), 1}, {"b" + number(i), 2}, {"c", 3}}));
    return all;
  });
}

TEST_CASE("objects that grow by one key each, out of the same few") {
  check_reading(20'000, [](std::size_t size) {
    return nested("[" +
                  list(size,
                       [](std::size_t i) {
                         return "{" +
                                list(i % 40,
                                     [](std::size_t key) {
                                       return '"' +
                                              std::string(1, static_cast<char>('a' + key % 26)) +
                                              number(key) + "\":0";
                                     }) +
                                "}";
                       }) +
                  "]");
  });
}

TEST_CASE("many integer-like keys, in falling order") {
  check_both_ways(10'000, [](Document& doc, std::size_t size) {
    Value object = doc.object();
    for (std::size_t i = size; i != 0; --i)
      object.set(number(i), i);
    return object;
  });
}

TEST_CASE("deeply nested arrays and objects, closed or not") {
  check_reading(100'000, [](std::size_t size) {
    return nested(std::string(size, '[') + std::string(size, ']'));
  });
  check_linear(100'000, [](std::size_t size) {
    return [text = "{\"json\":" + std::string(size, '[')] { candela::try_parse(text); };
  });
  check_both_ways(50'000, [](Document& doc, std::size_t size) {
    Value deep = doc.null();
    for (std::size_t i = 0; i < size; ++i)
      deep = i % 2 == 0 ? doc.make_map({{deep, i}}) : doc.object({{"a", deep}});
    return deep;
  });
}

TEST_CASE("objects with a meaning inside of each other") {
  check_reading(50'000, [](std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i)
      text += R"({"$type":"x","a":)";
    return nested(text + "0" + std::string(size, '}'));
  });
}

TEST_CASE("numbers of a million digits, whole, broken, and with a long exponent") {
  check_reading(500'000, [](std::size_t size) { return nested("1" + std::string(size, '3')); });
  check_reading(500'000, [](std::size_t size) { return nested("0." + std::string(size, '7')); });
  check_reading(500'000,
                [](std::size_t size) { return nested("0." + std::string(size, '0') + "1"); });
  check_reading(500'000, [](std::size_t size) { return nested("1e" + std::string(size, '9')); });
  check_reading(500'000,
                [](std::size_t size) { return nested("1e-" + std::string(size, '0') + "1"); });
  // Halfway between two doubles up to the last digit.
  check_reading(500'000, [](std::size_t size) {
    return nested("9007199254740993." + std::string(size, '0') + "1");
  });
}

TEST_CASE(
    "bigints of the most digits: as many as there are, the time is theirs times their number") {
  static constexpr std::size_t digits = candela::Limits{}.bigint_digits;
  check_reading(10, [](std::size_t count) {
    return nested("[" +
                  list(count,
                       [](std::size_t) {
                         return R"({"$type":"bigint","value":")" + std::string(digits, '9') + "\"}";
                       }) +
                  "]");
  });
}

TEST_CASE("arrays with many holes") {
  check_reading(5'000, [](std::size_t size) {
    return nested(
        "[" + list(size, [](std::size_t) { return R"({"$type":"undefined","hole":true})"; }) + "]");
  });
}

TEST_CASE("typed arrays and their elements") {
  check_both_ways(100'000, [](Document& doc, std::size_t size) {
    return doc.typed_array(candela::ElementType::float64, doc.array_buffer(size * 8), 0, size);
  });
}

TEST_CASE("views on one buffer that come before it") {
  check_reading(20'000, [](std::size_t size) {
    return nested("[" +
                      list(size,
                           [](std::size_t) {
                             return R"({"$type":"arraybuffer","subtype":"Uint8Array","data":[],)"
                                    R"("byteOffset":0,"length":1,"buffer":{"$ref":0}})";
                           }) +
                      "]",
                  R"("0":{"$type":"arraybuffer","subtype":"ArrayBuffer","data":[1]})");
  });
}

TEST_CASE("a transform that leaves out and replaces") {
  check_linear(20'000, [](std::size_t size) {
    auto doc = std::make_shared<Document>();
    Value object = doc->object();
    Value map = doc->make_map();
    for (std::size_t i = 0; i < size; ++i) {
      object.set("k" + number(i), i);
      map.put(i, i);
    }
    object.set("map", map);
    doc->set_root(object);
    candela::StringifyOptions options;
    options.transform = [](Document& in, Value value, const candela::Path&) {
      if (!value.is_number()) return candela::Change::keep();
      const double n = value.as_number();
      return static_cast<std::size_t>(n) % 3 == 0 ? candela::Change::omit()
                                                  : candela::Change::to(in.number(n + 0.5));
    };
    return [doc, options] { candela::stringify(*doc, options); };
  });
}

TEST_CASE("what is written as plain JSON, many bodies that share one") {
  static constexpr candela::HostType message{.tag = "message",
                                             .nested_field = "data",
                                             .payload = candela::HostType::Payload::record,
                                             .body_field = "body",
                                             .body_value_field = "bodyValue"};
  check_linear(10'000, [](std::size_t size) {
    auto doc = std::make_shared<Document>();
    Value all = doc->array();
    const Value body = doc->array({1, NAN});
    for (std::size_t i = 0; i < size; ++i)
      all.push(doc->host("message", doc->object({{"body", body}})));
    doc->set_root(all);
    candela::StringifyOptions options;
    options.hosts = {&message, 1};
    return [doc, options] { candela::stringify(*doc, options); };
  });
}

namespace {

/// A ring of objects with integer-like keys in falling order, a Map and a list that hold them all.
Value everything_twice(Document& doc, std::size_t size) {
  const Value all = doc.object();
  Value map = doc.make_map();
  Value list = doc.array();
  for (std::size_t i = size; i != 0; --i) {
    const Value item = doc.object({{"next", list.size() == 0 ? all : list[list.size() - 1]}});
    Value(all).set(number(i), item);
    map.put(item, "text " + number(i));
    list.push(item);
  }
  Value(all).set("map", map);
  Value(all).set("list", list);
  return all;
}

}  // namespace

TEST_CASE("hashing a graph in which all is shared") {
  check_linear(100'000, [](std::size_t size) {
    auto doc = std::make_shared<Document>();
    doc->set_root(everything_twice(*doc, size));
    return [doc] { candela::hash(doc->root()); };
  });
}
