#include "walk.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "append.hpp"

namespace candela {

namespace {

bool is_walked(Kind kind) noexcept {
  return kind == Kind::object || kind == Kind::array || kind == Kind::map || kind == Kind::set ||
         kind == Kind::error;
}

constexpr std::array walked_parts = {Value::ErrorPart::cause};

bool needs_rebuilding(Place::Kind kind) noexcept {
  return kind == Place::Kind::member || kind == Place::Kind::map_key;
}

}  // namespace

void Walk::start(Value root) {
  if (!is_walked(root.kind()) || !seen_.insert(root)) return;
  Frame frame;
  frame.cursor = root.entries();
  frame.place.container = root;
  switch (root.kind()) {
    case Kind::object: frame.place.kind = Place::Kind::property; break;
    case Kind::set: frame.place.kind = Place::Kind::member; break;
    default: frame.place.kind = Place::Kind::element; break;
  }
  append(frames_, std::move(frame));
}

bool Walk::next() {
  while (!frames_.empty()) {
    if (advance(frames_.back())) return true;
    frames_.pop_back();
  }
  return false;
}

bool Walk::advance(Frame& frame) {
  const Kind kind = frame.place.container.kind();
  if (kind == Kind::error) return advance_error(frame);
  if (kind == Kind::map) return advance_map(frame);
  if (frame.stage == 0) {
    frame.stage = 1;
  } else {
    frame.cursor.next();
    ++frame.position;
  }
  if (frame.cursor.done()) return false;
  frame.place.index = frame.position;
  if (kind == Kind::object) frame.place.name = frame.cursor.name();
  frame.value = frame.cursor.value();
  return true;
}

// Parts first, then own properties: the order in which they are written.
bool Walk::advance_error(Frame& frame) {
  while (frame.stage < walked_parts.size()) {
    const Value::ErrorPart part = walked_parts[frame.stage++];
    if (!frame.place.container.error_has(part)) continue;
    frame.place.kind = Place::Kind::error_part;
    frame.place.part = part;
    frame.value = frame.place.container.error_part(part);
    return true;
  }
  if (frame.stage == walked_parts.size()) {
    ++frame.stage;
  } else {
    frame.cursor.next();
  }
  if (frame.cursor.done()) return false;
  frame.place.kind = Place::Kind::property;
  frame.place.name = frame.cursor.name();
  frame.value = frame.cursor.value();
  return true;
}

bool Walk::advance_map(Frame& frame) {
  if (frame.stage == 1) {  // the key was given, its value follows
    frame.stage = 2;
    frame.place.kind = Place::Kind::map_value;
    frame.place.key = frame.value;
    frame.value = frame.cursor.value();
    return true;
  }
  if (frame.stage == 2) {
    frame.cursor.next();
    ++frame.position;
  }
  if (frame.cursor.done()) return false;
  frame.stage = 1;
  frame.place.kind = Place::Kind::map_key;
  frame.place.index = frame.position;
  frame.value = frame.cursor.key();
  return true;
}

void Replacements::apply() {
  const auto in_place = std::stable_partition(list_.begin(), list_.end(), [](const Replacement& r) {
    return !needs_rebuilding(r.place.kind);
  });
  for (auto it = list_.begin(); it != in_place; ++it) {
    Place& place = it->place;
    switch (place.kind) {
      case Place::Kind::element: place.container.set_at(place.index, it->value); break;
      case Place::Kind::error_part: place.container.set_error_part(place.part, it->value); break;
      case Place::Kind::map_value: place.container.put(place.key, it->value); break;
      default: place.container.set(place.name, it->value); break;
    }
  }
  std::stable_sort(in_place, list_.end(), [](const Replacement& a, const Replacement& b) {
    return std::pair(a.place.container.slot(), a.place.index) <
           std::pair(b.place.container.slot(), b.place.index);
  });
  for (std::size_t begin = static_cast<std::size_t>(in_place - list_.begin()), end = begin;
       begin < list_.size(); begin = end) {
    while (end < list_.size() && list_[end].place.container.is(list_[begin].place.container))
      ++end;
    rebuild(begin, end);
  }
  list_.clear();
}

// Members and keys cannot be written over: a Set or Map is emptied and filled again, in its order.
// The replacements of one container are in that order too; of two for one place the later counts.
void Replacements::rebuild(std::size_t begin, std::size_t end) {
  Value container = list_[begin].place.container;
  const bool is_map = container.is_map();
  std::vector<std::pair<Value, Value>> entries;
  for (auto entry = container.entries(); !entry.done(); entry.next())
    entries.emplace_back(entry.key(), is_map ? entry.value() : Value());
  for (const auto& entry : entries)
    container.remove(entry.first);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    Value key = entries[i].first;
    while (begin < end && list_[begin].place.index == i)
      key = list_[begin++].value;
    if (is_map) {
      container.put(key, entries[i].second);
    } else {
      container.add(key);
    }
  }
}

}  // namespace candela
