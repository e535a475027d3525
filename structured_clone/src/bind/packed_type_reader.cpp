#include "packed_type_reader.hpp"

#include <cmath>
#include <cstring>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <candela/structured_clone/convert_pointers.hpp>

#include "packed_type_source.hpp"
#include "text/iso_date.hpp"
#include "typed_depth.hpp"
#include "typed_leaf.hpp"

namespace candela::detail::bind {
namespace {

/// As in the writer: structs in containers and behind pointers wait for their turn.
enum class When : std::uint8_t { now, later };

template <typename T>
T& ref(void* object) noexcept {
  return *static_cast<T*>(object);
}

std::byte* at(void* object, std::size_t offset) noexcept {
  return static_cast<std::byte*>(object) + offset;
}

bool is_empty(Slot slot) noexcept {
  return slot == slots::undefined || slot == slots::null || slot == slots::hole;
}

template <typename T>
bool read_integer(void* object, Slot slot) noexcept {
  if (!slots::is_number(slot)) return false;
  const double number = slots::as_number(slot);
  using Range = std::numeric_limits<T>;
  const double end = 2 * static_cast<double>(Range::max() / 2 + 1);
  if (!(number >= static_cast<double>(Range::min()) && number < end)) return false;
  const T whole = static_cast<T>(number);
  ref<T>(object) = whole;
  return static_cast<double>(whole) == number;
}

class PackedTypeReader {
 public:
  PackedTypeReader(std::string_view bytes, const ParseOptions& options)
      : limits_(options.limits), source_(bytes, options.limits), left_(limits_.values) {}

  /// All of it, or false.
  bool run(const Type& type, void* object) {
    if (!source_.is_whole() || !read(type, object, source_.root(), When::later)) return false;
    while (!waiting_.empty()) {
      const Waiting next = waiting_.back();
      waiting_.pop_back();
      level_ = next.level;
      if (!fill(*next.type, next.object, next.node)) return false;
    }
    // Without shared_ptr the levels were counted; with it, a longer way may lead to an object.
    if (!owners_.empty() && opened_ > limits_.typed_depth)
      check_depth(type, object, limits_.typed_depth);
    return true;
  }

  /// What only this reader holds.
  void take_apart() {
    for (auto& [node, owner] : owners_)
      dismantle_value(*owner.type, owner.pointee.get());
  }

 private:
  struct Waiting {
    const ObjectType* type;
    void* object;
    std::uint32_t node;
    std::size_t level;
  };
  struct Owner {
    const Type* type;
    std::shared_ptr<void> pointee;
  };
  /// How the keys of a shape are read as the members of a type: a member for each key, or none; and
  /// behind these the optional members that have no key.
  struct Plan {
    const ObjectType* type = nullptr;
    bool works = false;
    std::uint32_t first = 0;  // in members_
    std::uint32_t end = 0;
  };

  bool read(const Type& type, void* object, Slot slot, When when);
  bool read_primitive(const Type& type, void* object, Slot slot);
  bool read_text(const Type& type, void* object, Slot slot);
  bool read_enumerator(const EnumType& type, void* object, Slot slot);
  bool read_time(const TimeType& type, void* object, Slot slot);
  bool read_bytes(const BytesType& type, void* object, Slot slot);
  bool read_bits(const BitsType& type, void* object, Slot slot);
  bool read_object(const ObjectType& type, void* object, Slot slot, When when);
  bool fill(const ObjectType& type, void* object, std::uint32_t node);
  const Plan& plan_for(const ObjectType& type, std::uint32_t shape);
  bool make_plan(const ObjectType& type, std::uint32_t shape);
  bool read_list(const ListType& type, void* object, Slot slot);
  bool read_tuple(const TupleType& type, void* object, Slot slot, When when);
  bool read_record(const RecordType& type, void* object, Slot slot);
  bool read_map(const MapType& type, void* object, Slot slot);
  bool read_set(const SetType& type, void* object, Slot slot);
  bool read_shared(const SharedType& type, void* object, Slot slot);
  /// A value may be read at many places: work and memory end with limits.values.
  bool spend(std::size_t values) noexcept {
    if (values > left_) return false;
    left_ -= values;
    return true;
  }
  /// One level of what frees itself by recursion; false: too many for this reader. Counts some
  /// twice, which the way through a document does not. `leave` need not follow a failure.
  bool enter() noexcept {
    ++opened_;
    return ++level_ <= limits_.typed_depth;
  }
  bool leave() noexcept {
    --level_;
    return true;
  }

  const Limits& limits_;
  PackedTypeSource source_;
  std::size_t left_;
  std::size_t text_bytes_ = 0;
  std::size_t opened_ = 0;
  std::size_t level_ = 0;  // of what is read now
  std::vector<Waiting> waiting_;
  std::vector<Plan> plans_;  // by shape: that of the type met last
  std::vector<const Member*> members_;
  std::unordered_map<std::uint32_t, Owner> owners_;  // by node
};

bool PackedTypeReader::read(const Type& type, void* object, Slot slot, When when) {
  switch (type.shape) {
    case Shape::enumeration: return read_enumerator(as<EnumType>(type), object, slot);
    case Shape::date:
    case Shape::duration: return read_time(as<TimeType>(type), object, slot);
    case Shape::bytes: return read_bytes(as<BytesType>(type), object, slot);
    case Shape::bits: return read_bits(as<BitsType>(type), object, slot);
    case Shape::object: return read_object(as<ObjectType>(type), object, slot, when);
    case Shape::list: return read_list(as<ListType>(type), object, slot);
    case Shape::tuple: return read_tuple(as<TupleType>(type), object, slot, when);
    case Shape::record: return read_record(as<RecordType>(type), object, slot);
    case Shape::map: return read_map(as<MapType>(type), object, slot);
    case Shape::set: return read_set(as<SetType>(type), object, slot);
    case Shape::shared: return read_shared(as<SharedType>(type), object, slot);
    case Shape::optional: {
      const auto& optional = as<OptionalType>(type);
      if (!is_empty(slot)) return read(*optional.inner, optional.emplace(object), slot, when);
      optional.reset(object);
      return true;
    }
    case Shape::unique: {
      const auto& unique = as<UniqueType>(type);
      if (is_empty(slot)) {
        unique.reset(object);
        return true;
      }
      return enter() && read(*unique.inner, unique.emplace(object), slot, When::later) && leave();
    }
    default: return read_primitive(type, object, slot);
  }
}

inline bool PackedTypeReader::read_primitive(const Type& type, void* object, Slot slot) {
  switch (type.shape) {
    case Shape::boolean:
      ref<bool>(object) = slot == slots::yes;
      return slot == slots::yes || slot == slots::no;
    case Shape::int8: return read_integer<std::int8_t>(object, slot);
    case Shape::int16: return read_integer<std::int16_t>(object, slot);
    case Shape::int32: return read_integer<std::int32_t>(object, slot);
    case Shape::int64: return read_integer<std::int64_t>(object, slot);
    case Shape::uint8: return read_integer<std::uint8_t>(object, slot);
    case Shape::uint16: return read_integer<std::uint16_t>(object, slot);
    case Shape::uint32: return read_integer<std::uint32_t>(object, slot);
    case Shape::uint64: return read_integer<std::uint64_t>(object, slot);
    case Shape::float32: {
      const double number = slots::is_number(slot) ? slots::as_number(slot) : 1e300;
      ref<float>(object) = static_cast<float>(number);
      return !std::isfinite(number) || std::isfinite(ref<float>(object));
    }
    case Shape::float64:
      ref<double>(object) = slots::is_number(slot) ? slots::as_number(slot) : 0;
      return slots::is_number(slot);
    case Shape::string:
    case Shape::view: return read_text(type, object, slot);
    case Shape::null: return slot == slots::null;
    case Shape::undefined: return slot == slots::undefined;
    default: return false;
  }
}

inline bool PackedTypeReader::read_text(const Type& type, void* object, Slot slot) {
  std::string_view text;
  if (!source_.text(slot, text) || text.size() > limits_.string_bytes) return false;
  // More than there is: slots that share their bytes, or a node that is read at many places.
  text_bytes_ += text.size();
  if (text_bytes_ > source_.text_bytes()) return false;
  if (type.shape == Shape::view) {
    ref<std::string_view>(object) = text;
  } else {
    ref<std::string>(object).assign(text);
  }
  return true;
}

bool PackedTypeReader::read_enumerator(const EnumType& type, void* object, Slot slot) {
  std::string_view text;
  const EnumName* const entry = source_.text(slot, text) ? find_number(type, text) : nullptr;
  if (entry == nullptr) return false;
  store(type.size, object, static_cast<std::uint64_t>(entry->number));
  return true;
}

bool PackedTypeReader::read_time(const TimeType& type, void* object, Slot slot) {
  if (type.shape == Shape::date) {
    const std::uint32_t node = source_.node_of(slot, Kind::date);
    if (node == PackedTypeSource::nowhere) return false;
    slot = source_.slot(node, 0);
    if (!slots::is_number(slot) || !is_time_value(slots::as_number(slot))) return false;
  }
  return slots::is_number(slot) && type.from_ms(object, slots::as_number(slot));
}

bool PackedTypeReader::read_bytes(const BytesType& type, void* object, Slot slot) {
  const std::uint32_t array = source_.node_of(slot, Kind::typed_array);
  if (array == PackedTypeSource::nowhere) return false;
  if (source_.element(array) != static_cast<std::uint8_t>(ElementType::uint8)) return false;
  const std::uint32_t buffer = source_.node_of(source_.slot(array, 0), Kind::array_buffer);
  if (buffer == PackedTypeSource::nowhere || source_.slot(array, 1) != slots::number(0))
    return false;
  const std::string_view bytes = source_.buffer(buffer);
  const std::size_t count = source_.count(array);
  if (count > bytes.size() || !spend(count / 64)) return false;
  return type.assign(object, std::as_bytes(std::span(bytes.data(), count)));
}

bool PackedTypeReader::read_bits(const BitsType& type, void* object, Slot slot) {
  const std::uint32_t node = source_.node_of(slot, Kind::array);
  if (node == PackedTypeSource::nowhere) return false;
  const std::uint32_t count = source_.count(node);
  if (!spend(std::size_t{count} + 1)) return false;
  type.clear(object);
  for (std::uint32_t i = 0; i < count; ++i) {
    const Slot bit = source_.slot(node, i);
    if (!slots::is_boolean(bit) || slots::boolean((bit & 1) != 0) != bit) return false;
    type.push(object, bit == slots::yes);
  }
  return true;
}

// Structs

bool PackedTypeReader::read_object(const ObjectType& type, void* object, Slot slot, When when) {
  const std::uint32_t node = source_.node_of(slot, Kind::object);
  if (node == PackedTypeSource::nowhere) return false;
  if (when == When::now) return fill(type, object, node);
  waiting_.push_back({&type, object, node, level_});
  return true;
}

bool PackedTypeReader::fill(const ObjectType& type, void* object, std::uint32_t node) {
  const std::uint32_t shape = source_.count(node);
  const Plan& plan = plan_for(type, shape);
  if (!plan.works) return false;
  const std::uint32_t first = plan.first;
  const std::uint32_t end = plan.end;  // the plan may move
  const std::size_t count = source_.keys_of(shape).size();
  if (!spend(count + 1)) return false;
  for (std::size_t i = 0; i < count; ++i) {
    const Member* const member = members_[first + i];
    if (member == nullptr) continue;
    const Slot slot = source_.slot(node, i);
    void* const place = at(object, member->offset);
    if (slot == slots::hole) {
      if (member->type->shape != Shape::optional || member->may_be_missing) return false;
      as<OptionalType>(*member->type).reset(place);
    } else if (member->type->shape < Shape::enumeration) {
      if (!read_primitive(*member->type, place, slot)) return false;
    } else if (!read(*member->type, place, slot, When::now)) {
      return false;
    }
  }
  for (std::size_t i = first + count; i < end; ++i)
    as<OptionalType>(*members_[i]->type).reset(at(object, members_[i]->offset));
  return true;
}

inline const PackedTypeReader::Plan& PackedTypeReader::plan_for(const ObjectType& type,
                                                                std::uint32_t shape) {
  if (plans_.empty()) plans_.resize(source_.shapes());
  Plan& plan = plans_[shape];
  if (plan.type != &type) {
    const auto first = static_cast<std::uint32_t>(members_.size());
    const bool works = make_plan(type, shape);
    plan = {&type, works, first, static_cast<std::uint32_t>(members_.size())};
  }
  return plan;
}

/// False: the way through a document knows what to do about it, or what to say.
bool PackedTypeReader::make_plan(const ObjectType& type, std::uint32_t shape) {
  const std::span<const Member> members = type.members;
  std::vector<bool> met(members.size(), false);
  std::size_t expected = 0;
  if (!spend(source_.keys_of(shape).size() * (members.size() + 1))) return false;
  for (const std::uint32_t key : source_.keys_of(shape)) {
    const std::string_view name = source_.key(key);
    std::size_t found = expected;
    if (found >= members.size() || members[found].name != name)
      for (found = 0; found < members.size() && members[found].name != name;)
        ++found;
    if (found == members.size()) {
      if (type.refuses_unknown) return false;
      members_.push_back(nullptr);
      continue;
    }
    if (met[found]) return false;
    met[found] = true;
    expected = found + 1;
    members_.push_back(&members[found]);
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (met[i]) continue;
    if (members[i].type->shape != Shape::optional || members[i].may_be_missing) return false;
    members_.push_back(&members[i]);
  }
  return true;
}

// Containers

bool PackedTypeReader::read_list(const ListType& type, void* object, Slot slot) {
  const std::uint32_t node = source_.node_of(slot, Kind::array);
  if (node == PackedTypeSource::nowhere) return false;
  const std::uint32_t count = source_.count(node);
  if (!spend(std::size_t{count} + 1)) return false;
  if (type.append == nullptr) {
    if (count != type.fixed) return false;
  } else {
    type.clear(object);
    if (type.reserve != nullptr) type.reserve(object, count);
  }
  const bool is_plain = type.element->shape < Shape::enumeration;
  if (!is_plain && !enter()) return false;
  for (std::uint32_t i = 0; i < count; ++i) {
    void* const element =
        type.append != nullptr
            ? type.append(object)
            : const_cast<std::byte*>(type.block(object).data()) + i * type.element->size;
    const Slot from = source_.slot(node, i);
    const bool done = is_plain ? read_primitive(*type.element, element, from)
                               : read(*type.element, element, from, When::later);
    if (!done) return false;
  }
  return is_plain || leave();
}

bool PackedTypeReader::read_tuple(const TupleType& type, void* object, Slot slot, When when) {
  const std::uint32_t node = source_.node_of(slot, Kind::array);
  if (node == PackedTypeSource::nowhere || source_.count(node) != type.parts.size()) return false;
  if (!spend(type.parts.size() + 1)) return false;
  for (std::size_t i = 0; i < type.parts.size(); ++i) {
    void* const part = const_cast<void*>(type.parts[i].get(object));
    if (!read(*type.parts[i].type, part, source_.slot(node, i), when)) return false;
  }
  return true;
}

bool PackedTypeReader::read_record(const RecordType& type, void* object, Slot slot) {
  const std::uint32_t node = source_.node_of(slot, Kind::object);
  if (node == PackedTypeSource::nowhere) return false;
  const auto keys = source_.keys_of(source_.count(node));
  if (!spend(keys.size() * 2 + 1) || !enter()) return false;
  type.clear(object);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Slot from = source_.slot(node, i);
    if (from == slots::hole) continue;
    void* const mapped = type.at(object, source_.key(keys[i]));
    if (mapped == nullptr || !read(*type.mapped, mapped, from, When::later)) return false;
  }
  return leave();
}

bool PackedTypeReader::read_map(const MapType& type, void* object, Slot slot) {
  const std::uint32_t node = source_.node_of(slot, Kind::map);
  if (node == PackedTypeSource::nowhere) return false;
  const std::uint32_t count = source_.count(node);
  if (!spend(std::size_t{count} * 2 + 1) || !enter()) return false;
  type.clear(object);
  const std::unique_ptr<void, void (*)(void*)> key(type.create(), type.destroy);
  for (std::size_t i = 0; i < count; ++i) {
    if (!read(*type.key, key.get(), source_.slot(node, i * 2), When::now)) return false;
    void* const mapped = type.at(object, key.get());
    if (mapped == nullptr) return false;
    if (!read(*type.mapped, mapped, source_.slot(node, i * 2 + 1), When::later)) return false;
  }
  return leave();
}

/// Members that hold others are moved into the set when they are whole: not here.
bool PackedTypeReader::read_set(const SetType& type, void* object, Slot slot) {
  const std::uint32_t node = source_.node_of(slot, Kind::set);
  if (node == PackedTypeSource::nowhere || !is_leaf(type.element->shape)) return false;
  const std::uint32_t count = source_.count(node);
  if (!spend(std::size_t{count} + 1)) return false;
  type.clear(object);
  const std::unique_ptr<void, void (*)(void*)> member(type.create(), type.destroy);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!read(*type.element, member.get(), source_.slot(node, i), When::now)) return false;
    type.insert(object, member.get());
  }
  return true;
}

bool PackedTypeReader::read_shared(const SharedType& type, void* object, Slot slot) {
  if (is_empty(slot)) {
    type.assign(object, nullptr);
    return true;
  }
  if (!enter()) return false;
  if (!slots::is_reference(slot)) {
    const std::shared_ptr<void> owner = type.make();
    type.assign(object, owner);
    return read(*type.inner, owner.get(), slot, When::later) && leave();
  }
  const auto [known, is_new] = owners_.try_emplace(slots::header_of(slot));
  Owner& owner = known->second;
  if (is_new) owner = {type.inner, type.make()};
  if (owner.type != type.inner) return false;
  type.assign(object, owner.pointee);
  void* const pointee = owner.pointee.get();
  return (!is_new || read(*type.inner, pointee, slot, When::later)) && leave();
}

}  // namespace

bool read_packed_type(const Type& type, void* object, std::string_view bytes,
                      const ParseOptions& options) {
  PackedTypeReader reader(bytes, options);
  bool done = false;
  try {
    done = reader.run(type, object);
  } catch (...) {
    reader.take_apart();
    dismantle_value(type, object);
    throw;
  }
  if (!done) {
    reader.take_apart();
    dismantle_value(type, object);
  }
  return done;
}

}  // namespace candela::detail::bind
