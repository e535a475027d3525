#pragma once
// An actor's storage: keys, and values of any type that the codec knows; cycles and Maps survive.
//
// Guarantee: reads see what the turn wrote; nobody else does before the turn has ended well. A
// handle belongs to the turn in which it was taken: kept across an await it is still that turn's,
// and once that turn has ended every use of it is a NoTurn.
//
//   auto storage = kv();         // right: the turn's own, on both sides of the await
//   co_await after(10ms);
//   storage.put("n", 1);
//
//   member_ = kv();              // wrong: the next turn finds it ended
//
// Threads: the actor's.
// Ownership: a handle shares its turn's state, which is small. Values are copied in and out;
// `get<Document>` gives a document of its own.
// Limits: StoreLimits, as StoreError with the limit's code; a failing disk is a StorageFailed.

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <candela/ocan/error.hpp>
#include <candela/runtime/turn_overlay.hpp>
#include <candela/structured_clone/convert.hpp>
#include <candela/structured_clone/document.hpp>

namespace candela {

class Turn;  // private: src/turn.hpp

/// Storage was used where no turn is open: from a constructor, after the turn's end, or from a
/// handle that was taken in another turn.
class NoTurn : public Error {
 public:
  explicit NoTurn(std::string_view message) : Error(message) {}
};

/// The storage below an actor failed. The turn cannot end well any more. Where and why is in the
/// log, not in the message, which may reach a stranger.
class StorageFailed : public Error {
 public:
  StorageFailed() : Error("The storage failed; nothing of this turn was kept") {}
};

/// What can be read out of storage: Value and std::string_view would dangle.
template <typename T>
concept Storable = Convertible<T> && !std::same_as<T, Value> && !std::same_as<T, std::string_view>;

template <typename T>
struct KvEntry {
  std::string key;
  T value;
};

class Kv {
 public:
  /// Throws CloneError if what is stored is no T.
  template <typename T = Document>
  std::optional<T> get(std::string_view key) const {
    check_read<T>();
    std::optional<Document> document = read(key);
    if (!document) return std::nullopt;
    return convert<T>(std::move(*document));
  }

  template <typename T>
  void put(std::string_view key, const T& value) const {
    if constexpr (std::same_as<T, Value>) {
      write(key, value);
    } else if constexpr (std::same_as<T, Document>) {
      write(key, value.root());
    } else {
      Document document;
      if constexpr (std::convertible_to<const T&, std::string_view>) {
        write(key, document.string(value));
      } else {
        static_assert(Convertible<T>, "candela: a stored type needs a Convert<T>");
        if constexpr (Convertible<T>) write(key, from(document, value));
      }
    }
  }

  void remove(std::string_view key) const;
  void remove_all() const;

  /// In the order of the keys' bytes, or backwards.
  template <typename T = Document>
  std::vector<KvEntry<T>> list(const ListQuery& query = {}) const {
    check_read<T>();
    std::vector<KvEntry<T>> entries;
    for (KvEntry<Document>& entry : read_list(query))
      entries.push_back({std::move(entry.key), convert<T>(std::move(entry.value))});
    return entries;
  }

  /// Runs `body`, and undoes what it wrote if it throws. `body` must not await. They nest.
  template <typename Body>
  decltype(auto) transaction(Body&& body) const {
    return overlay().transaction(std::forward<Body>(body));
  }

 private:
  friend class ActorScope;
  explicit Kv(std::shared_ptr<Turn> turn) : turn_(std::move(turn)) {}

  template <typename T>
  static constexpr void check_read() {
    constexpr bool owns = !std::same_as<T, Value> && !std::same_as<T, std::string_view>;
    static_assert(owns, "candela: a view of a stored value would dangle; get<Document> owns it");
    static_assert(Convertible<T>, "candela: a stored type needs a Convert<T>");
  }

  template <typename T>
  static T convert(Document document) {
    if constexpr (std::same_as<T, Document>) {
      return document;
    } else if constexpr (Convertible<T>) {
      return to<T>(document.root());
    }
  }

  TurnOverlay& overlay() const;
  std::optional<Document> read(std::string_view key) const;
  std::vector<KvEntry<Document>> read_list(const ListQuery& query) const;
  void write(std::string_view key, Value value) const;

  std::shared_ptr<Turn> turn_;
};

}  // namespace candela
