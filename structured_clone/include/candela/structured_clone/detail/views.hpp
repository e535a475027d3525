// Private: whether a type holds views of what it was read from, found by the compiler.
#pragma once

#include <cstddef>

#include <candela/structured_clone/detail/describe.hpp>

namespace candela::detail::bind {

/// The tables that can be reached from one, each once.
class ReachedTypes {
 public:
  constexpr explicit ReachedTypes(const Type& type) : all_(new const Type*[room_]) { add(&type); }
  constexpr ~ReachedTypes() { delete[] all_; }
  ReachedTypes(const ReachedTypes&) = delete;
  ReachedTypes& operator=(const ReachedTypes&) = delete;

  constexpr bool any_view() {
    for (std::size_t i = 0; i < count_; ++i) {
      const Type& type = *all_[i];
      if (type.shape == Shape::view) return true;
      if (type.shape == Shape::converted && as<ConvertedType>(type).is_view) return true;
      if (!is_leaf(type.shape)) add_inner(type);
    }
    return false;
  }

 private:
  constexpr void add_inner(const Type& type) {
    switch (type.shape) {
      case Shape::object:
        for (const Member& member : as<ObjectType>(type).members)
          add(member.type);
        return;
      case Shape::tuple:
        for (const Part& part : as<TupleType>(type).parts)
          add(part.type);
        return;
      case Shape::variant:
        for (const Type* alternative : as<VariantType>(type).alternatives)
          add(alternative);
        return;
      case Shape::list: return add(as<ListType>(type).element);
      case Shape::set: return add(as<SetType>(type).element);
      case Shape::map: add(as<MapType>(type).key); return add(as<MapType>(type).mapped);
      case Shape::record: return add(as<RecordType>(type).mapped);
      case Shape::optional: return add(as<OptionalType>(type).inner);
      case Shape::unique: return add(as<UniqueType>(type).inner);
      default: return add(as<SharedType>(type).inner);
    }
  }
  constexpr void add(const Type* type) {
    for (std::size_t i = 0; i < count_; ++i)
      if (all_[i] == type) return;
    if (count_ == room_) grow();
    all_[count_++] = type;
  }
  constexpr void grow() {
    const Type** const more = new const Type*[2 * room_];
    for (std::size_t i = 0; i < count_; ++i)
      more[i] = all_[i];
    delete[] all_;
    all_ = more;
    room_ *= 2;
  }

  std::size_t room_ = 16;
  std::size_t count_ = 0;
  const Type** all_;
};

template <typename T>
inline constexpr bool has_views = ReachedTypes(table<T>).any_view();

}  // namespace candela::detail::bind
