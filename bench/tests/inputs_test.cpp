#include "../inputs.hpp"

#include <array>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone/format.hpp>

#include "sha256.hpp"

namespace candela::bench {

namespace {

std::string base64(std::span<const std::byte> bytes) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8U | (i + k < bytes.size() ? std::to_integer<unsigned>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += i + k <= bytes.size() ? alphabet[group >> (18U - 6U * k) & 63U] : '=';
    }
  }
  return text;
}

/// Every node that `root` leads to, by id.
std::map<double, Value> reachable(Value root) {
  std::map<double, Value> met;
  std::vector<Value> waiting = {root};
  while (!waiting.empty()) {
    const Value node = waiting.back();
    waiting.pop_back();
    if (!met.emplace(node["id"].as_number(), node).second) continue;
    const Value edges = node["edges"];
    for (std::size_t i = 0; i < edges.size(); ++i)
      waiting.push_back(edges[i]);
    if (!node["parent"].is_null()) waiting.push_back(node["parent"]);
  }
  return met;
}

std::string nodes_text(const std::map<double, Value>& nodes) {
  Document doc;
  Value all = doc.array();
  for (const auto& [id, node] : nodes) {
    Value ids = doc.array();
    for (auto edge = node["edges"].entries(); !edge.done(); edge.next()) {
      ids.push(edge.value()["id"].as_number());
    }
    const Value parent = node["parent"];
    all.push(doc.array({id, node["label"].as_string(), ids,
                        parent.is_null() ? Init(nullptr) : Init(parent["id"].as_number())}));
  }
  return stringify_json(all);
}

std::string graph_text(Value root) {
  std::map<double, Value> nodes;
  for (auto node = root["nodes"].entries(); !node.done(); node.next()) {
    nodes.emplace(node.value()["id"].as_number(), node.value());
  }
  return nodes_text(nodes);
}

std::string graph_shallow_text(Value root) {
  return nodes_text(reachable(root));
}

Value error_parts(Document& doc, Value error) {
  Value parts = doc.array();
  for (Value each = error; each.is_error(); each = each.error_part(Value::ErrorPart::cause)) {
    parts.push(each.error_name());
    parts.push(each.error_message());
    parts.push(each.error_part(Value::ErrorPart::stack).as_string());
  }
  return parts;
}

std::string typed_text(Value root) {
  Document doc;
  Value entries = doc.array();
  for (auto entry = root["map"].entries(); !entry.done(); entry.next()) {
    entries.push(doc.array({entry.key().as_string(), entry.value().as_number()}));
  }
  Value members = doc.array();
  for (auto member = root["set"].entries(); !member.done(); member.next()) {
    members.push(member.value().as_string());
  }
  Value dates = doc.array();
  for (auto date = root["dates"].entries(); !date.done(); date.next()) {
    dates.push(date.value().date_ms());
  }
  Value errors = doc.array();
  for (auto error = root["errors"].entries(); !error.done(); error.next()) {
    errors.push(error_parts(doc, error.value()));
  }
  const Value bytes = root.has("bytes") ? doc.string(base64(root["bytes"].bytes())) : doc.null();
  return stringify_json(doc.array({entries, members, dates, errors, bytes}));
}

std::string deep_text(Value root) {
  std::string text;
  for (Value level = root; !level.is_null(); level = level["next"]) {
    text += std::to_string(static_cast<int>(level["v"].as_number())) + ',';
  }
  return text;
}

/// The text that digests.txt speaks of.
std::string hashed_text(std::string_view input, Value root) {
  if (input == "graph") return graph_text(root);
  if (input == "graph_shallow") return graph_shallow_text(root);
  if (input.starts_with("typed")) return typed_text(root);
  if (input.starts_with("deep")) return deep_text(root);
  return stringify_json(root);
}

struct Digest {
  std::size_t bytes = 0;
  std::string hash;
};

std::map<std::string, Digest, std::less<>> expected_digests() {
  std::ifstream file(CANDELA_BENCH_DIGESTS);
  std::map<std::string, Digest, std::less<>> digests;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string name;
    Digest digest;
    words >> name >> digest.bytes >> digest.hash;
    digests.emplace(name, digest);
  }
  return digests;
}

}  // namespace

TEST_CASE("SHA-256 of the texts that FIPS 180-4 gives is what it gives") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("every input has the digest that is written down for it") {
  const auto digests = expected_digests();
  CHECK(digests.size() == inputs().size());
  for (const Input& input : inputs()) {
    CAPTURE(input.name);
    const auto digest = digests.find(input.name);
    REQUIRE(digest != digests.end());
    const Document doc = input.make();
    const std::string text = hashed_text(input.name, doc.root());
    CHECK(text.size() == digest->second.bytes);
    CHECK(sha256(text).substr(0, 16) == digest->second.hash);
  }
}

TEST_CASE("deep has as many levels as it is asked for") {
  const Document doc = deep(3);
  CHECK(deep_text(doc.root()) == "2,1,0,");
}

TEST_CASE("an input is made by its name, and an unknown name is refused") {
  CHECK(make_input("small").root()["id"].as_number() == 4217);
  CHECK_THROWS_AS(make_input("large"), std::out_of_range);
}

}  // namespace candela::bench
