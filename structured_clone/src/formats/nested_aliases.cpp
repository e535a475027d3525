#include "nested_aliases.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include <candela/structured_clone/error.hpp>

#include "graph/walk.hpp"

namespace candela {
namespace {

/// Makes `pool[index]` an element.
template <typename Elements, typename T>
void grow(Elements& pool, std::size_t index, const T& empty) {
  const std::uint32_t known = pool.size();
  pool.extend(index + 1 - known);
  std::fill(pool.data() + known, pool.data() + pool.size(), empty);
}

}  // namespace

NestedAliases::Alias& NestedAliases::at(std::uint32_t number) {
  if (number >= dense_) return far_[number];
  if (number >= aliases_.size()) grow(aliases_, number, Alias{});
  return aliases_[number];
}

HeaderIndex NestedAliases::mention(std::uint32_t number, std::size_t offset) {
  Alias& alias = at(number);
  if (alias.header != no_block) return alias.header;
  if (++count_ > limits_.aliases)
    throw CloneError(CloneErrorCode::limit_aliases,
                     "more aliases than limits.aliases (" + std::to_string(limits_.aliases) + ")",
                     offset);
  alias.header = core_.new_header(Kind::undefined);
  alias.offset = offset;
  const std::size_t word = alias.header / 64;
  if (word >= headers_.size()) grow(headers_, word, std::uint64_t{0});
  headers_[word] |= std::uint64_t{1} << (alias.header % 64);
  return alias.header;
}

void NestedAliases::define(std::uint32_t number, Slot body) {
  Alias& alias = at(number);
  alias.defined = true;
  forwards_.erase(alias.header);
  if (body != slots::reference(alias.header)) forwards_[alias.header] = body;
}

/// The whole text has been read: the place is the first mention, the path the first in the value.
void NestedAliases::refuse(const Alias& alias, const std::string& why) const {
  const std::string path = path_to(core_, alias.header);
  throw CloneError(CloneErrorCode::bad_reference, why, alias.offset,
                   path.empty() ? "meta.aliases" : path);
}

/// Of the aliases in the circle, the one that is mentioned first.
void NestedAliases::refuse_circle(HeaderIndex header) const {
  std::unordered_set<HeaderIndex> circle;
  while (circle.insert(header).second)
    header = slots::header_of(forwards_.at(header));
  const Alias* first = nullptr;
  const auto look = [&](const Alias& alias) {
    if (circle.contains(alias.header) && (first == nullptr || alias.offset < first->offset))
      first = &alias;
  };
  for (std::uint32_t i = 0; i < aliases_.size(); ++i)
    look(aliases_[i]);
  for (const auto& [number, alias] : far_)
    look(alias);
  refuse(*first, "an alias refers to nothing but itself");
}

void NestedAliases::resolve() {
  const auto check = [this](std::uint32_t number, const Alias& alias) {
    if (alias.header != no_block && !alias.defined)
      refuse(alias, "$ref " + std::to_string(number) + " has no entry in meta.aliases");
  };
  for (std::uint32_t i = 0; i < aliases_.size(); ++i)
    check(i, aliases_[i]);
  for (const auto& [number, alias] : far_)
    check(number, alias);
  if (forwards_.empty()) return;
  // Each forward is shortened to its end, so that chains of references cost linear time in all.
  for (auto& [header, slot] : forwards_) {
    if (!slots::is_reference(slot) || !forwards_.contains(slots::header_of(slot))) continue;
    std::vector<HeaderIndex> chain{header};
    std::unordered_set<HeaderIndex> passed{header};
    Slot end = slot;
    while (slots::is_reference(end)) {
      const auto next = forwards_.find(slots::header_of(end));
      if (next == forwards_.end()) break;
      if (!passed.insert(next->first).second) refuse_circle(next->first);
      chain.push_back(next->first);
      end = next->second;
    }
    for (const HeaderIndex link : chain)
      forwards_[link] = end;
  }
  replace_everywhere();
}

Slot NestedAliases::follow(Slot slot) const {
  if (!slots::is_reference(slot)) return slot;
  const auto forward = forwards_.find(slots::header_of(slot));
  return forward == forwards_.end() ? slot : forward->second;
}

void NestedAliases::replace_everywhere() {
  core_.root = follow(core_.root);
  for (std::uint32_t i = 0; i < core_.cells.size(); ++i)
    core_.cells[i] = follow(core_.cells[i]);
  for (HeaderIndex index = 0; index < core_.headers.size(); ++index) {
    const Kind kind = core_[index].kind;
    if (kind == Kind::map || kind == Kind::set) rebuild_entries(index);
  }
}

/// Keys may have become other keys: the entries are put once more.
void NestedAliases::rebuild_entries(HeaderIndex index) {
  const Header old = core_[index];
  const std::uint32_t stride = old.kind == Kind::map ? 2 : 1;
  std::vector<Slot> entries(core_.cells.data() + old.cells,
                            core_.cells.data() + old.cells + old.size * std::size_t{stride});
  core_[index] = Header{};
  core_.become(index, old.kind);
  for (std::size_t i = 0; i < entries.size(); i += stride)
    if (entries[i] != slots::hole) core_.put_entry(index, entries[i], entries[i + stride - 1]);
}

}  // namespace candela
