// What the reader of V8's format knows of a container that is being read.
#pragma once

#include <cstddef>
#include <cstdint>

#include <candela/structured_clone/path.hpp>

#include "graph/core.hpp"
#include "text/shape_tree.hpp"

namespace candela {

struct V8Frame {
  enum class State : std::uint8_t {
    object,
    dense,             ///< its elements
    dense_properties,  ///< what follows on them
    sparse,
    map,
    set,
    error,
    host,      ///< before its payload
    host_end,  ///< behind it
  };

  HeaderIndex header = no_block;
  std::uint32_t first_value = 0;
  std::uint32_t first_key = 0;
  std::uint32_t length = 0;                   ///< of an array, as it says
  std::uint32_t properties = 0;               ///< of an array
  std::uint32_t index = no_index;             ///< of the array's property that is being read
  std::uint32_t holes = 0;                    ///< that were written
  KeyId key = no_key;                         ///< of the object's property that is being read
  ShapeTree::Node shape = ShapeTree::none;    ///< what was read of an object's keys
  ShapeTree::Node context = ShapeTree::none;  ///< the key under which the container stands
  State state = State::object;
  bool has_index_keys = false;
  bool may_repeat = false;  ///< keys were read outside of the tree, and not all were new

  /// The step from here to what is being read; false where there is none. `behind`: how many values
  /// are collected before that.
  bool step(const Core& core, std::size_t behind, Path::Step& step) const {
    const std::size_t position = behind - first_value;
    switch (state) {
      case State::object:
        if (key == no_key) return false;
        step = {Path::StepKind::property, core.key_text(key), 0};
        return true;
      case State::dense: step = {Path::StepKind::index, {}, position}; return true;
      case State::dense_properties:
      case State::sparse: step = {Path::StepKind::index, {}, index}; return index != no_index;
      case State::map:
        step = {position % 2 == 0 ? Path::StepKind::map_key : Path::StepKind::map_value,
                {},
                position / 2};
        return true;
      case State::set: step = {Path::StepKind::set_member, {}, position}; return true;
      case State::error: step = {Path::StepKind::error_part, "cause", 0}; return true;
      case State::host: step.kind = Path::StepKind::payload; return true;
      case State::host_end: break;
    }
    return false;
  }
};

}  // namespace candela
