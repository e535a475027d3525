#pragma once
// A workload that shows what was lost: turn n writes n under three keys of one of seven actors. So
// a half turn shows as keys that differ, a missing one as a gap among the last seven numbers.

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <candela/runtime/group_commit.hpp>
#include <candela/runtime/turn_overlay.hpp>

namespace candela {

inline constexpr int numbered_actors = 7;

inline ActorRecord numbered_actor(int turn) {
  return ActorRecord({"NUMBERED", ActorKey("actor" + std::to_string(turn % numbered_actors))});
}

/// `told` is called as make_turn_waiter says.
template <typename Told>
void submit_numbered_turn(Store& store, GroupCommit& group, int turn, Told told) {
  auto record = numbered_actor(turn);
  TurnOverlay overlay(store, record);
  for (const char* key : {"x", "y", "z"})
    overlay.put(key, std::to_string(turn));
  group.submit(record, overlay, Durability::strict, make_turn_waiter(std::move(told)));
}

/// The last turn that is stored. Throws if one is there by half, or without its predecessors.
inline int last_numbered_turn(Store& store) {
  std::vector<int> stored;
  for (int i = 0; i < numbered_actors; ++i) {
    auto record = numbered_actor(i);
    const auto x = store.get(record, "x");
    if (store.get(record, "y") != x || store.get(record, "z") != x) {
      throw std::runtime_error("a half turn of actor " + std::to_string(i));
    }
    if (x) stored.push_back(std::stoi(*x));
  }
  if (stored.empty()) return 0;
  const int last = *std::max_element(stored.begin(), stored.end());
  for (int turn = std::max(1, last - numbered_actors + 1); turn <= last; ++turn) {
    if (std::count(stored.begin(), stored.end(), turn) != 1) {
      throw std::runtime_error(std::to_string(last) + " is there, " + std::to_string(turn) +
                               " is not");
    }
  }
  return last;
}

}  // namespace candela
