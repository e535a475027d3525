// Taking objects apart without recursion: depth first, each container emptied when what it holds is
// empty already, each pointer let go when what it points at is. What is being taken apart is not
// begun again where the graph leads back to it: the elements that wait further out would be gone.
#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

#include <candela/structured_clone/convert_pointers.hpp>

#include "parts.hpp"

namespace candela::detail::bind {
namespace {

class Dismantler {
 public:
  Dismantler() = default;
  Dismantler(const Dismantler&) = delete;
  Dismantler& operator=(const Dismantler&) = delete;
  ~Dismantler() = default;

  void run(const Type& type, void* object) {
    open_.insert(object);
    visit(&type, object);
    while (!frames_.empty())
      step();
  }

 private:
  struct Frame {
    const Type* type;
    void* object;
    std::size_t next;             // the member or element that comes next
    std::size_t first;            // of the elements in elements_
    std::shared_ptr<void> owner;  // of what a shared_ptr pointed at, or of a Set's member
  };

  /// Opens a frame for what may hold pointers.
  void visit(const Type* type, void* object) {
    while (!is_leaf(type->shape)) {
      switch (type->shape) {
        case Shape::optional:
          object = const_cast<void*>(as<OptionalType>(*type).get(object));
          type = as<OptionalType>(*type).inner;
          if (object == nullptr) return;
          continue;
        case Shape::variant: {
          const auto& variant = as<VariantType>(*type);
          const std::size_t index = variant.index(object);
          if (index >= variant.alternatives.size()) return;
          object = const_cast<void*>(variant.get(object));
          type = variant.alternatives[index];
          continue;
        }
        case Shape::weak: as<SharedType>(*type).assign(object, nullptr); return;
        case Shape::shared: {
          std::shared_ptr<void> owner = as<SharedType>(*type).take(object);
          if (owner == nullptr) return;
          void* const held = owner.get();
          // What nobody else points at is not met again.
          if (owner.use_count() > 1 && !open_.insert(held).second) return;
          frames_.push_back({type, held, 0, elements_.size(), std::move(owner)});
          return;
        }
        default: return open(*type, object);
      }
    }
  }

  void open(const Type& type, void* object) {
    frames_.push_back({&type, object, 0, elements_.size(), nullptr});
    switch (type.shape) {
      case Shape::list:
        if (!is_leaf(as<ListType>(type).element->shape))
          collect_list(as<ListType>(type), object, elements_);
        return;
      case Shape::set:
        frames_.back().owner = {as<SetType>(type).create(), as<SetType>(type).destroy};
        return;
      case Shape::map: as<MapType>(type).collect(object, elements_); return;
      case Shape::record: as<RecordType>(type).collect(object, elements_); return;
      default: return;
    }
  }

  void step() {
    Frame& frame = frames_.back();
    const std::size_t next = frame.next++;
    switch (frame.type->shape) {
      case Shape::object: {
        const auto members = as<ObjectType>(*frame.type).members;
        if (next == members.size()) return close();
        return visit(members[next].type,
                     static_cast<std::byte*>(frame.object) + members[next].offset);
      }
      case Shape::tuple: {
        const auto parts = as<TupleType>(*frame.type).parts;
        if (next == parts.size()) return close();
        return visit(parts[next].type, const_cast<void*>(parts[next].get(frame.object)));
      }
      case Shape::list: {
        const auto& list = as<ListType>(*frame.type);
        if (frame.first + next < elements_.size()) return visit(list.element, element(frame, next));
        if (list.append != nullptr && !is_leaf(list.element->shape)) list.clear(frame.object);
        return close();
      }
      case Shape::map:
      case Shape::record: return step_mapped(frame, next);
      case Shape::set: {
        const auto& set = as<SetType>(*frame.type);
        void* const member = frame.owner.get();
        if (is_leaf(set.element->shape) || !set.take(frame.object, member)) return close();
        return visit(set.element, member);
      }
      case Shape::unique: {
        const auto& unique = as<UniqueType>(*frame.type);
        void* const held = const_cast<void*>(unique.get(frame.object));
        if (next == 0 && held != nullptr) return visit(unique.inner, held);
        unique.reset(frame.object);
        return close();
      }
      default:
        if (next == 0) return visit(as<SharedType>(*frame.type).inner, frame.object);
        if (!open_.empty()) open_.erase(frame.object);
        return close();
    }
  }

  void step_mapped(const Frame& frame, std::size_t next) {
    const bool is_map = frame.type->shape == Shape::map;
    const Type* const mapped =
        is_map ? as<MapType>(*frame.type).mapped : as<RecordType>(*frame.type).mapped;
    const std::size_t at = 2 * next + 1;
    if (frame.first + at < elements_.size()) return visit(mapped, element(frame, at));
    if (!is_leaf(mapped->shape)) {
      const auto clear =
          is_map ? as<MapType>(*frame.type).clear : as<RecordType>(*frame.type).clear;
      clear(frame.object);
    }
    close();
  }

  void* element(const Frame& frame, std::size_t at) const {
    return const_cast<void*>(elements_[frame.first + at]);
  }

  void close() {
    elements_.resize(frames_.back().first);
    frames_.pop_back();
  }

  std::vector<Frame> frames_;
  Elements elements_;
  std::unordered_set<const void*> open_;  // the root, and what several shared_ptr point at
};

}  // namespace

void dismantle_value(const Type& type, void* object) {
  Dismantler().run(type, object);
}

}  // namespace candela::detail::bind
