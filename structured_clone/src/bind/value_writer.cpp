#include "value_writer.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <candela/structured_clone/convert.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/path.hpp>

#include "parts.hpp"
#include "typed_leaf.hpp"

namespace candela::detail::bind {
namespace {

class ValueWriter {
 public:
  ValueWriter(Document& doc, std::uint32_t version) : doc_(doc), version_(version) {}

  Value run(const Type& type, const void* object) {
    try {
      const Value value = make(type, object);
      while (!frames_.empty())
        step();
      return value;
    } catch (const CloneError& error) {
      std::string path = path_here();
      if (error.path().starts_with('$')) path += error.path().substr(1);
      throw CloneError(error.code(), error.message(), error.offset(), std::move(path));
    }
  }

 private:
  struct Frame {
    const Type* type;
    const void* object;
    Value to;
    std::size_t step;   // the member, element or entry that comes next
    std::size_t count;  // of them
    std::size_t first;  // of the elements in elements_
  };

  /// The value of an object: whole where it is a leaf, else a container that a frame will fill.
  /// Recursion ends with the type: what could go on for long has frames.
  Value make(const Type& type, const void* object) {
    if (is_leaf(type.shape)) return write_leaf(doc_, type, object);
    switch (type.shape) {
      case Shape::optional: {
        const void* const held = as<OptionalType>(type).get(object);
        return held == nullptr ? doc_.undefined() : make(inner_of(type), held);
      }
      case Shape::unique: {
        const void* const held = as<UniqueType>(type).get(object);
        return held == nullptr ? doc_.null() : make(inner_of(type), held);
      }
      case Shape::shared:
      case Shape::weak: return make_shared_value(as<SharedType>(type), object);
      case Shape::variant: {
        const auto& variant = as<VariantType>(type);
        const std::size_t index = variant.index(object);
        if (index >= variant.alternatives.size())
          throw CloneError(CloneErrorCode::not_serializable, "a variant without a value",
                           CloneError::no_offset, "$");
        return make(*variant.alternatives[index], variant.get(object));
      }
      default: return open(type, object);
    }
  }

  Value make_shared_value(const SharedType& type, const void* pointer) {
    const void* const object = type.get(pointer);
    if (object == nullptr) return doc_.null();
    const Identity identity{object, type.inner};
    const auto known = made_.find(identity);
    if (known != made_.end()) return known->second;
    const Value value = make(*type.inner, object);
    made_.emplace(identity, value);
    return value;
  }

  Value open(const Type& type, const void* object) {
    Frame frame{&type, object, Value(), 0, 0, elements_.size()};
    switch (type.shape) {
      case Shape::object:
        frame.to = doc_.object();
        frame.count = as<ObjectType>(type).members.size();
        break;
      case Shape::tuple:
        frame.to = doc_.array();
        frame.count = as<TupleType>(type).parts.size();
        break;
      case Shape::list:
        frame.to = doc_.array();
        collect_list(as<ListType>(type), object, elements_);
        frame.count = elements_.size() - frame.first;
        break;
      case Shape::set:
        frame.to = doc_.make_set();
        as<SetType>(type).collect(object, elements_);
        frame.count = elements_.size() - frame.first;
        break;
      case Shape::record:
        frame.to = doc_.object();
        as<RecordType>(type).collect(object, elements_);
        frame.count = (elements_.size() - frame.first) / 2;
        break;
      default:
        frame.to = doc_.make_map();
        as<MapType>(type).collect(object, elements_);
        frame.count = (elements_.size() - frame.first) / 2;
        break;
    }
    frames_.push_back(frame);
    return frame.to;
  }

  void step() {
    Frame& frame = frames_.back();
    if (frame.step == frame.count) {
      elements_.resize(frame.first);
      frames_.pop_back();
      return;
    }
    const std::size_t step = frame.step++;
    Value to = frame.to;
    switch (frame.type->shape) {
      case Shape::object:
        return step_member(to, frame.object, as<ObjectType>(*frame.type).members[step]);
      case Shape::tuple: {
        const Part& part = as<TupleType>(*frame.type).parts[step];
        return to.push(make(*part.type, part.get(frame.object)));
      }
      case Shape::list: return to.push(make(*as<ListType>(*frame.type).element, element(step)));
      case Shape::set: return to.add(make(*as<SetType>(*frame.type).element, element(step)));
      case Shape::record: {
        const auto* const key = static_cast<const std::string*>(element(2 * step));
        return to.set(*key, make(*as<RecordType>(*frame.type).mapped, element(2 * step + 1)));
      }
      default: {
        const auto& map = as<MapType>(*frame.type);
        const void* const mapped = element(2 * step + 1);
        const Value key = make(*map.key, element(2 * step));
        return to.put(key, make(*map.mapped, mapped));
      }
    }
  }

  void step_member(Value& to, const void* owner, const Member& member) {
    if (version_ < member.since || version_ > member.until) return;
    const void* const object = static_cast<const std::byte*>(owner) + member.offset;
    if (member.type->shape == Shape::optional &&
        as<OptionalType>(*member.type).get(object) == nullptr) {
      if (member.writes_null) to.set(member.name, nullptr);
      return;
    }
    to.set(member.name, make(*member.type, object));
  }

  const void* element(std::size_t at) const { return elements_[frames_.back().first + at]; }

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
      case Shape::record:
        return {Kind::property,
                *static_cast<const std::string*>(elements_[frame.first + 2 * step])};
      case Shape::set: return {Kind::set_member, {}, step};
      case Shape::map: return {Kind::map_value, {}, step};
      default: return {Kind::index, {}, step};
    }
  }

  Document& doc_;
  std::uint32_t version_;
  std::vector<Frame> frames_;
  Elements elements_;
  std::map<Identity, Value> made_;
};

}  // namespace

Value write_value(Document& doc, const Type& type, const void* object, std::uint32_t version) {
  return ValueWriter(doc, version).run(type, object);
}

Value write_value(Document& doc, const Type& type, const void* object) {
  return write_value(doc, type, object, newest_version);
}

}  // namespace candela::detail::bind
