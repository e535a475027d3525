// Private: what can be reached from a type, found by the compiler.
#pragma once

#include <cstddef>
#include <string_view>

#include <candela/structured_clone/detail/describe.hpp>

namespace candela::detail::bind {

struct Reach {
  bool views = false;      ///< of what was read
  bool converted = false;  ///< by a Convert<T> of the user's
  bool shared = false;     ///< shared_ptr or weak_ptr to what has an identity
  bool weak = false;
};

/// The tables that can be reached from one, those of structs once.
class ReachedTypes {
 public:
  constexpr explicit ReachedTypes(const Type& type) : all_(new const Type*[room_]) { add(&type); }
  constexpr ~ReachedTypes() { delete[] all_; }
  ReachedTypes(const ReachedTypes&) = delete;
  ReachedTypes& operator=(const ReachedTypes&) = delete;

  constexpr Reach reach() {
    Reach reach;
    for (std::size_t i = 0; i < count_; ++i) {
      const Type& type = *all_[i];
      if (type.shape == Shape::view) reach.views = true;
      if (type.shape == Shape::converted) {
        reach.converted = true;
        reach.views = reach.views || as<ConvertedType>(type).is_view;
      }
      if (type.shape == Shape::weak) reach.weak = true;
      if (type.shape == Shape::shared || type.shape == Shape::weak) reach.shared = true;
      if (!is_leaf(type.shape)) add_inner(type);
    }
    return reach;
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
  /// Only structs close a circle. Compilers that look for undefined behaviour do not compare the
  /// addresses of tables.
  constexpr void add(const Type* type) {
    if (type->shape == Shape::object) {
      const std::string_view identity = as<ObjectType>(*type).identity;
      for (std::size_t i = 0; i < count_; ++i)
        if (all_[i]->shape == Shape::object && as<ObjectType>(*all_[i]).identity == identity)
          return;
    }
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
inline constexpr Reach reach = ReachedTypes(table<T>).reach();

/// A type as the functions in .cpp files take it.
struct Root {
  const Type& type;
  Reach reach;
};
template <typename T>
inline constexpr Root root = {table<T>, reach<T>};

}  // namespace candela::detail::bind
