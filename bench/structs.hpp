#pragma once

// The inputs as C++ structs, for the peers that write structs, and for ours. twitter has a header of
// its own.
//
// Guarantees: what is made from a document holds all that the document does; == compares all of it.
// Ownership: a Graph owns its nodes, cycles included. Threads: no state. Limits: whoever writes or
// reads the nodes of a Graph or the levels of a Chain recurses, and levels are freed by recursion.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <candela/structured_clone/convert_containers.hpp>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/fields.hpp>

#include "described.hpp"

namespace candela::bench {

/// An array with members of two kinds.
using Tags = std::tuple<std::string, std::string, std::string, int, int, int>;

struct Params {
  std::int64_t userId = 0;
  std::string sku;
  int qty = 0;
  double price = 0;
  std::string note;

  bool operator==(const Params&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("userId", self.userId);
    visit("sku", self.sku);
    visit("qty", self.qty);
    visit("price", self.price);
    visit("note", self.note);
  }
  CANDELA_FIELDS(Params, userId, sku, qty, price, note)
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
  std::optional<double> deadline;
  Params params;
  Tags tags;

  bool operator==(const SmallStruct&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("jsonrpc", self.jsonrpc);
    visit("id", self.id);
    visit("method", self.method);
    visit("traceId", self.traceId);
    visit("timestamp", self.timestamp);
    visit("retry", self.retry);
    visit("priority", self.priority);
    visit("deadline", self.deadline);
    visit("params", self.params);
    visit("tags", self.tags);
  }
  CANDELA_FIELDS(SmallStruct, jsonrpc, id, method, traceId, timestamp, retry, priority,
                 (deadline, candela::as_null), params, tags)
};

struct NumbersStruct {
  explicit NumbersStruct(Value root);
  NumbersStruct() = default;

  std::vector<double> d;
  std::vector<std::int32_t> n;

  bool operator==(const NumbersStruct&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("d", self.d);
    visit("n", self.n);
  }
};

struct Node {
  int id = 0;
  std::string label;
  std::vector<std::shared_ptr<Node>> edges;
  std::shared_ptr<Node> parent;

  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("id", self.id);
    visit("label", self.label);
    visit("edges", self.edges);
    visit("parent", self.parent);
  }
};

/// The nodes of `graph`; of `graph_shallow` the one that all others hang on.
class Graph {
 public:
  explicit Graph(Value root);
  Graph() = default;
  Graph(Graph&&) = default;
  Graph& operator=(Graph&&) = delete;
  /// Takes the nodes apart: pointers in a cycle would keep each other alive.
  ~Graph() noexcept;

  bool operator==(const Graph& other) const;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("nodes", self.nodes_);
  }

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
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("name", self.name);
    visit("message", self.message);
    visit("stack", self.stack);
    visit("cause", self.cause);
  }
};

/// Bytes, which texts have in base64.
struct Bytes {
  std::vector<std::uint8_t> all;

  bool operator==(const Bytes&) const = default;
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
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("map", self.map);
    visit("set", self.set);
    visit("dates", self.dates);
    visit("errors", self.errors);
    visit("bytes", self.bytes);
  }
};

struct Level {
  int v = 0;
  std::unique_ptr<Level> next;

  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("v", self.v);
    visit("next", self.next);
  }
};

/// Objects in each other.
struct Chain {
  explicit Chain(Value root);
  Chain() = default;

  Level outermost;

  bool operator==(const Chain& other) const;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("outermost", self.outermost);
  }
};

}  // namespace candela::bench
