// Pointers for `to<T>` and `from`: std::unique_ptr, std::shared_ptr, std::weak_ptr.
//
// Guarantees
// - A graph of shared_ptr keeps its cycles and aliases, also through containers: what is pointed at
//   is one object of the document, however often it is met. unique_ptr and all that has no pointer
//   is read anew at each place.
// - Empty is null; null and undefined are read as empty.
// - A weak_ptr points into the same graph. It is empty where nothing else owns what it points at.
// - What has no identity in JavaScript (numbers, strings) is written at each place.
// - A pointer is read as exactly its type: one object that two types point at is refused.
// Ownership: cycles of shared_ptr keep each other alive, and a long chain of pointers is freed by
// recursion. `dismantle` does neither:
//   auto graph = candela::parse_as<std::shared_ptr<Node>>(text);
//   …
//   candela::dismantle(graph);   // without this line, a cycle leaks
// It follows what owns. What owns itself, and is met through weak_ptr alone, it does not reach: take it
// apart through that, `if (auto up = node.up.lock()) candela::dismantle(up);`, or read strangers' bytes
// into types in which nothing owns itself.
// Threads: as those of the pointers.
#pragma once

#include <memory>
#include <type_traits>

#include <candela/structured_clone/convert.hpp>

namespace candela {

namespace detail::bind {

void dismantle_value(const Type& type, void* object);

template <typename T>
concept KnownPointee = Known<std::remove_const_t<T>>;

template <typename T>
constexpr void check_pointee() {
  static_assert(std::is_default_constructible_v<T>,
                "candela: what is read must be default constructible");
}

template <KnownPointee T>
struct Describe<std::unique_ptr<T>> {
  using Table = UniqueType;
  using Pointer = std::unique_ptr<T>;
  static constexpr UniqueType make() {
    check_pointee<std::remove_const_t<T>>();
    return {{Shape::unique, sizeof(Pointer)},
            &table<std::remove_const_t<T>>,
            [](const void* pointer) -> const void* {
              return static_cast<const Pointer*>(pointer)->get();
            },
            [](void* pointer) -> void* {
              auto made = std::make_unique<std::remove_const_t<T>>();
              void* const object = made.get();
              *static_cast<Pointer*>(pointer) = std::move(made);
              return object;
            },
            [](void* pointer) { static_cast<Pointer*>(pointer)->reset(); }};
  }
};

template <typename Pointer, Shape shape>
struct DescribeShared {
  using Table = SharedType;
  using T = typename Pointer::element_type;
  using Bare = std::remove_const_t<T>;
  static constexpr bool is_weak = shape == Shape::weak;

  static std::shared_ptr<void> owner(const Pointer& pointer) {
    if constexpr (is_weak) {
      return std::const_pointer_cast<Bare>(pointer.lock());
    } else {
      return std::const_pointer_cast<Bare>(pointer);
    }
  }
  static constexpr SharedType make() {
    check_pointee<Bare>();
    return {{shape, sizeof(Pointer)},
            &table<Bare>,
            [](const void* pointer) -> const void* {
              if constexpr (is_weak) {
                return static_cast<const Pointer*>(pointer)->lock().get();
              } else {
                return static_cast<const Pointer*>(pointer)->get();
              }
            },
            [](const void* pointer) {
              return !is_weak && static_cast<const Pointer*>(pointer)->use_count() == 1;
            },
            []() -> std::shared_ptr<void> { return std::make_shared<Bare>(); },
            [](void* pointer, const std::shared_ptr<void>& owner) {
              *static_cast<Pointer*>(pointer) = std::static_pointer_cast<Bare>(owner);
            },
            [](void* pointer) {
              Pointer& from = *static_cast<Pointer*>(pointer);
              std::shared_ptr<void> taken = owner(from);
              from.reset();
              return taken;
            }};
  }
};
template <KnownPointee T>
struct Describe<std::shared_ptr<T>> : DescribeShared<std::shared_ptr<T>, Shape::shared> {};
template <KnownPointee T>
struct Describe<std::weak_ptr<T>> : DescribeShared<std::weak_ptr<T>, Shape::weak> {};

}  // namespace detail::bind

/// Takes a graph of pointers apart, without recursion: every pointer that can be reached from
/// `root`, through objects that others hold as well, is empty afterwards, as are the containers on
/// the way. Fields that are not listed are not looked into.
template <detail::bind::Composite T>
void dismantle(T& root) {
  detail::bind::dismantle_value(detail::bind::table<T>, &root);
}
/// The same for what is given away.
template <detail::bind::Composite T>
  requires(!std::is_lvalue_reference_v<T>)
void dismantle(T&& root) {
  detail::bind::dismantle_value(detail::bind::table<T>, &root);
}

}  // namespace candela
