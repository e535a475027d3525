#include "schema.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace candela::tool {
namespace {

enum Type : std::uint8_t { null, boolean, integer, number, string, array, object };
constexpr std::string_view type_names[] = {"null",   "boolean", "integer", "number",
                                           "string", "array",   "object"};
constexpr std::size_t none = ~std::size_t{0};

/// What stands at one place, in however many values.
struct Place {
  unsigned types = 0;       // a bit for each
  std::size_t objects = 0;  // how many were objects
  std::size_t items = none;
  std::vector<std::pair<std::string, std::size_t>> properties;  // in the order of first sight
  std::vector<std::size_t> times;                               // each property was there
  std::unordered_map<std::string, std::size_t> known;           // their positions
};

class Places {
 public:
  explicit Places(Value root) {
    places_.emplace_back();
    waiting_.push_back({root, 0});
    while (!waiting_.empty()) {
      const auto [value, at] = waiting_.back();
      waiting_.pop_back();
      note(value, at);
    }
  }
  const Place& operator[](std::size_t at) const { return places_[at]; }

 private:
  static Type type_of(Value value) {
    switch (value.kind()) {
      case Kind::null: return null;
      case Kind::boolean: return boolean;
      case Kind::string: return string;
      case Kind::array: return array;
      case Kind::object: return object;
      default: return std::trunc(value.as_number()) == value.as_number() ? integer : number;
    }
  }

  std::size_t add() {
    places_.emplace_back();
    return places_.size() - 1;
  }

  void note(Value value, std::size_t at) {
    const Type type = type_of(value);
    places_[at].types |= 1U << type;
    if (type == array) {
      if (places_[at].items == none && value.size() != 0) {
        const std::size_t items = add();
        places_[at].items = items;
      }
      for (auto element = value.entries(); !element.done(); element.next())
        waiting_.push_back({element.value(), places_[at].items});
    }
    if (type != object) return;
    ++places_[at].objects;
    for (auto property = value.entries(); !property.done(); property.next()) {
      const std::string name(property.name());
      const auto found = places_[at].known.find(name);
      std::size_t position = places_[at].properties.size();
      if (found != places_[at].known.end()) {
        position = found->second;
      } else {
        const std::size_t place = add();
        places_[at].known.emplace(name, position);
        places_[at].properties.emplace_back(name, place);
        places_[at].times.push_back(0);
      }
      ++places_[at].times[position];
      waiting_.push_back({property.value(), places_[at].properties[position].second});
    }
  }

  std::vector<Place> places_;
  std::vector<std::pair<Value, std::size_t>> waiting_;
};

/// An integer is a number: where both were seen, the wider one says it.
Value types_of(Document& doc, unsigned types) {
  if ((types & (1U << number)) != 0) types &= ~(1U << integer);
  Value names = doc.array();
  for (unsigned type = 0; type < std::size(type_names); ++type)
    if ((types & (1U << type)) != 0) names.push(type_names[type]);
  return names.size() == 1 ? names[0] : names;
}

}  // namespace

Document schema_of(Value plain) {
  const Places places(plain);
  Document doc;
  Value root = doc.object({{"$schema", "https://json-schema.org/draft/2020-12/schema"}});
  doc.set_root(root);
  std::vector<std::pair<Value, std::size_t>> waiting = {{root, 0}};
  while (!waiting.empty()) {
    auto [schema, at] = waiting.back();
    waiting.pop_back();
    const Place& place = places[at];
    schema.set("type", types_of(doc, place.types));
    if (place.objects != 0) {
      Value properties = doc.object();
      Value required = doc.array();
      for (std::size_t i = 0; i < place.properties.size(); ++i) {
        const auto& [name, inner] = place.properties[i];
        const Value made = doc.object();
        properties.set(name, made);
        if (place.times[i] == place.objects) required.push(name);
        waiting.emplace_back(made, inner);
      }
      schema.set("properties", properties);
      if (required.size() != 0) schema.set("required", required);
    }
    if (place.items != none) {
      const Value items = doc.object();
      schema.set("items", items);
      waiting.emplace_back(items, place.items);
    }
  }
  return doc;
}

}  // namespace candela::tool
