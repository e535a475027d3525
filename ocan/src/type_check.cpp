#include "type_check.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include <candela/structured_clone/path.hpp>

#include "text_form.hpp"

namespace candela {

namespace {

using namespace detail::bind;

constexpr double greatest_exact = 9007199254740992;  // of a double's whole numbers

struct Range {
  double least;
  double greatest;
  bool has_bigints;  // beyond what a double holds
};
Range range_of(Shape shape) {
  using limits32 = std::numeric_limits<std::int32_t>;
  switch (shape) {
    case Shape::int8: return {-128, 127, false};
    case Shape::uint8: return {0, 255, false};
    case Shape::int16: return {-32768, 32767, false};
    case Shape::uint16: return {0, 65535, false};
    case Shape::int32: return {limits32::min(), limits32::max(), false};
    case Shape::uint32: return {0, std::numeric_limits<std::uint32_t>::max(), false};
    case Shape::int64: return {-greatest_exact, greatest_exact, true};
    default: return {0, greatest_exact, true};
  }
}

bool is_integer(const Type& type, Value value) {
  const Range range = range_of(type.shape);
  if (value.is_bigint()) return range.has_bigints;
  if (!value.is_number()) return false;
  const double number = value.as_number();
  return number == std::trunc(number) && number >= range.least && number <= range.greatest;
}

bool is_number(Value value) {
  return value.is_number() && std::isfinite(value.as_number());
}

bool is_bytes(Value value) {
  return value.kind() == Kind::typed_array && value.view_type() == ElementType::uint8;
}

bool is_name(const EnumType& type, Value value) {
  return value.is_string() &&
         std::any_of(type.names.begin(), type.names.end(),
                     [&](const EnumName& name) { return name.name == value.as_string(); });
}

/// Requires: a leaf.
bool is_leaf_value(const Type& type, Value value) {
  switch (type.shape) {
    case Shape::boolean: return value.is_boolean();
    case Shape::float32:
    case Shape::float64:
    case Shape::duration: return is_number(value);
    case Shape::string:
    case Shape::view: return value.is_string();
    case Shape::bigint: return value.is_bigint();
    case Shape::null: return value.is_null();
    case Shape::undefined: return value.is_undefined();
    case Shape::enumeration: return is_name(as<EnumType>(type), value);
    case Shape::date: return value.kind() == Kind::date && std::isfinite(value.date_ms());
    case Shape::bytes: return is_bytes(value);
    case Shape::bits: return value.is_array();  // and its elements
    case Shape::converted: return true;
    default: return is_integer(type, value);
  }
}

bool is_empty(Value value) {
  return value.is_undefined() || value.is_null();
}

const Type& inner_of(const Type& type) {
  switch (type.shape) {
    case Shape::optional: return *as<OptionalType>(type).inner;
    case Shape::unique: return *as<UniqueType>(type).inner;
    default: return *as<SharedType>(type).inner;
  }
}

/// In the newest version of its type.
bool must_be_there(const Member& member) {
  constexpr std::uint32_t newest = std::numeric_limits<std::uint32_t>::max();
  return !member.may_be_missing && member.type->shape != Shape::optional && member.until == newest;
}

bool has_unknown(const ObjectType& type, Value value) {
  std::size_t known = 0;
  for (const Member& member : type.members)
    known += std::size_t{value.has(member.name)};
  return known != value.size();
}

/// Seen from outside: without what is inside of containers.
bool looks_like(const Type& type, Value value) {
  switch (type.shape) {
    case Shape::list: {
      const auto& list = as<ListType>(type);
      return value.is_array() && (list.append != nullptr || list.fixed == value.size());
    }
    case Shape::tuple: return value.is_array() && value.size() == as<TupleType>(type).parts.size();
    case Shape::set: return value.is_set();
    case Shape::map: return value.is_map();
    case Shape::record: return value.is_object();
    case Shape::object: {
      const auto& object = as<ObjectType>(type);
      return value.is_object() &&
             std::all_of(object.members.begin(), object.members.end(),
                         [&](const Member& member) {
                           return !must_be_there(member) || value.has(member.name);
                         }) &&
             !(object.refuses_unknown && has_unknown(object, value));
    }
    case Shape::optional: return is_empty(value) || looks_like(inner_of(type), value);
    case Shape::unique:
    case Shape::shared:
    case Shape::weak: return value.is_null() || looks_like(inner_of(type), value);
    case Shape::variant: {
      const auto& alternatives = as<VariantType>(type).alternatives;
      return std::any_of(alternatives.begin(), alternatives.end(),
                         [&](const Type* alternative) { return looks_like(*alternative, value); });
    }
    default: return is_leaf_value(type, value);
  }
}

std::string expected_names(const EnumType& type) {
  std::string text = "one of ";
  for (const EnumName& name : type.names) {
    if (&name != type.names.data()) text += ", ";
    text.append("\"").append(name.name).append("\"");
  }
  return shortened(text);
}

std::string expected_alternatives(const VariantType& type);

std::string expected(const Type& type) {
  switch (type.shape) {
    case Shape::boolean: return "true or false";
    case Shape::float32:
    case Shape::float64:
    case Shape::duration: return "a number";
    case Shape::string:
    case Shape::view: return "a string";
    case Shape::bigint: return "a BigInt";
    case Shape::null: return "null";
    case Shape::undefined: return "undefined";
    case Shape::enumeration: return expected_names(as<EnumType>(type));
    case Shape::date: return "a Date";
    case Shape::bytes: return "a Uint8Array";
    case Shape::list:
      if (as<ListType>(type).append == nullptr)
        return "an array of " + std::to_string(as<ListType>(type).fixed);
      return "an array";
    case Shape::bits: return "an array";
    case Shape::tuple: return "an array of " + std::to_string(as<TupleType>(type).parts.size());
    case Shape::set: return "a Set";
    case Shape::map: return "a Map";
    case Shape::record:
    case Shape::object: return "an object";
    case Shape::optional:
    case Shape::unique:
    case Shape::shared:
    case Shape::weak: return expected(inner_of(type)) + " or null";
    case Shape::variant: return expected_alternatives(as<VariantType>(type));
    default: break;
  }
  const Range range = range_of(type.shape);
  return "a whole number from " + number_text(range.least) + " to " + number_text(range.greatest) +
         (range.has_bigints ? " or a BigInt" : "");
}

std::string expected_alternatives(const VariantType& type) {
  std::string text;
  for (const Type* alternative : type.alternatives)
    text += (text.empty() ? "" : "; ") + expected(*alternative);
  return "one of: " + text;
}

/// Goes through a value and its type, one container at a time.
class TypeCheck {
 public:
  std::optional<Mismatch> run(const Type& type, Value value) {
    enter(&type, value);
    while (problem_.empty() && !frames_.empty())
      step();
    if (problem_.empty()) return std::nullopt;
    return Mismatch{path(), std::move(problem_)};
  }

 private:
  struct Frame {
    const Type* type;
    Value value;
    std::size_t next = 0;                  // the member or element that comes next
    std::optional<Value::Cursor> entries;  // of Sets, Maps, records
    bool in_key = false;
  };
  struct Visit {
    const Type* type;
    std::uint64_t identity;
    bool operator==(const Visit&) const = default;
  };
  struct VisitHash {
    std::size_t operator()(const Visit& visit) const noexcept {
      constexpr std::uint64_t spread = 0x9E37'79B9'7F4A'7C15;
      return std::hash<const Type*>{}(visit.type) ^ (visit.identity * spread >> 16);
    }
  };

  void refuse(const Type& type, Value value) {
    problem_ = "expected " + expected(type) + ", found " + found_text(value);
  }

  void enter(const Type* type, Value value) {
    for (;;) {
      switch (type->shape) {
        case Shape::optional:
          if (is_empty(value)) return;
          type = &inner_of(*type);
          continue;
        case Shape::unique:
        case Shape::shared:
        case Shape::weak:
          if (value.is_null()) return;
          type = &inner_of(*type);
          continue;
        case Shape::variant: {
          const auto& alternatives = as<VariantType>(*type).alternatives;
          const auto chosen = std::find_if(
              alternatives.begin(), alternatives.end(),
              [&](const Type* alternative) { return looks_like(*alternative, value); });
          if (chosen == alternatives.end()) return refuse(*type, value);
          type = *chosen;
          continue;
        }
        default: return open(*type, value);
      }
    }
  }

  void open(const Type& type, Value value) {
    if (is_leaf(type.shape) && type.shape != Shape::bits) {
      if (!is_leaf_value(type, value)) refuse(type, value);
      return;
    }
    const bool is_right = type.shape == Shape::object ? value.is_object() : looks_like(type, value);
    if (!is_right) return refuse(type, value);
    if (!visited_.insert({&type, value.slot()}).second) return;
    Frame frame{&type, value, 0, std::nullopt, false};
    if (type.shape == Shape::set || type.shape == Shape::map || type.shape == Shape::record)
      frame.entries = value.entries();
    frames_.push_back(std::move(frame));
  }

  void step() {
    Frame& frame = frames_.back();
    switch (frame.type->shape) {
      case Shape::object: return step_member(frame);
      case Shape::set:
      case Shape::map:
      case Shape::record: return step_entry(frame);
      default: break;
    }
    if (frame.next == frame.value.size()) return frames_.pop_back();
    const std::size_t index = frame.next++;
    static constexpr Type flag{Shape::boolean, sizeof(bool)};
    const Type* element = &flag;
    if (frame.type->shape == Shape::list) element = as<ListType>(*frame.type).element;
    if (frame.type->shape == Shape::tuple) element = as<TupleType>(*frame.type).parts[index].type;
    enter(element, frame.value[index]);
  }

  void step_member(Frame& frame) {
    const auto& type = as<ObjectType>(*frame.type);
    if (frame.next == 0 && type.refuses_unknown) refuse_unknown(type, frame.value);
    if (!problem_.empty()) return;
    if (frame.next == type.members.size()) return frames_.pop_back();
    const Member& member = type.members[frame.next++];
    const bool is_there = frame.value.has(member.name);
    const Value value = is_there ? frame.value[member.name] : Value();
    if (value.is_undefined() && !must_be_there(member)) return;
    if (!is_there) {
      problem_ = "expected " + expected(*member.type) + ", but it is missing";
      return;
    }
    enter(member.type, value);
  }

  void refuse_unknown(const ObjectType& type, Value value) {
    for (auto entry = value.entries(); !entry.done(); entry.next()) {
      const bool is_known =
          std::any_of(type.members.begin(), type.members.end(),
                      [&](const Member& member) { return member.name == entry.name(); });
      if (is_known) continue;
      problem_ = "expected no property \"" + shortened(entry.name()) + "\"";
      return;
    }
  }

  void step_entry(Frame& frame) {
    Value::Cursor& entry = *frame.entries;
    if (frame.next++ > 0 && !frame.in_key) entry.next();
    if (entry.done()) return frames_.pop_back();
    if (frame.type->shape == Shape::record)
      return enter(as<RecordType>(*frame.type).mapped, entry.value());
    if (frame.type->shape == Shape::set)
      return enter(as<SetType>(*frame.type).element, entry.value());
    const auto& map = as<MapType>(*frame.type);
    frame.in_key = !frame.in_key;
    enter(frame.in_key ? map.key : map.mapped, frame.in_key ? entry.key() : entry.value());
  }

  std::string path() const {
    std::vector<Path::Step> steps;
    for (const Frame& frame : frames_)
      if (frame.next > 0) steps.push_back(step_of(frame));
    return Path(steps).text();
  }
  static Path::Step step_of(const Frame& frame) {
    using StepKind = Path::StepKind;
    switch (frame.type->shape) {
      case Shape::object:
        return {StepKind::property, as<ObjectType>(*frame.type).members[frame.next - 1].name};
      case Shape::record: return {StepKind::property, frame.entries->name()};
      case Shape::set: return {StepKind::set_member, {}, frame.entries->index()};
      case Shape::map:
        return {frame.in_key ? StepKind::map_key : StepKind::map_value, {}, frame.entries->index()};
      default: return {StepKind::index, {}, frame.next - 1};
    }
  }

  std::vector<Frame> frames_;
  std::unordered_set<Visit, VisitHash> visited_;
  std::string problem_;
};

}  // namespace

std::optional<Mismatch> check_type(const Type& type, Value value) {
  return TypeCheck().run(type, value);
}

std::string found_text(Value value) {
  switch (value.kind()) {
    case Kind::undefined:
    case Kind::null:
    case Kind::boolean:
    case Kind::number: return text_form(value);
    case Kind::bigint: return text_form(value) + "n";
    case Kind::string: return "\"" + shortened(value.as_string()) + "\"";
    case Kind::typed_array: return "a " + std::string(array_name(value.view_type()));
    case Kind::host: return "something else";
    default: return std::string(to_string(value.kind()));
  }
}

}  // namespace candela
