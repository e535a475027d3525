#include "walk.hpp"

#include <string_view>
#include <utility>

namespace candela {

void GraphWalk::enter(HeaderIndex container) {
  std::vector<std::uint32_t> order;
  if (core_[container].has_index_keys) order = core_.property_order(container);
  frames_.push_back(Frame{container, 0, 0, 0, !order.empty()});
  if (!order.empty()) orders_.push_back(std::move(order));
}

void GraphWalk::leave() {
  if (frames_.back().ordered) orders_.pop_back();
  frames_.pop_back();
}

bool GraphWalk::next() {
  Frame& frame = frames_.back();
  if (steps_.size() == frames_.size()) steps_.pop_back();
  Path::Step step;
  if (!find(frame, step)) return false;
  steps_.push_back(step);
  return true;
}

std::optional<std::uint32_t> GraphWalk::cell() const noexcept {
  const Frame& frame = frames_.back();
  const Header& header = core_[frame.header];
  if (frame.at >= Core::value_cells(header)) return std::nullopt;
  return header.cells + frame.at;
}

bool GraphWalk::find(Frame& frame, Path::Step& step) {
  const Header& header = core_[frame.header];
  switch (header.kind) {
    case Kind::object:
    case Kind::error: return find_property(frame, step);
    case Kind::map:
    case Kind::set: return find_entry(frame, step);
    case Kind::array:
      while (frame.next < header.size && core_.cells[header.cells + frame.next] == slots::hole)
        ++frame.next;
      if (frame.next >= header.size) return false;
      frame.at = frame.next++;
      step = {Path::StepKind::index, {}, frame.at};
      return true;
    case Kind::host:
      if (frame.next++ != 0) return false;
      frame.at = 1;
      step.kind = Path::StepKind::payload;
      return true;
    default: return false;
  }
}

bool GraphWalk::find_property(Frame& frame, Path::Step& step) const {
  constexpr std::string_view parts[] = {"name", "message", "stack", "cause"};
  const Header& header = core_[frame.header];
  const std::uint32_t first = Core::first_value(header);
  while (frame.next < first + header.size) {
    const std::uint32_t position = frame.next++;
    const std::uint32_t property = position - first;
    frame.at = position;
    if (position >= first && frame.ordered) {
      if (property >= orders_.back().size()) return false;
      frame.at = first + orders_.back()[property];
    }
    if (frame.at >= first + header.size) continue;
    if (core_.cells[header.cells + frame.at] == slots::hole) continue;
    if (position < first) {
      step = {Path::StepKind::error_part, parts[position], 0};
    } else {
      const KeyId key = core_.words[header.words + frame.at - first];
      step = {Path::StepKind::property, core_.key_text(key), 0};
    }
    return true;
  }
  return false;
}

/// A Map's entry is two steps: its key, its value.
bool GraphWalk::find_entry(Frame& frame, Path::Step& step) const {
  const Header& header = core_[frame.header];
  const bool is_map = header.kind == Kind::map;
  const std::uint32_t stride = is_map ? 2 : 1;
  while (frame.next < header.size * stride) {
    const std::uint32_t position = frame.next++;
    const bool is_value = position % stride == 1;
    if (core_.cells[header.cells + position - (is_value ? 1 : 0)] == slots::hole) continue;
    frame.at = position;
    if (!is_value) ++frame.entry;
    step.kind = is_value ? Path::StepKind::map_value
                : is_map ? Path::StepKind::map_key
                         : Path::StepKind::set_member;
    step.index = frame.entry - 1;
    return true;
  }
  return false;
}

std::string path_to(const Core& core, HeaderIndex wanted) {
  GraphWalk walk(core);
  std::vector<bool> met(core.headers.size(), false);
  const auto meet = [&](Slot slot) {
    if (!slots::is_reference(slot) || met[slots::header_of(slot)]) return false;
    met[slots::header_of(slot)] = true;
    if (slots::header_of(slot) == wanted) return true;
    walk.enter(slots::header_of(slot));
    return false;
  };
  if (meet(core.root)) return walk.path().text();
  while (walk.inside()) {
    if (!walk.next()) {
      walk.leave();
    } else if (meet(core.cells[*walk.cell()])) {
      return walk.path().text();
    }
  }
  return {};
}

}  // namespace candela
