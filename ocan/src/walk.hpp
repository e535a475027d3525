// Every place of a graph in which a value stands, in document order, each container once.
//
//   Walk walk(seen);
//   for (walk.start(root); walk.next();) {
//     if (interesting(walk.value())) note(walk.place()); else walk.enter();
//   }
//
// Iterative: depth costs memory, not stack.
// Requires: nothing is written while a walk is under way; what is to be written goes into
// Replacements.
// Threads: one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <candela/structured_clone/value.hpp>

#include "identity_map.hpp"

namespace candela {

/// Where a value stands in a container.
struct Place {
  enum class Kind : std::uint8_t { element, property, error_part, map_key, map_value, member };
  Value container;
  Kind kind = Kind::element;
  Value::ErrorPart part = Value::ErrorPart::cause;
  std::size_t index = 0;       ///< Of an element; of Maps and Sets the number of entries before it.
  std::string_view name = {};  ///< A property's.
  Value key = {};              ///< A map_value's.
};

class Walk {
 public:
  /// Containers in `seen` are not entered; those that are entered are added to it.
  explicit Walk(IdentityMap& seen) noexcept : seen_(seen) {}

  void start(Value root);
  /// Forgets where it is: for one that was left before its end.
  void stop() noexcept { frames_.clear(); }
  /// To the next place; false at the end.
  bool next();
  Value value() const noexcept { return frames_.back().value; }
  const Place& place() const noexcept { return frames_.back().place; }
  /// Into the current value, if it is a container and not seen yet.
  void enter() { start(value()); }

  /// Containers that the current place is inside of, the root counted; `place_at(0)` is the root's.
  std::size_t depth() const noexcept { return frames_.size(); }
  const Place& place_at(std::size_t level) const noexcept { return frames_[level].place; }

 private:
  struct Frame {
    Value::Cursor cursor;
    Place place;
    Value value;
    std::size_t position = 0;
    std::uint8_t stage = 0;
  };
  static bool advance(Frame& frame);
  static bool advance_error(Frame& frame);
  static bool advance_map(Frame& frame);

  IdentityMap& seen_;
  std::vector<Frame> frames_;
};

/// Values to be put into places, all at once. Order in Maps and Sets is kept.
class Replacements {
 public:
  void add(const Place& place, Value value) { list_.push_back({place, value}); }
  bool empty() const noexcept { return list_.empty(); }
  /// Puts them, and is empty again.
  void apply();

 private:
  struct Replacement {
    Place place;
    Value value;
  };
  void rebuild(std::size_t begin, std::size_t end);

  std::vector<Replacement> list_;
};

/// The places in a copy where something of interest stands in the original.
struct CopiedPlace {
  Place place;     ///< In the copy.
  Value original;  ///< In the original.
};

/// `copy` is Document::copy of `original`. In document order; what is interesting is not entered.
template <typename Interesting>
std::vector<CopiedPlace> places_in_copy(Value original, Value copy, Interesting&& interesting) {
  IdentityMap seen;
  IdentityMap seen_copy;
  Walk walk(seen);
  Walk walk_copy(seen_copy);
  std::vector<CopiedPlace> places;
  walk.start(original);
  walk_copy.start(copy);
  while (walk.next() && walk_copy.next()) {
    if (interesting(walk.value())) {
      places.push_back({walk_copy.place(), walk.value()});
    } else {
      walk.enter();
      walk_copy.enter();
    }
  }
  return places;
}

}  // namespace candela
