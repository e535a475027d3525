#include "place_text.hpp"

#include <algorithm>

#include "plan.hpp"
#include "text_form.hpp"

namespace candela {

namespace {

bool is_plain(std::string_view name) {
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$';
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), is_part) &&
         !(name.front() >= '0' && name.front() <= '9');
}

std::string quoted(std::string_view text) {
  return "\"" + shortened(text) + "\"";
}

std::string step_text(const Place& place) {
  switch (place.kind) {
    case Place::Kind::element: return index_text(place.index);
    case Place::Kind::error_part: return ".cause";
    case Place::Kind::map_key: return ".keys()" + index_text(place.index);
    case Place::Kind::member: return ".values()" + index_text(place.index);
    case Place::Kind::map_value:
      if (place.key.is_string()) return ".get(" + quoted(place.key.as_string()) + ")";
      if (place.key.is_number()) return ".get(" + number_text(place.key.as_number()) + ")";
      return ".values()" + index_text(place.index);
    case Place::Kind::property: break;
  }
  return is_plain(place.name) ? "." + std::string(place.name) : "[" + quoted(place.name) + "]";
}

bool is_same(const Place& left, const Place& right) {
  return left.kind == right.kind && left.container.is(right.container) &&
         left.index == right.index && left.name == right.name;
}

}  // namespace

std::string index_text(std::size_t index) {
  return "[" + std::to_string(index) + "]";
}

std::string place_text(Value root, const Place& place) {
  IdentityMap seen;
  Walk walk(seen);
  for (walk.start(root); walk.next();) {
    if (is_same(walk.place(), place)) {
      std::string way;
      for (std::size_t level = 0; level < walk.depth() && way.size() <= shown_text_bytes; ++level)
        way += step_text(walk.place_at(level));
      return way.size() <= shown_text_bytes ? way : way + "…";
    }
    if (!is_nested_marker(walk.value())) walk.enter();
  }
  return {};
}

}  // namespace candela
