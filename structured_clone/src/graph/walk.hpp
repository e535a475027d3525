// A walk through a graph with the path to where it is, step by step: its user decides what is
// entered. Iterative.
//
// The graph may change while it is walked: what is looked at is looked up anew with each step, so
// that a container that was changed under the walk may be passed over in part, but nothing outside
// of it is ever touched.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <candela/structured_clone/path.hpp>

#include "core.hpp"

namespace candela {

class GraphWalk {
 public:
  explicit GraphWalk(const Core& core) : core_(core) {}

  /// The values in it come next. Objects in JavaScript's order; holes, removed entries and absent
  /// parts are no values. What has no values in it (a Date, a view…) is entered and has none.
  void enter(HeaderIndex container);
  bool inside() const noexcept { return !frames_.empty(); }
  HeaderIndex container() const noexcept { return frames_.back().header; }
  /// Goes to the next value of the innermost container; false when there is none.
  bool next();
  void leave();

  /// The cell of the value, as long as it is there.
  std::optional<std::uint32_t> cell() const noexcept;
  /// Of the value that `next` went to; of the innermost container, when it has no more.
  Path path() const noexcept { return Path(steps_); }

 private:
  struct Frame {
    HeaderIndex header;
    std::uint32_t next;   // position of the next value, in the order of the walk
    std::uint32_t at;     // of the current one, among the cells of the header
    std::uint32_t entry;  // entries of a Map or Set that were met
    bool ordered;         // the order stands in orders_
  };

  bool find(Frame& frame, Path::Step& step);
  bool find_property(Frame& frame, Path::Step& step) const;
  bool find_entry(Frame& frame, Path::Step& step) const;

  const Core& core_;
  std::vector<Frame> frames_;
  std::vector<Path::Step> steps_;  // one for each frame that is at a value
  std::vector<std::vector<std::uint32_t>> orders_;
};

/// The first path on which a walk from the root meets the container, or empty.
std::string path_to(const Core& core, HeaderIndex wanted);

}  // namespace candela
