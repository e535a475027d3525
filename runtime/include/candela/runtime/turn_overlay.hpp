#pragma once
// The writes of one turn, before they are anywhere else.
//
// Guarantee: reads look here first and then in the store, so that a turn sees its own writes and
// nobody else does; Store::apply takes them whole, and dropping the overlay is the rollback.
// Threads: one thread, the store's.
// Ownership: store and record must outlive the overlay.
// Limits: keys, values, the overlay's bytes, a list's bytes, and the depth of transactions
// (StoreLimits). Memory is bounded by max_turn_bytes and what inner transactions can undo.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <candela/runtime/store.hpp>

namespace candela {

/// Which rows, in which order. `start` is inclusive and `end` exclusive whatever the order is.
struct ListQuery {
  std::string prefix{};
  std::optional<std::string> start{};
  std::optional<std::string> end{};
  ScanOrder order = ScanOrder::ascending;
  std::size_t limit = std::numeric_limits<std::size_t>::max();
};

/// The keys that a query's prefix, start and end leave; nothing if they exclude each other.
std::optional<KeyRange> key_range(const ListQuery& query);

struct StoredRow {
  std::string key;
  std::string value;

  bool operator==(const StoredRow&) const = default;
};

class TurnOverlay {
 public:
  /// By key; nothing stands for a deletion.
  using Writes = std::map<std::string, std::optional<std::string>, std::less<>>;

  TurnOverlay(Store& store, ActorRecord& actor) : store_(store), actor_(actor) {}
  TurnOverlay(const TurnOverlay&) = delete;
  TurnOverlay& operator=(const TurnOverlay&) = delete;

  std::optional<std::string> get(std::string_view key);
  std::vector<StoredRow> list(const ListQuery& query);

  void put(std::string_view key, std::string value);
  void remove(std::string_view key);
  void remove_all();

  /// Runs `body`, and undoes what it wrote if it throws. They nest.
  template <typename Body>
  decltype(auto) transaction(Body&& body) {
    Savepoint savepoint(*this);
    if constexpr (std::is_void_v<decltype(std::forward<Body>(body)())>) {
      std::forward<Body>(body)();
      savepoint.keep();
    } else {
      decltype(auto) result = std::forward<Body>(body)();
      savepoint.keep();
      return result;
    }
  }

  bool empty() const { return !cleared_ && writes_.empty(); }
  /// What was stored is to be deleted before the writes are applied.
  bool cleared() const { return cleared_; }
  const Writes& writes() const { return writes_; }
  std::size_t bytes() const { return bytes_; }

 private:
  /// How to take one write back. No key: it was a remove_all.
  struct Undo {
    std::optional<std::string> key;
    std::optional<std::optional<std::string>> previous;
    Writes all_writes;
    bool was_cleared = false;
  };

  class Savepoint {
   public:
    explicit Savepoint(TurnOverlay& overlay);
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    ~Savepoint();
    void keep() noexcept { kept_ = true; }

   private:
    TurnOverlay& overlay_;
    std::size_t mark_;
    bool kept_ = false;
  };

  class Merge;

  void check_key(std::string_view key) const;
  void write(std::string_view key, std::optional<std::string> value);
  void undo_to(std::size_t mark) noexcept;
  void count_bytes() noexcept;

  Store& store_;
  ActorRecord& actor_;
  Writes writes_;
  std::vector<Undo> undo_;
  std::size_t depth_ = 0;
  std::size_t bytes_ = 0;
  bool cleared_ = false;
};

}  // namespace candela
