#include "shared_objects.hpp"

#include <algorithm>
#include <cstdint>

#include "graph/mix.hpp"

namespace candela::detail::bind {

void SharedObjects::run(const Type& type, const void* object, const PartRules& rules) {
  std::vector<OwnedPart> parts;
  std::vector<Level> levels;
  add_parts(type, object, parts, rules);
  levels.push_back({0, 0});
  while (!levels.empty()) {
    Level& level = levels.back();
    if (level.next == parts.size()) {
      parts.resize(level.first);
      levels.pop_back();
      continue;
    }
    const OwnedPart part = parts[level.next++];
    if (part.identity.object != nullptr && !visit(part.identity)) continue;
    const std::size_t first = parts.size();
    add_parts(*part.type, part.object, parts, rules);
    levels.push_back({first, first});
  }
  give_ranks();
}

std::uint32_t SharedObjects::rank(const Identity& identity) const noexcept {
  if (shared_.empty()) return none;
  const Entry& entry = table_[place(identity)];
  return entry.identity.object != nullptr && entry.is_shared ? entry.order : none;
}

std::size_t SharedObjects::place(const Identity& identity) const noexcept {
  const std::size_t mask = table_.size() - 1;
  const auto address = reinterpret_cast<std::uintptr_t>(identity.object);
  std::size_t at = mix(address ^ reinterpret_cast<std::uintptr_t>(identity.type)) & mask;
  while (table_[at].identity.object != nullptr && table_[at].identity != identity)
    at = (at + 1) & mask;
  return at;
}

bool SharedObjects::visit(const Identity& identity) {
  if (2 * count_ >= table_.size()) grow();
  Entry& entry = table_[place(identity)];
  if (entry.identity.object != nullptr) {
    entry.is_shared = true;
    return false;
  }
  entry = {identity, static_cast<std::uint32_t>(count_++), false};
  return true;
}

void SharedObjects::grow() {
  std::vector<Entry> before(std::max<std::size_t>(64, 2 * table_.size()));
  before.swap(table_);
  for (const Entry& entry : before)
    if (entry.identity.object != nullptr) table_[place(entry.identity)] = entry;
}

void SharedObjects::give_ranks() {
  std::vector<Entry*> entries;
  for (Entry& entry : table_)
    if (entry.is_shared) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(),
            [](const Entry* a, const Entry* b) { return a->order < b->order; });
  for (Entry* entry : entries) {
    entry->order = static_cast<std::uint32_t>(shared_.size());
    shared_.push_back(entry->identity);
  }
}

}  // namespace candela::detail::bind
