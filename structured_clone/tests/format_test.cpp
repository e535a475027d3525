#include <candela/structured_clone/format.hpp>

#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::Format;
using candela::Value;

namespace {

/// A random graph of every kind, with cycles: new values refer to older ones, older ones are
/// changed to refer to new ones.
class RandomGraph {
 public:
  explicit RandomGraph(unsigned seed) : random_(seed) {}

  Document make() {
    const int count = 2 + static_cast<int>(random_() % 30);
    for (int i = 0; i < count; ++i)
      containers_.push_back(container());
    for (const Value& value : containers_)
      link(value);
    doc_.set_root(containers_.back());
    return std::move(doc_);
  }

 private:
  std::string word() {
    return std::string(random_() % 12, static_cast<char>('a' + random_() % 26));
  }

  Value primitive() {
    switch (random_() % 8) {
      case 0: return doc_.null();
      case 1: return Value();
      case 2: return doc_.boolean(random_() % 2 == 0);
      case 3: return doc_.number(static_cast<double>(random_()) / 7);
      case 4: return doc_.number(-0.0);
      case 5: return doc_.bigint(static_cast<std::int64_t>(random_()) - 1'000'000);
      default: return doc_.string(word());
    }
  }

  Value any() {
    if (containers_.empty() || random_() % 2 == 0) return primitive();
    return containers_[random_() % containers_.size()];
  }

  Value container() {
    switch (random_() % 10) {
      case 0: return doc_.date(static_cast<double>(random_()));
      case 1: return doc_.regexp(word(), "g");
      case 2: return doc_.boxed(word());
      case 3: return doc_.error(word(), word());
      case 4: return doc_.make_map({});
      case 5: return doc_.make_set({});
      case 6: return doc_.typed_array(candela::ElementType::uint16, doc_.array_buffer(8), 2, 3);
      case 7: return doc_.array();
      default: return doc_.object();
    }
  }

  void link(Value value) {
    for (auto i = random_() % 6; i != 0; --i) {
      switch (value.kind()) {
        case candela::Kind::object:
        case candela::Kind::error: value.set("$k" + word(), any()); break;
        case candela::Kind::array: value.push(any()); break;
        case candela::Kind::map: value.put(any(), any()); break;
        case candela::Kind::set: value.add(any()); break;
        default: return;
      }
    }
  }

  std::mt19937 random_;
  Document doc_;
  std::vector<Value> containers_;
};

}  // namespace

TEST_CASE("the format is recognised from the first key, in any layout") {
  CHECK(candela::detect_format(" { \"json\"") == Format::nested);
  CHECK(candela::detect_format("{\"meta\":{}}") == Format::nested);
  CHECK(candela::detect_format("{\n\"root\":1}") == Format::tuple);
  CHECK(candela::detect_format("{\"objects\":[]}") == Format::tuple);
  for (const char* other : {"", "{", "[]", "{}", "{\"jso\":1}", "json", "\"json\""})
    CHECK(!candela::detect_format(other));
}

TEST_CASE("a text of no known format is an error: as JSON if it is none, else by its shape") {
  const auto code = [](const char* text) {
    return std::get<CloneError>(candela::try_parse(text)).code();
  };
  CHECK(code("") == CloneErrorCode::truncated);
  CHECK(code("{nope") == CloneErrorCode::syntax);
  CHECK(code("{\"a\":1}") == CloneErrorCode::unknown_format);
  CHECK(code("[1]") == CloneErrorCode::unknown_format);
}

TEST_CASE("a format that was asked for is not guessed") {
  candela::ParseOptions options;
  options.format = Format::tuple;
  CHECK_THROWS_AS(candela::parse(R"({"json":1,"meta":{}})", options), CloneError);
}

TEST_CASE("formats have names") {
  CHECK(to_string(Format::nested) == "nested");
  CHECK(candela::format_from_name("tuple") == Format::tuple);
  CHECK(!candela::format_from_name("xml"));
}

TEST_CASE("random graphs survive both formats, and convert from one to the other") {
  for (unsigned seed = 1; seed <= 600; ++seed) {
    CAPTURE(seed);
    const Document doc = RandomGraph(seed).make();
    const std::string nested = candela::stringify(doc);
    const std::string tuple = candela::stringify(doc, {Format::tuple, {}, {}});
    const Document from_nested = candela::parse(nested);
    const Document from_tuple = candela::parse(tuple);
    REQUIRE(candela::first_difference(doc.root(), from_nested.root()) == "");
    REQUIRE(candela::first_difference(doc.root(), from_tuple.root()) == "");
    REQUIRE(candela::stringify(from_tuple) == nested);
    REQUIRE(candela::stringify(from_nested, {Format::tuple, {}, {}}) == tuple);
  }
}

TEST_CASE("every cut of a valid text is an error and nothing worse") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const Document doc = RandomGraph(seed).make();
    for (const Format format : {Format::nested, Format::tuple}) {
      const std::string text = candela::stringify(doc, {format, {}, {}});
      for (std::size_t length = 0; length < text.size(); ++length)
        REQUIRE(std::holds_alternative<CloneError>(candela::try_parse(text.substr(0, length))));
    }
  }
}

TEST_CASE("a value without a document can be written") {
  CHECK(candela::stringify(Value()) == R"({"json":{"$type":"undefined"},"meta":{}})");
}

TEST_CASE("options.bytes: a text of that size is written, a longer one is not") {
  Document doc;
  doc.set_root(doc.array({"text", 1, true}));
  for (const Format format : {Format::nested, Format::tuple}) {
    candela::StringifyOptions options;
    options.format = format;
    options.bytes = candela::stringify(doc, options).size();
    CHECK(candela::stringify(doc, options).size() == options.bytes);
    --options.bytes;
    CHECK_THROWS_AS(candela::stringify(doc, options), CloneError);
  }
}

TEST_CASE("a short text whose value has an endless one costs no more than options.bytes") {
  candela::StringifyOptions options;
  options.bytes = 1 << 20;
  const auto code = [&](const std::string& text) {
    try {
      candela::stringify(candela::parse(text), options);
    } catch (const CloneError& error) {
      return error.code();
    }
    return CloneErrorCode::syntax;
  };
  // What tuple writes as plain JSON has no references: 2^60 lists.
  std::string doubling = R"(["foreign",{"field":["$lmz",1]}])";
  for (int id = 1; id <= 60; ++id) {
    const std::string next = R"(["$lmz",)" + std::to_string(id + 1) + "]";
    doubling += R"(,["array",[)" + next + "," + next + "]]";
  }
  options.format = Format::tuple;
  CHECK(code(R"({"root":["$lmz",0],"objects":[)" + doubling + R"(,["array",[]]]})") ==
        CloneErrorCode::limit_bytes);
  // Each view on a buffer writes its elements: 2,000 times 2,000.
  std::string views;
  std::string zeros = "0";
  for (int i = 1; i < 2'000; ++i)
    zeros += ",0";
  for (int i = 0; i < 2'000; ++i)
    views += R"(,{"$type":"arraybuffer","subtype":"Uint8Array","data":[],"byteOffset":0,)"
             R"("length":2000,"buffer":{"$ref":0}})";
  options.format = Format::nested;
  CHECK(code(R"({"json":[{"$ref":0})" + views +
             R"(],"meta":{"aliases":{"0":{"$type":"arraybuffer","subtype":"ArrayBuffer","data":[)" +
             zeros + "]}}}}") == CloneErrorCode::limit_bytes);
}

TEST_CASE("a document is read into again: what it held is gone, after an error too") {
  Document doc;
  const std::string graph =
      R"({"json":{"a":{"$ref":0},"b":{"$ref":0}},"meta":{"aliases":{"0":[1]}}})";
  const std::string large = "{\"json\":[\"" + std::string(200'000, 'x') + "\"],\"meta\":{}}";
  for (int i = 0; i < 3; ++i) {
    candela::parse_into(doc, graph);
    CHECK(doc.root()["a"].is(doc.root()["b"]));
    CHECK(candela::stringify(doc) == graph);
    candela::parse_into(doc, large);
    CHECK(candela::stringify(doc) == large);
    candela::parse_into(doc, R"({"root":["$lmz",0],"objects":[["object",{"k":["number",1]}]]})");
    CHECK(doc.root()["k"].as_number() == 1);
    CHECK(!doc.root().has("a"));
    CHECK_THROWS_AS(candela::parse_into(doc, R"({"json":[1,2,"meta":{}})"), CloneError);
    CHECK(doc.root().is_undefined());
    CHECK(doc.object({{"x", 1}})["x"].as_number() == 1);
  }
}

TEST_CASE("a text is written into again, and is as it was after an error") {
  Document doc;
  doc.set_root(doc.array({1, 2}));
  std::string text = "before";
  candela::stringify_into(text, doc.root());
  CHECK(text == R"({"json":[1,2],"meta":{}})");
  candela::StringifyOptions options;
  options.bytes = 4;
  CHECK_THROWS_AS(candela::stringify_into(text, doc.root(), options), CloneError);
  CHECK(text == R"({"json":[1,2],"meta":{}})");
}
