#pragma once

// The inputs as C++ structs, in the form that cereal's archives write and read.
//
// Guarantees: what is made from a document holds all that the document does; == compares all of it.
// Ownership: a Graph owns its nodes, cycles included. Threads: no state. Limits: the nodes of a
// Graph and the levels of a chain are written, read and (levels) freed by recursion.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <cereal/cereal.hpp>
#include <cereal/types/memory.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/unordered_map.hpp>
#include <cereal/types/unordered_set.hpp>
#include <cereal/types/vector.hpp>

#include <candela/structured_clone/document.hpp>

namespace candela::bench {

/// An array of JSON with members of two kinds.
struct Tags {
  std::array<std::string, 3> words;
  std::array<int, 3> numbers{};

  bool operator==(const Tags&) const = default;
  template <typename Archive>
  void save(Archive& archive) const {
    archive(cereal::make_size_tag(static_cast<cereal::size_type>(words.size() + numbers.size())));
    for (const std::string& word : words)
      archive(word);
    for (const int number : numbers)
      archive(number);
  }
  template <typename Archive>
  void load(Archive& archive) {
    cereal::size_type size = 0;
    archive(cereal::make_size_tag(size));
    for (std::string& word : words)
      archive(word);
    for (int& number : numbers)
      archive(number);
  }
};

struct Params {
  std::int64_t userId = 0;
  std::string sku;
  int qty = 0;
  double price = 0;
  std::string note;

  bool operator==(const Params&) const = default;
  template <typename Archive>
  void serialize(Archive& archive) {
    archive(CEREAL_NVP(userId), CEREAL_NVP(sku), CEREAL_NVP(qty), CEREAL_NVP(price),
            CEREAL_NVP(note));
  }
};

struct SmallStruct {
  explicit SmallStruct(Value root);
  SmallStruct() = default;

  std::string jsonrpc;
  int id = 0;
  std::string method;
  std::string traceId;
  std::int64_t timestamp = 0;
  bool retry = false;
  int priority = 0;
  std::nullptr_t deadline = nullptr;
  Params params;
  Tags tags;

  bool operator==(const SmallStruct&) const = default;
  template <typename Archive>
  void serialize(Archive& archive) {
    archive(CEREAL_NVP(jsonrpc), CEREAL_NVP(id), CEREAL_NVP(method), CEREAL_NVP(traceId),
            CEREAL_NVP(timestamp), CEREAL_NVP(retry), CEREAL_NVP(priority), CEREAL_NVP(deadline),
            CEREAL_NVP(params), CEREAL_NVP(tags));
  }
};

struct NumbersStruct {
  explicit NumbersStruct(Value root);
  NumbersStruct() = default;

  std::vector<double> d;
  std::vector<std::int32_t> n;

  bool operator==(const NumbersStruct&) const = default;
  template <typename Archive>
  void serialize(Archive& archive) {
    archive(CEREAL_NVP(d), CEREAL_NVP(n));
  }
};

struct Node {
  int id = 0;
  std::string label;
  std::vector<std::shared_ptr<Node>> edges;
  std::shared_ptr<Node> parent;

  template <typename Archive>
  void serialize(Archive& archive) {
    archive(CEREAL_NVP(id), CEREAL_NVP(label), CEREAL_NVP(edges), CEREAL_NVP(parent));
  }
};

/// All that hangs on one node.
class Graph {
 public:
  explicit Graph(Value root);
  Graph() = default;
  Graph(Graph&&) = default;
  Graph& operator=(Graph&&) = delete;
  /// Takes the nodes apart: pointers in a cycle would keep each other alive.
  ~Graph() noexcept;

  bool operator==(const Graph& other) const;
  template <typename Archive>
  void serialize(Archive& archive) {
    archive(cereal::make_nvp("root", root_));
  }

 private:
  std::shared_ptr<Node> root_;
};

/// All nodes in a list, with edges in all directions.
class WholeGraph {
 public:
  explicit WholeGraph(Value root);
  WholeGraph() = default;
  WholeGraph(WholeGraph&&) = default;
  WholeGraph& operator=(WholeGraph&&) = delete;
  ~WholeGraph() noexcept;

  bool operator==(const WholeGraph& other) const;
  template <typename Archive>
  void serialize(Archive& archive) {
    archive(cereal::make_nvp("nodes", nodes_));
  }
  std::vector<std::shared_ptr<Node>>& nodes() noexcept { return nodes_; }

 private:
  std::vector<std::shared_ptr<Node>> nodes_;
};

/// An error; its cause is an array of none or one.
struct Thrown {
  std::string name;
  std::string message;
  std::string stack;
  std::vector<Thrown> cause;

  bool operator==(const Thrown&) const = default;
  template <typename Archive>
  void serialize(Archive& archive) {
    archive(CEREAL_NVP(name), CEREAL_NVP(message), CEREAL_NVP(stack), CEREAL_NVP(cause));
  }
};

/// Bytes: in base64 where the archive has it for them, as they are elsewhere.
struct Bytes {
  std::vector<std::uint8_t> all;

  bool operator==(const Bytes&) const = default;
  template <typename Archive>
  void save(Archive& archive) const {
    archive(cereal::make_nvp("size", all.size()));
    if constexpr (requires { archive.saveBinaryValue(all.data(), all.size(), "base64"); }) {
      archive.saveBinaryValue(all.data(), all.size(), "base64");
    } else {
      archive(cereal::binary_data(all.data(), all.size()));
    }
  }
  template <typename Archive>
  void load(Archive& archive) {
    std::size_t size = 0;
    archive(cereal::make_nvp("size", size));
    all.resize(size);
    if constexpr (requires { archive.loadBinaryValue(all.data(), size, "base64"); }) {
      archive.loadBinaryValue(all.data(), size, "base64");
    } else {
      archive(cereal::binary_data(all.data(), size));
    }
  }
};

struct TypedStruct {
  explicit TypedStruct(Value root);
  TypedStruct() = default;

  std::unordered_map<std::string, std::uint32_t> map;
  std::unordered_set<std::string> set;
  std::vector<double> dates;
  std::vector<Thrown> errors;
  Bytes bytes;

  bool operator==(const TypedStruct&) const = default;
  template <typename Archive>
  void serialize(Archive& archive) {
    archive(CEREAL_NVP(map), CEREAL_NVP(set), CEREAL_NVP(dates), CEREAL_NVP(errors),
            CEREAL_NVP(bytes));
  }
};

struct Level {
  int v = 0;
  std::unique_ptr<Level> next;

  template <typename Archive>
  void serialize(Archive& archive) {
    archive(CEREAL_NVP(v), CEREAL_NVP(next));
  }
};

/// Objects in each other.
struct Chain {
  explicit Chain(Value root);
  Chain() = default;

  Level outermost;

  bool operator==(const Chain& other) const;
  template <typename Archive>
  void serialize(Archive& archive) {
    archive(CEREAL_NVP(outermost));
  }
};

}  // namespace candela::bench
