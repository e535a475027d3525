#include <candela/runtime/turn_overlay.hpp>

#include <algorithm>

namespace candela {
namespace {

[[noreturn]] void refuse(StoreErrorCode code, std::size_t size, std::size_t limit) {
  throw StoreError(code, std::to_string(size) + " > " + std::to_string(limit), {});
}

std::size_t bytes_of(std::string_view key, const std::optional<std::string>& value) {
  return key.size() + (value ? value->size() : 0);
}

/// The first key after all those that start with `prefix`.
std::optional<std::string> end_of_prefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xff')
    prefix.pop_back();
  if (prefix.empty()) return std::nullopt;
  prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1);
  return prefix;
}

}  // namespace

std::optional<KeyRange> key_range(const ListQuery& query) {
  KeyRange range;
  range.start = std::max(query.start.value_or(std::string()), query.prefix);
  range.end = end_of_prefix(query.prefix);
  if (query.end && (!range.end || *query.end < *range.end)) range.end = query.end;
  if (range.end && *range.end <= range.start) return std::nullopt;
  return range;
}

/// Two sorted sequences made one: the overlay's writes hide stored rows of the same key.
class TurnOverlay::Merge {
 public:
  Merge(const TurnOverlay& overlay, const KeyRange& range, const ListQuery& query)
      : limits_(overlay.store_.limits()), query_(query) {
    const Writes& writes = overlay.writes_;
    low_ = writes.lower_bound(range.start);
    high_ = range.end ? writes.lower_bound(*range.end) : writes.end();
  }

  bool full() const { return rows_.size() >= query_.limit; }

  ScanStep stored(std::string_view key, std::string_view value) {
    while (!full() && low_ != high_ && comes_first(next_write()->first, key))
      take_write();
    if (full()) return ScanStep::stop;
    if (low_ != high_ && next_write()->first == key) {
      take_write();
    } else {
      add(key, value);
    }
    return full() ? ScanStep::stop : ScanStep::more;
  }

  std::vector<StoredRow> finish() {
    while (!full() && low_ != high_)
      take_write();
    return std::move(rows_);
  }

 private:
  bool ascending() const { return query_.order == ScanOrder::ascending; }
  bool comes_first(std::string_view a, std::string_view b) const {
    return ascending() ? a < b : a > b;
  }
  Writes::const_iterator next_write() const { return ascending() ? low_ : std::prev(high_); }

  void take_write() {
    const auto write = next_write();
    if (write->second) add(write->first, *write->second);
    if (ascending()) {
      ++low_;
    } else {
      --high_;
    }
  }

  void add(std::string_view key, std::string_view value) {
    bytes_ += key.size() + value.size();
    if (bytes_ > limits_.max_list_bytes) {
      refuse(StoreErrorCode::list_too_large, bytes_, limits_.max_list_bytes);
    }
    rows_.push_back({std::string(key), std::string(value)});
  }

  const StoreLimits& limits_;
  const ListQuery& query_;
  Writes::const_iterator low_;
  Writes::const_iterator high_;
  std::vector<StoredRow> rows_;
  std::size_t bytes_ = 0;
};

std::optional<std::string> TurnOverlay::get(std::string_view key) {
  check_key(key);
  if (const auto write = writes_.find(key); write != writes_.end()) return write->second;
  if (cleared_) return std::nullopt;
  return store_.get(actor_, key);
}

std::vector<StoredRow> TurnOverlay::list(const ListQuery& query) {
  const auto range = key_range(query);
  if (!range || query.limit == 0) return {};
  Merge merge(*this, *range, query);
  if (!cleared_) {
    store_.scan(actor_, *range, query.order,
                [&merge](std::string_view key, std::string_view value) {
                  return merge.stored(key, value);
                });
  }
  return merge.finish();
}

void TurnOverlay::put(std::string_view key, std::string value) {
  check_key(key);
  const std::size_t limit = store_.limits().max_value_bytes;
  if (value.size() > limit) refuse(StoreErrorCode::value_too_large, value.size(), limit);
  write(key, std::move(value));
}

void TurnOverlay::remove(std::string_view key) {
  check_key(key);
  write(key, std::nullopt);
}

void TurnOverlay::remove_all() {
  if (depth_ > 0) {
    undo_.push_back({std::nullopt, std::nullopt, {}, cleared_});
    undo_.back().all_writes.swap(writes_);
  }
  writes_.clear();
  bytes_ = 0;
  cleared_ = true;
}

void TurnOverlay::check_key(std::string_view key) const {
  const std::size_t limit = store_.limits().max_key_bytes;
  if (key.size() > limit) refuse(StoreErrorCode::key_too_long, key.size(), limit);
}

void TurnOverlay::write(std::string_view key, std::optional<std::string> value) {
  const auto found = writes_.find(key);
  const bool known = found != writes_.end();
  const std::size_t before = known ? bytes_of(key, found->second) : 0;
  const std::size_t after = bytes_ - before + bytes_of(key, value);
  const std::size_t limit = store_.limits().max_turn_bytes;
  if (after > limit) refuse(StoreErrorCode::turn_too_large, after, limit);

  if (depth_ > 0) {
    Undo undo{std::string(key), std::nullopt, {}, cleared_};
    if (known) undo.previous = found->second;
    undo_.push_back(std::move(undo));
  }
  if (known) {
    found->second = std::move(value);
  } else {
    writes_.emplace(std::string(key), std::move(value));
  }
  bytes_ = after;
}

void TurnOverlay::undo_to(std::size_t mark) noexcept {
  while (undo_.size() > mark) {
    Undo& last = undo_.back();
    if (!last.key) {
      writes_ = std::move(last.all_writes);
      cleared_ = last.was_cleared;
    } else if (const auto write = writes_.find(*last.key); write != writes_.end()) {
      if (last.previous) {
        write->second = std::move(*last.previous);
      } else {
        writes_.erase(write);
      }
    }
    undo_.pop_back();
  }
  count_bytes();
}

void TurnOverlay::count_bytes() noexcept {
  bytes_ = 0;
  for (const auto& [key, value] : writes_)
    bytes_ += bytes_of(key, value);
}

TurnOverlay::Savepoint::Savepoint(TurnOverlay& overlay)
    : overlay_(overlay), mark_(overlay.undo_.size()) {
  const std::size_t limit = overlay.store_.limits().max_transaction_depth;
  if (overlay.depth_ >= limit) refuse(StoreErrorCode::too_deep, overlay.depth_ + 1, limit);
  ++overlay_.depth_;
}

TurnOverlay::Savepoint::~Savepoint() {
  if (!kept_) overlay_.undo_to(mark_);
  if (--overlay_.depth_ == 0) overlay_.undo_.clear();
}

}  // namespace candela
