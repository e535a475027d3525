#include "packed_type_writer.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <candela/structured_clone/detail/keys.hpp>

#include "formats/packed_builder.hpp"
#include "graph/mix.hpp"
#include "packed_type_keys.hpp"
#include "typed_leaf.hpp"

namespace candela::detail::bind {
namespace {

/// Structs in containers and behind pointers wait for their turn: these are the only ways in which
/// C++ types close a circle. All else is written where it stands, as deep as the types say.
enum class When : std::uint8_t { now, later };

/// The greatest number that a double holds beside its neighbours (ECMA-262, 21.1.2.6).
constexpr std::int64_t greatest_safe = (std::int64_t{1} << 53) - 1;
constexpr double last_ms = 8.64e15;  // of a Date

template <typename T>
const T& ref(const void* object) noexcept {
  return *static_cast<const T*>(object);
}

class PackedTypeWriter {
 public:
  PackedTypeWriter(const Root& root, const StringifyOptions& options)
      : root_(root), version_(options.version), builder_(options.bytes) {}

  bool run(std::string& out, const void* object) {
    const Slot root = slot_of(root_.type, object, When::later);
    while (!waiting_.empty() && !needs_document_) {
      const Waiting next = waiting_.back();
      waiting_.pop_back();
      fill(*next.type, next.object, next.first);
    }
    if (needs_document_) return false;
    builder_.assemble(out, root, keys_.keys());
    return true;
  }

 private:
  struct Waiting {
    const ObjectType* type;
    const void* object;
    std::uint32_t first;  // of its slots
  };
  struct Place {
    const void* object;
    const Type* type;
    bool operator==(const Place&) const = default;
  };
  struct PlaceHash {
    std::size_t operator()(const Place& place) const noexcept {
      return mix(reinterpret_cast<std::uintptr_t>(place.object)) ^
             reinterpret_cast<std::uintptr_t>(place.type);
    }
  };

  Slot slot_of(const Type& type, const void* object, When when);
  Slot primitive(const Type& type, const void* object);
  Slot integer(std::int64_t number);
  Slot integer(std::uint64_t number);
  Slot enumerator(const EnumType& type, const void* object);
  Slot time(const TimeType& type, const void* object);
  Slot bytes(const BytesType& type, const void* object);
  Slot bits(const BitsType& type, const void* object);
  Slot object(const ObjectType& type, const void* object, When when);
  void fill(const ObjectType& type, const void* object, std::uint32_t first);
  Slot list(const ListType& type, const void* object);
  void put_block(const Type& element, const std::byte* from, std::uint32_t first,
                 std::uint32_t count);
  Slot collected(Kind kind, std::span<const Type* const> types, const Elements& elements);
  Slot tuple(const TupleType& type, const void* object, When when);
  Slot record(const RecordType& type, const void* object);
  Slot shared(const SharedType& type, const void* object);
  Slot node(Kind kind, std::uint32_t count) {
    return slots::reference(builder_.add_node({packed::code_of(kind), 0, 0, count}));
  }
  void put(std::uint32_t at, Slot slot) { builder_.slots()[at] = slot; }
  Slot give_up() {
    needs_document_ = true;
    return slots::undefined;
  }

  const Root& root_;
  std::uint32_t version_;
  PackedBuilder builder_;
  PackedTypeKeys keys_;
  std::vector<Waiting> waiting_;
  std::unordered_map<Place, Slot, PlaceHash> shared_;
  bool needs_document_ = false;
};

Slot PackedTypeWriter::slot_of(const Type& type, const void* object, When when) {
  switch (type.shape) {
    case Shape::enumeration: return enumerator(as<EnumType>(type), object);
    case Shape::date:
    case Shape::duration: return time(as<TimeType>(type), object);
    case Shape::bytes: return bytes(as<BytesType>(type), object);
    case Shape::bits: return bits(as<BitsType>(type), object);
    case Shape::object: return this->object(as<ObjectType>(type), object, when);
    case Shape::list: return list(as<ListType>(type), object);
    case Shape::tuple: return tuple(as<TupleType>(type), object, when);
    case Shape::set: {
      const auto& set = as<SetType>(type);
      Elements elements;
      set.collect(object, elements);
      const Type* const types[] = {set.element};
      return collected(Kind::set, types, elements);
    }
    case Shape::map: {
      const auto& map = as<MapType>(type);
      Elements elements;
      map.collect(object, elements);
      const Type* const types[] = {map.key, map.mapped};
      return collected(Kind::map, types, elements);
    }
    case Shape::record: return record(as<RecordType>(type), object);
    case Shape::optional: {
      const auto& optional = as<OptionalType>(type);
      const void* const inner = optional.get(object);
      return inner == nullptr ? slots::undefined : slot_of(*optional.inner, inner, when);
    }
    case Shape::variant: {
      const auto& variant = as<VariantType>(type);
      const std::size_t index = variant.index(object);
      if (index >= variant.alternatives.size()) return give_up();
      return slot_of(*variant.alternatives[index], variant.get(object), when);
    }
    case Shape::unique: {
      const auto& unique = as<UniqueType>(type);
      const void* const inner = unique.get(object);
      return inner == nullptr ? slots::null : slot_of(*unique.inner, inner, When::later);
    }
    case Shape::shared:
    case Shape::weak: return shared(as<SharedType>(type), object);
    case Shape::converted: return give_up();
    default: return primitive(type, object);
  }
}

inline Slot PackedTypeWriter::primitive(const Type& type, const void* object) {
  switch (type.shape) {
    case Shape::boolean: return slots::boolean(ref<bool>(object));
    case Shape::int8: return slots::number(ref<std::int8_t>(object));
    case Shape::int16: return slots::number(ref<std::int16_t>(object));
    case Shape::int32: return slots::number(ref<std::int32_t>(object));
    case Shape::int64: return integer(ref<std::int64_t>(object));
    case Shape::uint8: return slots::number(ref<std::uint8_t>(object));
    case Shape::uint16: return slots::number(ref<std::uint16_t>(object));
    case Shape::uint32: return slots::number(ref<std::uint32_t>(object));
    case Shape::uint64: return integer(ref<std::uint64_t>(object));
    case Shape::float32: return slots::number(static_cast<double>(ref<float>(object)));
    case Shape::float64: return slots::number(ref<double>(object));
    case Shape::string: return builder_.string(ref<std::string>(object));
    case Shape::view: return builder_.string(ref<std::string_view>(object));
    case Shape::null: return slots::null;
    case Shape::undefined: return slots::undefined;
    default: return give_up();  // a bigint: rare enough for the way through a document
  }
}

Slot PackedTypeWriter::integer(std::int64_t number) {
  if (number >= -greatest_safe && number <= greatest_safe)
    return slots::number(static_cast<double>(number));
  return give_up();
}

Slot PackedTypeWriter::integer(std::uint64_t number) {
  if (number <= static_cast<std::uint64_t>(greatest_safe))
    return slots::number(static_cast<double>(number));
  return give_up();
}

Slot PackedTypeWriter::enumerator(const EnumType& type, const void* object) {
  const EnumName* const entry = find_name(type, load_enumerator(type, object));
  return entry != nullptr ? builder_.string(entry->name) : give_up();
}

Slot PackedTypeWriter::time(const TimeType& type, const void* object) {
  const double ms = type.to_ms(object);
  if (type.shape == Shape::duration) return slots::number(ms);
  if (!(std::abs(ms) <= last_ms)) return give_up();
  const Slot date = node(Kind::date, 0);
  put(builder_.add_slots(1), slots::number(ms));
  return date;
}

/// A Uint8Array and its buffer.
Slot PackedTypeWriter::bytes(const BytesType& type, const void* object) {
  const std::span<const std::byte> all = type.get(object);
  if (all.size() > 0xFFFF'FFFF) return give_up();
  const std::uint32_t array = builder_.add_node({packed::code_of(Kind::typed_array),
                                                 static_cast<std::uint8_t>(ElementType::uint8), 0,
                                                 static_cast<std::uint32_t>(all.size())});
  const std::uint32_t first = builder_.add_slots(2);
  const std::uint32_t buffer =
      builder_.add_buffer({reinterpret_cast<const char*>(all.data()), all.size()});
  put(first, slots::reference(buffer));
  put(first + 1, slots::number(0));
  return slots::reference(array);
}

Slot PackedTypeWriter::bits(const BitsType& type, const void* object) {
  const std::size_t count = type.count(object);
  const std::uint32_t first = builder_.add_slots(count);
  const Slot array = node(Kind::array, static_cast<std::uint32_t>(count));
  for (std::size_t i = 0; i < count; ++i)
    builder_.slots()[first + i] = slots::boolean(type.get(object, i));
  return array;
}

Slot PackedTypeWriter::object(const ObjectType& type, const void* object, When when) {
  const std::uint32_t first = builder_.add_slots(type.members.size());
  const Slot made = node(Kind::object, keys_.shape_of(type));
  if (when == When::now) {
    fill(type, object, first);
  } else {
    waiting_.push_back({&type, object, first});
  }
  return made;
}

/// What is not there is a hole.
void PackedTypeWriter::fill(const ObjectType& type, const void* object, std::uint32_t first) {
  for (const Member& member : type.members) {
    const void* const at = static_cast<const std::byte*>(object) + member.offset;
    Slot slot = slots::hole;
    if (type.has_versions && (version_ < member.since || version_ > member.until)) {
      put(first++, slot);
      continue;
    }
    switch (member.type->shape) {  // the kinds that are the most; `slot_of` would do the same
      case Shape::boolean: slot = slots::boolean(ref<bool>(at)); break;
      case Shape::int32: slot = slots::number(ref<std::int32_t>(at)); break;
      case Shape::float64: slot = slots::number(ref<double>(at)); break;
      case Shape::string: slot = builder_.string(ref<std::string>(at)); break;
      case Shape::null: slot = slots::null; break;
      case Shape::optional:
        if (as<OptionalType>(*member.type).get(at) == nullptr) {
          if (member.writes_null) slot = slots::null;
          break;
        }
        [[fallthrough]];
      default: slot = slot_of(*member.type, at, When::now); break;
    }
    put(first++, slot);
  }
}

Slot PackedTypeWriter::list(const ListType& type, const void* object) {
  if (type.block == nullptr) {
    Elements elements;
    type.collect(object, elements);
    const Type* const types[] = {type.element};
    return collected(Kind::array, types, elements);
  }
  const std::span<const std::byte> block = type.block(object);
  const std::size_t count = block.size() / type.element->size;
  const std::uint32_t first = builder_.add_slots(count);
  const Slot array = node(Kind::array, static_cast<std::uint32_t>(count));
  put_block(*type.element, block.data(), first, static_cast<std::uint32_t>(count));
  return array;
}

template <typename T>
void put_numbers(const std::byte* from, Slot* to, std::uint32_t count) {
  const T* const numbers = reinterpret_cast<const T*>(from);
  for (std::uint32_t i = 0; i < count; ++i)
    to[i] = slots::number(static_cast<double>(numbers[i]));
}

void PackedTypeWriter::put_block(const Type& element, const std::byte* from, std::uint32_t first,
                                 std::uint32_t count) {
  Slot* const to = builder_.slots() + first;
  switch (element.shape) {
    case Shape::float64: return put_numbers<double>(from, to, count);
    case Shape::float32: return put_numbers<float>(from, to, count);
    case Shape::int32: return put_numbers<std::int32_t>(from, to, count);
    case Shape::uint32: return put_numbers<std::uint32_t>(from, to, count);
    default: break;
  }
  for (std::uint32_t i = 0; i < count; ++i, from += element.size) {
    const Slot slot = slot_of(element, from, When::later);
    put(first + i, slot);
  }
}

/// Elements of which `types.size()` make one entry.
Slot PackedTypeWriter::collected(Kind kind, std::span<const Type* const> types,
                                 const Elements& elements) {
  const std::uint32_t first = builder_.add_slots(elements.size());
  const Slot made = node(kind, static_cast<std::uint32_t>(elements.size() / types.size()));
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Slot slot = slot_of(*types[i % types.size()], elements[i], When::later);
    builder_.slots()[first + i] = slot;
  }
  return made;
}

Slot PackedTypeWriter::tuple(const TupleType& type, const void* object, When when) {
  std::uint32_t next = builder_.add_slots(type.parts.size());
  const Slot array = node(Kind::array, static_cast<std::uint32_t>(type.parts.size()));
  for (const Part& part : type.parts) {
    const Slot slot = slot_of(*part.type, part.get(object), when);
    put(next++, slot);
  }
  return array;
}

/// Integer-like keys come first, ascending.
Slot PackedTypeWriter::record(const RecordType& type, const void* object) {
  Elements elements;
  type.collect(object, elements);
  const std::size_t count = elements.size() / 2;
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t index = array_index(ref<std::string>(elements[i * 2]));
    order.emplace_back(index < 0 ? std::int64_t{1} << 32 : index, i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  std::vector<std::string_view> names;
  for (const auto& [rank, at] : order)
    names.push_back(ref<std::string>(elements[at * 2]));
  std::uint32_t next = builder_.add_slots(count);
  const Slot made = node(Kind::object, keys_.shape_of(names));
  for (const auto& [rank, at] : order) {
    const Slot slot = slot_of(*type.mapped, elements[at * 2 + 1], When::later);
    put(next++, slot);
  }
  return made;
}

Slot PackedTypeWriter::shared(const SharedType& type, const void* object) {
  const void* const inner = type.get(object);
  if (inner == nullptr) return slots::null;
  // Where there are weak pointers, they may lead to what one other pointer owns.
  if (!root_.reach.weak && type.is_only(object)) return slot_of(*type.inner, inner, When::later);
  const auto known = shared_.find({inner, type.inner});
  if (known != shared_.end()) return known->second;
  const Slot slot = slot_of(*type.inner, inner, When::later);
  if (slots::is_reference(slot)) shared_.emplace(Place{inner, type.inner}, slot);
  return slot;
}

}  // namespace

bool write_packed_type(std::string& out, const Root& root, const void* object,
                       const StringifyOptions& options) {
  return PackedTypeWriter(root, options).run(out, object);
}

}  // namespace candela::detail::bind
