#include <candela/runtime/kv.hpp>

#include "stored_value.hpp"
#include "turn.hpp"

namespace candela {

TurnOverlay& Kv::overlay() const {
  return turn_->overlay();
}

std::optional<Document> Kv::read(std::string_view key) const {
  const std::optional<std::string> stored =
      turn_->use([key](TurnOverlay& overlay) { return overlay.get(key); });
  if (!stored) return std::nullopt;
  return decode_stored(*stored, turn_->hosts());
}

std::vector<KvEntry<Document>> Kv::read_list(const ListQuery& query) const {
  std::vector<StoredRow> rows =
      turn_->use([&query](TurnOverlay& overlay) { return overlay.list(query); });
  std::vector<KvEntry<Document>> entries;
  entries.reserve(rows.size());
  for (StoredRow& row : rows)
    entries.push_back({std::move(row.key), decode_stored(row.value, turn_->hosts())});
  return entries;
}

void Kv::write(std::string_view key, Value value) const {
  std::string stored = encode_stored(value, turn_->hosts());
  turn_->use([key, &stored](TurnOverlay& overlay) { return overlay.put(key, std::move(stored)); });
}

void Kv::remove(std::string_view key) const {
  turn_->use([key](TurnOverlay& overlay) { return overlay.remove(key); });
}

void Kv::remove_all() const {
  turn_->use([](TurnOverlay& overlay) { return overlay.remove_all(); });
}

}  // namespace candela
