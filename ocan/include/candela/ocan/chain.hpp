// A Chain is what to do, as data: get this, apply that. It is built by name, sent, stored, run
// later.
//
//   auto sum = ctn()["add"](ctn()["add"](1, 10), 100);  // a chain may be an argument, at any depth
//   auto size = ctn()["list"]()["items"][0]["size"];
//
// Guarantees: a Chain is an immutable value; a continuation shares its beginning with its base and
// never changes it. Copies of one chain are the same call: used twice in a batch it runs once,
// under a reference id. Two chains that were built apart are two calls, also where they say the
// same.
// Threads: any number may read, copy and continue one chain.
#pragma once

#include <concepts>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include <candela/ocan/detail/make_value.hpp>
#include <candela/ocan/limits.hpp>
#include <candela/structured_clone/document.hpp>

namespace candela {

class Arguments;
class ChainReader;
class ChainWriter;

class Chain {
 public:
  /// The target itself: no operation.
  Chain() noexcept = default;

  [[nodiscard]] Chain get(std::string_view key) const;
  [[nodiscard]] Chain get(double index) const;
  [[nodiscard]] Chain apply(Arguments arguments) const;

  Chain operator[](std::string_view key) const { return get(key); }
  Chain operator[](const char* key) const { return get(std::string_view(key)); }
  template <std::integral I>
  Chain operator[](I index) const {
    return get(static_cast<double>(index));
  }
  /// Arguments: what Convert knows, texts, Values, chains, and vectors and maps of these.
  template <typename... A>
  Chain operator()(const A&... arguments) const;

  /// Operations, nested chains not counted.
  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  /// The same call: copies of one chain, not two that say the same.
  bool is(const Chain& other) const noexcept { return last_ == other.last_; }
  /// They say the same: the same operations with equal arguments, and nested chains that say the
  /// same; what is one call in one of them, or one object among its arguments, is one in the other.
  friend bool operator==(const Chain& left, const Chain& right);

  /// The operations in the wire's shape, `[{type:"get",key},{type:"apply",args}]`. Several chains
  /// of one batch go through one ChainWriter instead.
  Value to_value(Document& document) const;
  Document to_document() const;
  /// Reads that shape; nested chains become chains again, with equal reference ids one call. Throws
  /// Error for anything else, and past `limits`.
  static Chain from_value(Value operations, const ChainLimits& limits = {});
  static Chain from_document(const Document& document, const ChainLimits& limits = {}) {
    return from_value(document.root(), limits);
  }

 private:
  friend class ChainReader;
  friend class ChainWriter;
  struct Node;
  Chain(std::shared_ptr<const Node> last, std::size_t size) noexcept
      : last_(std::move(last)), size_(size) {}

  std::shared_ptr<const Node> last_;
  std::size_t size_ = 0;
};

/// What every chain starts from: `ctn()["name"](…)`. `ctn<T>()`, checked by the compiler, is in
/// typed.hpp.
inline Chain ctn() noexcept {
  return {};
}

/// The arguments of one apply while they are collected: values in a document of their own, and
/// chains, which stand in it as places.
class Arguments {
 public:
  Arguments() = default;
  Arguments(Arguments&&) noexcept = default;
  Arguments& operator=(Arguments&&) noexcept = default;

  template <typename... A>
  static Arguments of(const A&... arguments) {
    Arguments result;
    (result.push(result.value(arguments)), ...);
    return result;
  }

  /// `value` is one of `document()`.
  void push(Value value);
  /// For arguments that want more than `of` takes; `chain` says where a chain stands in it.
  Document& document();
  /// Stands for the chain's result. May be put into objects, arrays, Sets and as values into Maps.
  Value chain(const Chain& chain);

  template <typename T>
  Value value(const T& argument) {
    if constexpr (std::derived_from<T, Chain>) {
      return chain(argument);
    } else {
      return detail::make_value(document(), argument);
    }
  }
  template <typename T>
    requires(!detail::Makeable<std::vector<T>>)
  Value value(const std::vector<T>& elements) {
    Value array = document().array();
    for (const T& element : elements)
      array.push(value(element));
    return array;
  }
  template <typename T>
    requires(!detail::Makeable<std::map<std::string, T>>)
  Value value(const std::map<std::string, T>& properties) {
    Value object = document().object();
    for (const auto& [key, property] : properties)
      object.set(key, value(property));
    return object;
  }

 private:
  friend class Chain;
  friend class ChainWriter;
  struct Place {
    Value value;
    Chain chain;
  };

  // Its root is the array of arguments; none when there are none.
  std::unique_ptr<Document> document_;
  std::vector<Place> places_;
};

template <typename... A>
Chain Chain::operator()(const A&... arguments) const {
  return apply(Arguments::of(arguments...));
}

/// Writes the chains of one batch into one document, and numbers the calls that are used in them:
/// the first use of a nested chain carries its operations, the later ones only its reference id.
class ChainWriter {
 public:
  /// Requires: the document lives as long as the writer is used.
  explicit ChainWriter(Document& document, std::string_view id_prefix = "proxy-");
  ~ChainWriter();
  ChainWriter(ChainWriter&&) = delete;
  ChainWriter& operator=(ChainWriter&&) = delete;

  /// The array of operations. Beginnings that chains share become the same objects.
  Value operations(const Chain& chain);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace candela
