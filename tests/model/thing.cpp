#include "thing.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace candela::model {

Thing* Thing::find(std::string_view name) const {
  for (const auto& [key, value] : properties) {
    if (key == name) return value;
  }
  return nullptr;
}

void Thing::set(std::string_view name, Thing* value) {
  for (auto& [key, current] : properties) {
    if (key != name) continue;
    current = value;
    return;
  }
  properties.emplace_back(name, value);
}

Thing* Heap::boolean(bool flag) {
  Thing* made = make(Type::boolean);
  made->flag = flag;
  return made;
}
Thing* Heap::number(double number) {
  Thing* made = make(Type::number);
  made->number = number;
  return made;
}
Thing* Heap::string(std::string_view text) {
  Thing* made = make(Type::string);
  made->text = text;
  return made;
}
Thing* Heap::array(Things elements) {
  Thing* made = make(Type::array);
  made->elements = std::move(elements);
  return made;
}
Thing* Heap::object(std::vector<std::pair<std::string, Thing*>> properties) {
  Thing* made = make(Type::object);
  made->properties = std::move(properties);
  return made;
}
Thing* Heap::error(std::string_view name, std::string_view message) {
  Thing* made = make(Type::error);
  made->text = name;
  made->message = message;
  return made;
}
Thing* Heap::function(std::string_view name, Function call) {
  Thing* made = make(Type::function);
  made->text = name;
  made->call = std::move(call);
  return made;
}
Thing* Heap::capability(const Object& object, bool is_owned) {
  Thing* made = make(Type::capability);
  made->object = &object;
  made->is_owned = is_owned;
  return made;
}

bool same_value_zero(const Thing& left, const Thing& right) {
  if (left.type != right.type) return false;
  if (left.has_identity()) return &left == &right;
  if (left.is(Type::boolean)) return left.flag == right.flag;
  if (left.is(Type::string)) return left.text == right.text;
  if (!left.is(Type::number)) return true;
  return left.number == right.number || (std::isnan(left.number) && std::isnan(right.number));
}

bool same_value(const Thing& left, const Thing& right) {
  const bool zeros = left.is(Type::number) && left.number == 0;
  return same_value_zero(left, right) &&
         (!zeros || std::signbit(left.number) == std::signbit(right.number));
}

namespace {

/// As a Map or Set keeps it.
Thing* as_key(Heap& heap, Thing* key) {
  return key->is(Type::number) && key->number == 0 ? heap.number(0) : key;
}

}  // namespace

void put_entry(Heap& heap, Thing& map, Thing* key, Thing* value) {
  for (auto& [known, current] : map.entries) {
    if (!same_value_zero(*known, *key)) continue;
    current = value;
    return;
  }
  map.entries.emplace_back(as_key(heap, key), value);
}

std::vector<Spot> spots_of(Thing& container) {
  std::vector<Spot> spots;
  const auto add = [&](Spot::Kind kind, std::size_t index, std::string name, Thing* value) {
    spots.push_back({&container, kind, index, std::move(name), value});
  };
  if (container.cause) add(Spot::Kind::cause, 0, {}, container.cause);
  for (const auto& [key, value] : container.properties)
    add(Spot::Kind::property, 0, key, value);
  const bool is_set = container.is(Type::set);
  for (std::size_t i = 0; i < container.elements.size(); ++i) {
    if (container.elements[i])
      add(is_set ? Spot::Kind::member : Spot::Kind::element, i, {}, container.elements[i]);
  }
  for (std::size_t i = 0; i < container.entries.size(); ++i) {
    add(Spot::Kind::map_key, i, {}, container.entries[i].first);
    add(Spot::Kind::map_value, i, {}, container.entries[i].second);
  }
  return spots;
}

void put(const Spot& spot, Thing* value) {
  Thing& container = *spot.container;
  switch (spot.kind) {
    case Spot::Kind::cause: container.cause = value; break;
    case Spot::Kind::property: container.set(spot.name, value); break;
    case Spot::Kind::element: container.elements[spot.index] = value; break;
    case Spot::Kind::map_key: container.entries[spot.index].first = value; break;
    case Spot::Kind::map_value: container.entries[spot.index].second = value; break;
    case Spot::Kind::member:
      std::replace(container.elements.begin(), container.elements.end(), spot.value, value);
      break;
  }
}

void tidy(Heap& heap, Thing& container) {
  if (container.is(Type::set)) {
    Things members;
    for (Thing* member : container.elements) {
      const auto same = [&](const Thing* other) { return same_value_zero(*other, *member); };
      if (std::none_of(members.begin(), members.end(), same))
        members.push_back(as_key(heap, member));
    }
    container.elements = std::move(members);
  } else if (container.is(Type::map)) {
    const auto entries = std::exchange(container.entries, {});
    for (const auto& [key, value] : entries)
      put_entry(heap, container, key, value);
  }
}

Thing* Reader::read(Value value) {
  switch (value.kind()) {
    case Kind::undefined: return heap_.undefined();
    case Kind::null: return heap_.make(Type::null);
    case Kind::boolean: return heap_.boolean(value.as_boolean());
    case Kind::number: return heap_.number(value.as_number());
    case Kind::string: return heap_.string(value.as_string());
    default: break;
  }
  if (value.has_identity()) {
    if (const auto known = known_.find(value.slot()); known != known_.end()) return known->second;
  }
  Thing* made = heap_.make(Type::other);
  if (value.has_identity()) known_.emplace(value.slot(), made);
  read_contents(value, *made);
  return made;
}

void Reader::read_contents(Value value, Thing& thing) {
  switch (value.kind()) {
    case Kind::object: thing.type = Type::object; break;
    case Kind::array: thing.type = Type::array; break;
    case Kind::map: thing.type = Type::map; break;
    case Kind::set: thing.type = Type::set; break;
    case Kind::error: {
      thing.type = Type::error;
      thing.text = value.error_name();
      thing.message = value.error_message();
      const Value stack = value.error_part(Value::ErrorPart::stack);
      if (stack.is_string()) thing.stack = stack.as_string();
      if (value.error_has(Value::ErrorPart::cause))
        thing.cause = read(value.error_part(Value::ErrorPart::cause));
      break;
    }
    case Kind::function:
      thing.type = Type::function;
      thing.text = value.function_name();
      return;
    default: thing.other = value; return;
  }
  for (auto entry = value.entries(); !entry.done(); entry.next()) {
    if (thing.is(Type::array)) {
      thing.elements.push_back(value.is_hole(entry.index()) ? nullptr : read(entry.value()));
    } else if (thing.is(Type::set)) {
      thing.elements.push_back(read(entry.key()));
    } else if (thing.is(Type::map)) {
      Thing* key = read(entry.key());
      thing.entries.emplace_back(key, read(entry.value()));
    } else {
      thing.properties.emplace_back(entry.name(), read(entry.value()));
    }
  }
}

Value Writer::write(const Thing& thing) {
  if (const auto known = known_.find(&thing); known != known_.end()) return known->second;
  const Value made = make(thing);
  if (!thing.has_identity()) return made;
  known_.emplace(&thing, made);
  write_contents(thing, made);
  return made;
}

Value Writer::make(const Thing& thing) {
  switch (thing.type) {
    case Type::undefined: return document_.undefined();
    case Type::null: return document_.null();
    case Type::boolean: return document_.boolean(thing.flag);
    case Type::number: return document_.number(thing.number);
    case Type::string: return document_.string(thing.text);
    case Type::object: return document_.object();
    case Type::array: return document_.array();
    case Type::map: return document_.make_map();
    case Type::set: return document_.make_set();
    case Type::error: return document_.error(thing.text, thing.message);
    case Type::function: return document_.function(thing.text);
    case Type::capability: return document_.host("capability", document_.undefined());
    default: return document_.copy(thing.other);
  }
}

void Writer::write_contents(const Thing& thing, Value value) {
  if (!thing.stack.empty()) value.set_error_part(Value::ErrorPart::stack, thing.stack);
  if (thing.cause) value.set_error_part(Value::ErrorPart::cause, write(*thing.cause));
  for (const auto& [key, property] : thing.properties)
    value.set(key, write(*property));
  for (const Thing* element : thing.elements) {
    if (thing.is(Type::set)) {
      value.add(write(*element));
    } else if (element) {
      value.push(write(*element));
    } else {
      value.resize(value.size() + 1);
    }
  }
  for (const auto& [key, mapped] : thing.entries) {
    const Value written = write(*key);
    value.put(written, write(*mapped));
  }
}

std::string number_in_words(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  if (number == 0) return "0";
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", number);
  return text;
}

namespace {

class Printer {
 public:
  std::string print(const Thing* thing) {
    if (!thing) return "<hole>";
    switch (thing->type) {
      case Type::undefined: return "undefined";
      case Type::null: return "null";
      case Type::boolean: return thing->flag ? "true" : "false";
      case Type::number: return number_in_words(thing->number);
      case Type::string: return "'" + thing->text + "'";
      case Type::function: return "fn " + thing->text;
      case Type::capability: return "@" + thing->object->text;
      case Type::other: return "<other>";
      default: break;
    }
    const auto [known, is_new] = known_.emplace(thing, known_.size());
    return is_new ? contents(*thing) : "#" + std::to_string(known->second);
  }

 private:
  std::string contents(const Thing& thing) {
    std::string all;
    if (thing.is(Type::error)) all = thing.text + "(" + thing.message + ")";
    if (thing.is(Type::map)) all = "Map";
    if (thing.is(Type::set)) all = "Set";
    all += thing.is(Type::array) ? "[" : "{";
    if (thing.cause) all += "cause:" + print(thing.cause) + ",";
    for (const auto& [key, value] : thing.properties)
      all += key + ":" + print(value) + ",";
    for (const Thing* element : thing.elements)
      all += print(element) + ",";
    for (const auto& [key, value] : thing.entries) {
      all += print(key) + "=>";
      all += print(value) + ",";
    }
    return all + (thing.is(Type::array) ? "]" : "}");
  }
  std::map<const Thing*, std::size_t> known_;
};

}  // namespace

std::string shown(const Thing& thing) {
  return Printer().print(&thing);
}

}  // namespace candela::model
