#include "value_reader.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <candela/structured_clone/convert.hpp>
#include <candela/structured_clone/convert_pointers.hpp>
#include <candela/structured_clone/path.hpp>

#include "typed_depth.hpp"
#include "typed_leaf.hpp"

namespace candela::detail::bind {
namespace {

std::byte* at(void* object, std::size_t offset) noexcept {
  return static_cast<std::byte*>(object) + offset;
}

class ValueReader {
 public:
  explicit ValueReader(const ReadRules& rules)
      : rules_(rules), bytes_left_(most_bytes(rules.limits)) {}
  ValueReader(const ValueReader&) = delete;
  ValueReader& operator=(const ValueReader&) = delete;
  ~ValueReader() {
    for (const Frame& frame : frames_)
      destroy_scratch(frame);
  }

  void run(const Type& type, void* object, Value value) {
    try {
      read(&type, object, value);
      while (!frames_.empty())
        step();
    } catch (const CloneError& error) {
      std::string path = path_here();
      if (error.path().starts_with('$')) path += error.path().substr(1);
      throw CloneError(error.code(), error.message(), error.offset(), std::move(path));
    }
    if (opened_ > rules_.limits.typed_depth) check_depth(type, object, rules_.limits.typed_depth);
  }

  /// After an error: what was read so far hangs on nothing deep any more.
  void take_apart() {
    for (const Frame& frame : frames_)
      if (frame.scratch != nullptr && frame.type->shape == Shape::set)
        dismantle_value(*as<SetType>(*frame.type).element, frame.scratch);
    for (auto& [slot, alias] : aliases_)
      dismantle_value(*alias.type, alias.owner.get());
    for (auto& [type, owner] : weakly_held_)
      dismantle_value(*type, owner.get());
  }

 private:
  /// What is read once may take all of limits.bytes, and twice that in UTF-8; what is read again
  /// counts as values do.
  static std::size_t most_bytes(const Limits& limits) noexcept {
    constexpr std::size_t bytes_per_value = 64;
    constexpr std::size_t none = ~std::size_t{0};
    if (limits.bytes > none / 4 || limits.values > none / 4 / bytes_per_value) return none;
    return 2 * limits.bytes + bytes_per_value * limits.values;
  }
  struct Frame {
    const Type* type;
    void* object;
    Value from;
    std::size_t step;   // the member, element or entry that comes next
    std::size_t count;  // of them
    std::size_t first;  // of the entries in entries_
    void* scratch;      // a Set's member or a Map's key
    bool in_key;
  };
  struct Entry {
    std::string_view name;
    Value key;
    Value value;
  };
  struct Alias {
    const Type* type;
    std::shared_ptr<void> owner;
  };

  // One value

  void read(const Type* type, void* object, Value from) {
    if (++values_ > rules_.limits.values)
      fail(CloneErrorCode::limit_values,
           "more values than limits.values (" + std::to_string(rules_.limits.values) + ")");
    while (!is_leaf(type->shape)) {
      switch (type->shape) {
        case Shape::optional: object = fill(as<OptionalType>(*type), object, from); break;
        case Shape::unique: object = fill(as<UniqueType>(*type), object, from); break;
        case Shape::shared:
        case Shape::weak: object = share(as<SharedType>(*type), object, from); break;
        case Shape::variant: {
          const auto& variant = as<VariantType>(*type);
          const std::size_t chosen = choose(variant, from, rules_.version);
          if (chosen == no_alternative) refuse(CloneErrorCode::wrong_kind, *type, from);
          object = variant.emplace(object, chosen);
          type = variant.alternatives[chosen];
          continue;
        }
        default: return open(*type, object, from);
      }
      if (object == nullptr) return;  // empty, or met before
      type = &inner_of(*type);
    }
    if (type->shape != Shape::view) spend(from);
    read_leaf(*type, object, from);
  }

  /// A text or bytes that are read at many places take memory at each.
  void spend(Value from) {
    std::size_t bytes = 0;
    if (from.is_string()) bytes = from.as_string().size();
    if (from.kind() == Kind::array_buffer || from.kind() == Kind::typed_array ||
        from.kind() == Kind::data_view)
      bytes = from.bytes().size();
    if (bytes <= bytes_left_) {
      bytes_left_ -= bytes;
      return;
    }
    fail(CloneErrorCode::limit_values,
         "strings and bytes that are read at more places than limits.values allows");
  }

  static bool is_empty(Value value) { return value.is_undefined() || value.is_null(); }

  template <typename Table>
  static void* fill(const Table& type, void* object, Value from) {
    if (!is_empty(from)) return type.emplace(object);
    type.reset(object);
    return nullptr;
  }

  /// The new object to be read, or null.
  void* share(const SharedType& type, void* pointer, Value from) {
    if (is_empty(from)) {
      type.assign(pointer, nullptr);
      return nullptr;
    }
    const bool is_weak = type.shape == Shape::weak;
    if (!from.has_identity()) {
      const std::shared_ptr<void> owner = type.make();
      type.assign(pointer, owner);
      if (is_weak) weakly_held_.emplace_back(type.inner, owner);
      return owner.get();
    }
    const auto [known, is_new] = aliases_.try_emplace(from.slot());
    Alias& alias = known->second;
    if (is_new) alias = {type.inner, type.make()};
    if (alias.type != type.inner)
      fail(CloneErrorCode::bad_reference, "one object cannot be pointed at as " +
                                              expectation(*alias.type) + " and as " +
                                              expectation(*type.inner));
    type.assign(pointer, alias.owner);
    return is_new ? alias.owner.get() : nullptr;
  }

  // Containers

  void open(const Type& type, void* object, Value from) {
    if (frames_.size() >= rules_.limits.depth)
      fail(CloneErrorCode::limit_depth,
           "nested deeper than limits.depth (" + std::to_string(rules_.limits.depth) + ")");
    if (!may_open(type, from)) refuse(CloneErrorCode::wrong_kind, type, from);
    ++opened_;
    Frame frame{&type, object, from, 0, from.size(), entries_.size(), nullptr, false};
    switch (type.shape) {
      case Shape::object:
        if (as<ObjectType>(type).refuses_unknown) refuse_unknown(as<ObjectType>(type), from);
        frame.count = as<ObjectType>(type).members.size();
        break;
      case Shape::list: {
        const auto& list = as<ListType>(type);
        if (list.append == nullptr) break;
        list.clear(object);
        if (list.reserve != nullptr) list.reserve(object, frame.count);
        break;
      }
      case Shape::tuple: break;
      case Shape::record: as<RecordType>(type).clear(object); break;
      case Shape::set:
        as<SetType>(type).clear(object);
        frame.scratch = as<SetType>(type).create();
        break;
      default:
        as<MapType>(type).clear(object);
        frame.scratch = as<MapType>(type).create();
        break;
    }
    frames_.push_back(frame);
    if (type.shape == Shape::record || type.shape == Shape::set || type.shape == Shape::map)
      add_entries(from);
  }

  bool may_open(const Type& type, Value from) const {
    return type.shape == Shape::object ? from.is_object() : may_be(type, from, rules_.version);
  }

  static void refuse_unknown(const ObjectType& type, Value from) {
    for (auto entry = from.entries(); !entry.done(); entry.next()) {
      bool is_known = false;
      for (const Member& member : type.members)
        is_known = is_known || member.name == entry.name();
      if (is_known) continue;
      std::string message = "expected no other property than the fields of ";
      throw inside_property(CloneError(CloneErrorCode::wrong_kind, message.append(type.name),
                                       CloneError::no_offset, "$"),
                            entry.name());
    }
  }

  void add_entries(Value from) {
    for (auto entry = from.entries(); !entry.done(); entry.next()) {
      const bool is_object = from.is_object();
      entries_.push_back({is_object ? entry.name() : std::string_view(),
                          is_object ? Value() : entry.key(), entry.value()});
    }
  }

  void step() {
    Frame& frame = frames_.back();
    if (frame.step == frame.count) return close();
    const std::size_t step = frame.step++;
    switch (frame.type->shape) {
      case Shape::object: return step_member(frame, as<ObjectType>(*frame.type).members[step]);
      case Shape::list: return step_element(frame, as<ListType>(*frame.type), step);
      case Shape::tuple: {
        const Part& part = as<TupleType>(*frame.type).parts[step];
        return read(part.type, const_cast<void*>(part.get(frame.object)), frame.from[step]);
      }
      case Shape::record: {
        const auto& record = as<RecordType>(*frame.type);
        const Entry& entry = entries_[frame.first + step];
        return read(record.mapped, record.at(frame.object, entry.name), entry.value);
      }
      case Shape::set: {
        const auto& set = as<SetType>(*frame.type);
        if (step != 0) set.insert(frame.object, frame.scratch);
        return read(set.element, frame.scratch, entries_[frame.first + step].value);
      }
      default: return step_entry(frame, as<MapType>(*frame.type), step);
    }
  }

  void step_member(const Frame& frame, const Member& member) {
    void* const object = at(frame.object, member.offset);
    if (frame.from.has(member.name)) return read(member.type, object, frame.from[member.name]);
    if (fill_missing(member, object, rules_.version)) return;
    fail(CloneErrorCode::wrong_kind,
         "expected " + expectation(*member.type) + ", but the field is missing");
  }

  void step_element(const Frame& frame, const ListType& list, std::size_t step) {
    void* const element =
        list.append != nullptr
            ? list.append(frame.object)
            : const_cast<std::byte*>(list.block(frame.object).data()) + step * list.element->size;
    read(list.element, element, frame.from[step]);
  }

  void step_entry(Frame& frame, const MapType& map, std::size_t step) {
    const Entry& entry = entries_[frame.first + step];
    frame.in_key = true;
    read_leaf(*map.key, frame.scratch, entry.key);
    void* const mapped = map.at(frame.object, frame.scratch);
    if (mapped == nullptr) fail(CloneErrorCode::wrong_kind, "two keys of the Map are one in C++");
    frame.in_key = false;
    read(map.mapped, mapped, entry.value);
  }

  void close() {
    const Frame& frame = frames_.back();
    if (frame.type->shape == Shape::set && frame.count != 0)
      as<SetType>(*frame.type).insert(frame.object, frame.scratch);
    destroy_scratch(frame);
    entries_.resize(frame.first);
    frames_.pop_back();
  }

  static void destroy_scratch(const Frame& frame) {
    if (frame.scratch == nullptr) return;
    if (frame.type->shape == Shape::set) {
      as<SetType>(*frame.type).destroy(frame.scratch);
    } else {
      as<MapType>(*frame.type).destroy(frame.scratch);
    }
  }

  // Errors

  [[noreturn]] static void fail(CloneErrorCode code, const std::string& message) {
    throw CloneError(code, message, CloneError::no_offset, "$");
  }

  std::string path_here() const {
    std::vector<Path::Step> steps;
    for (const Frame& frame : frames_) {
      if (frame.step == 0) break;
      steps.push_back(step_of(frame, frame.step - 1));
    }
    return Path(steps).text();
  }

  Path::Step step_of(const Frame& frame, std::size_t step) const {
    using Kind = Path::StepKind;
    switch (frame.type->shape) {
      case Shape::object: return {Kind::property, as<ObjectType>(*frame.type).members[step].name};
      case Shape::record: return {Kind::property, entries_[frame.first + step].name};
      case Shape::set: return {Kind::set_member, {}, step};
      case Shape::map: return {frame.in_key ? Kind::map_key : Kind::map_value, {}, step};
      default: return {Kind::index, {}, step};
    }
  }

  const ReadRules& rules_;
  std::size_t values_ = 0;
  std::size_t bytes_left_;
  std::size_t opened_ = 0;
  std::vector<Frame> frames_;
  std::vector<Entry> entries_;
  std::unordered_map<std::uint64_t, Alias> aliases_;  // by the object's slot
  std::vector<std::pair<const Type*, std::shared_ptr<void>>> weakly_held_;
};

}  // namespace

void read_value(const Type& type, void* object, Value value, const ReadRules& rules) {
  ValueReader reader(rules);
  try {
    reader.run(type, object, value);
  } catch (...) {
    reader.take_apart();
    dismantle_value(type, object);
    throw;
  }
}

void read_value(const Type& type, void* object, Value value) {
  read_value(type, object, value, {});
}

}  // namespace candela::detail::bind
