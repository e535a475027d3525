// What a C++ object owns, by its table: the objects, containers and tuples inside of it, in the
// order in which they are written.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <candela/structured_clone/detail/type.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela::detail::bind {

/// Shared objects are the same where both parts are: the first member of a struct has its address.
struct Identity {
  const void* object = nullptr;
  const Type* type = nullptr;
  auto operator<=>(const Identity&) const = default;
};

struct OwnedPart {
  const Type* type;  ///< no leaf, optional, variant or pointer
  const void* object;
  std::size_t levels;  ///< 1: a pointer leads to it, or it is an element; 0: it stands in its owner
  Identity identity;   ///< of what others may share; else empty
};

/// Which parts there are.
struct PartRules {
  enum class Weak : bool { skipped, followed };
  Weak weak = Weak::skipped;
  /// Pointers that nothing else shares have an identity too: a weak_ptr may lead there.
  enum class Lone : bool { anonymous, identified };
  Lone lone = Lone::anonymous;
  std::uint32_t version = newest_version;  ///< the fields outside of it are none
  enum class Fields : bool { all, written };
  Fields fields = Fields::all;
};

/// Adds what the object owns itself; nothing for a leaf.
void add_parts(const Type& type, const void* object, std::vector<OwnedPart>& parts,
               const PartRules& rules = {});

/// Where the elements of a list are. Adds to `elements`.
void collect_list(const ListType& type, const void* list, Elements& elements);

}  // namespace candela::detail::bind
