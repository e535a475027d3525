// What a document takes is bounded by a multiple of its text, whatever the text is.
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>

using candela::Document;

namespace {

/// The README's sentence: bytes for each byte of the text, and what a small document takes anyway.
constexpr std::size_t most_for_each_byte = 64;
constexpr std::size_t most_in_any_case = 128 * 1024;
/// Of V8's format, where a value may be one byte.
constexpr std::size_t most_for_each_byte_of_v8 = 128;

using Make = std::function<std::string(std::size_t)>;

std::string list(std::size_t count, const Make& element) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) text += ',';
    text += element(i);
  }
  return text;
}

/// Short names, all different.
std::string name(std::size_t i) {
  std::string text;
  do {
    text += static_cast<char>('0' + i % 64 + (i % 64 > 43 ? 1 : 0));  // without the backslash
    i /= 64;
  } while (i != 0);
  return text;
}

std::string property(std::size_t i) {
  return '"' + name(i) + "\":0";
}

Make many(std::string element) {
  return [element](std::size_t count) {
    return "[" + list(count, [&](std::size_t) { return element; }) + "]";
  };
}

Make typed(std::string head, Make element) {
  return [head, element](std::size_t count) {
    return R"({"$type":)" + head + "[" + list(count, element) + "]}";
  };
}

/// What a byte of text buys the most of: headers, cells, indexes, names, the elements of buffers.
std::vector<std::pair<std::string, Make>> shapes() {
  return {
      {"empty arrays", many("[]")},
      {"empty objects", many("{}")},
      {"arrays of one", many("[0]")},
      {"arrays of arrays", many("[[]]")},
      {"numbers", many("0")},
      {"strings", many("\"\"")},
      {"objects of one property", many(R"({"":0})")},
      {"objects whose key begins with $", many(R"({"$":0})")},
      {"errors", many(R"({"$type":"error"})")},
      {"Sets of one", many(R"({"$type":"set","values":[0]})")},
      {"empty buffers", many(R"({"$type":"arraybuffer","subtype":"Int8Array","data":[]})")},
      {"levels", [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); }},
      {"an object", [](std::size_t n) { return "{" + list(n, property) + "}"; }},
      {"an error's properties",
       [](std::size_t n) { return R"({"$type":"error",)" + list(n, property) + "}"; }},
      {"a host's properties",
       [](std::size_t n) { return R"({"$type":"x",)" + list(n, property) + "}"; }},
      {"objects, each with a name of its own",
       [](std::size_t n) {
         return "[" + list(n, [](std::size_t i) { return "{" + property(i) + "}"; }) + "]";
       }},
      {"a Set of numbers",
       typed(R"("set","values":)", [](std::size_t i) { return std::to_string(i); })},
      {"a Set of strings",
       typed(R"("set","values":)", [](std::size_t i) { return '"' + name(i) + '"'; })},
      {"a Set of arrays", typed(R"("set","values":)", [](std::size_t) { return "[]"; })},
      {"a Map of numbers",
       typed(R"("map","entries":)", [](std::size_t i) { return "[" + std::to_string(i) + ",0]"; })},
      {"a Map of arrays", typed(R"("map","entries":)", [](std::size_t) { return "[[],0]"; })},
      {"a Float64Array",
       typed(R"("arraybuffer","subtype":"Float64Array","data":)", [](std::size_t) { return "0"; })},
  };
}

}  // namespace

TEST_CASE("a document takes no more than a fixed multiple of its text, in the worst shapes") {
  double worst = 0;
  std::string worst_shape;
  for (const std::pair<std::string, Make>& named : shapes()) {
    const std::string& shape = named.first;
    CAPTURE(shape);
    // One more than a power of two is where blocks have just doubled.
    for (std::size_t count = 1; count <= (1U << 18); count *= 2) {
      const std::string text = R"({"json":)" + named.second(count + 1) + R"(,"meta":{}})";
      const Document doc = candela::parse(text);
      CHECK(doc.memory() <= text.size() * most_for_each_byte + most_in_any_case);
      const double ratio = static_cast<double>(doc.memory()) / static_cast<double>(text.size());
      if (text.size() < 700'000 || ratio <= worst) continue;
      worst = ratio;
      worst_shape = shape;
    }
  }
  MESSAGE("the worst of the long texts: ", worst_shape, ", ", worst, " bytes for each");
}

TEST_CASE("a document of tuple takes no more either") {
  for (const char* entry : {R"(["set",[]])", R"(["object",{}])", R"(["array",[["null"]]])",
                            R"(["error",{}])", R"(["x",{}])"}) {
    for (std::size_t count = 1; count <= (1U << 16); count *= 4) {
      const std::string text = R"({"root":["null"],"objects":[)" +
                               list(count + 1, [&](std::size_t) { return entry; }) + "]}";
      CHECK(candela::parse(text).memory() <= text.size() * most_for_each_byte + most_in_any_case);
    }
  }
}

TEST_CASE("a document of V8's format takes no more than a larger multiple, in the worst shapes") {
  using namespace std::string_literals;
  const auto varint = [](std::size_t number) {
    std::string bytes;
    for (; number >= 0x80; number >>= 7)
      bytes += static_cast<char>(number | 0x80);
    return bytes += static_cast<char>(number);
  };
  const std::string elements[] = {
      "T",       "y",        "o{\0"s,   "A\0$\0\0"s,     "',\0"s,
      "r.",      "B\0"s,     "\\\0\0"s, "^\0"s,          "R\"\0\0"s,
      "'T,\x01", ";TT:\x02", "Z\0"s,    "a\x14@\0\x14"s, "\\\xCA\x01\"\0T"s};
  double worst = 0;
  std::string worst_shape;
  for (const std::string& element : elements) {
    for (std::size_t count = 1; count <= (1U << 18); count *= 2) {
      std::string all;
      for (std::size_t i = 0; i <= count; ++i)
        all += element;
      const std::string size = varint(count + 1);
      for (const std::string& body : {"A" + size + all + "$\0"s + size, "'" + all + "," + size}) {
        const std::string text = "\xFF\x0F" + body;
        const Document doc = candela::parse(text);
        CAPTURE(element);
        CHECK(doc.memory() <= text.size() * most_for_each_byte_of_v8 + most_in_any_case);
        const double ratio = static_cast<double>(doc.memory()) / static_cast<double>(text.size());
        if (text.size() < 200'000 || ratio <= worst) continue;
        worst = ratio;
        worst_shape = element + (body[0] == 'A' ? " in an array" : " in a Set");
      }
    }
  }
  MESSAGE("the worst of the long ones: ", worst_shape, ", ", worst, " bytes for each");
}

TEST_CASE("references to one object take what they are, not what they lead to") {
  const std::string big = '"' + std::string(100'000, 'x') + '"';
  const std::string text =
      R"({"json":)" + many(R"({"$ref":0})")(10'000) + R"(,"meta":{"aliases":{"0":[)" + big + "]}}}";
  CHECK(candela::parse(text).memory() < text.size() * 3);
}

TEST_CASE("a text that says that much follows takes nothing before it does") {
  for (const char* text :
       {R"({"json":{"$type":"arraybuffer","subtype":"Uint8Array","data":[],"byteOffset":0,)"
        R"("length":4294967295},"meta":{}})",
        R"({"json":0,"meta":{"aliases":{"4294967294":[]}}})"})
    CHECK(candela::parse(text).memory() <= most_in_any_case);
}
