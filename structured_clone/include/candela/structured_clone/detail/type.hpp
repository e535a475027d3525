// Private: a C++ type as a table, which one loop in a .cpp walks. Templates only fill tables in
// (describe.hpp and the headers convert*.hpp); reading, writing, taking apart and the schema know
// no type by name. All of it is constant, and is made by the compiler.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <candela/structured_clone/value.hpp>

namespace candela::detail::bind {

/// What a table describes, and so which of the structs below it is.
enum class Shape : std::uint8_t {
  boolean,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  float32,
  float64,
  string,
  view,  ///< std::string_view: good as long as what was read
  bigint,
  null,
  undefined,
  enumeration,
  date,
  duration,
  bytes,
  bits,       ///< std::vector<bool>
  converted,  ///< by a Convert<T> of the user's
  // What stands below holds others.
  object,
  list,   ///< vectors, arrays, deques
  tuple,  ///< pairs too
  set,
  map,     ///< a Map
  record,  ///< a map with string keys: an object
  optional,
  variant,
  unique,
  shared,
  weak,
};
constexpr bool is_leaf(Shape shape) noexcept {
  return shape < Shape::object;
}

struct Type {
  Shape shape;
  std::size_t size;  ///< sizeof
};

/// Where the elements of a container are, in its order.
using Elements = std::vector<const void*>;

struct EnumName {
  std::string_view name;
  std::int64_t number;
};
struct EnumType : Type {
  std::span<const EnumName> names;
  bool is_signed;
};

struct TimeType : Type {
  double (*to_ms)(const void*);
  bool (*from_ms)(void*, double);  ///< false: the type cannot hold it exactly
};

struct BytesType : Type {
  std::span<const std::byte> (*get)(const void*);
  bool (*assign)(void*, std::span<const std::byte>);  ///< false: another size
  bool takes_numbers;                                 ///< an array of numbers is read too
};

struct BitsType : Type {
  std::size_t (*count)(const void*);
  bool (*get)(const void*, std::size_t);
  void (*push)(void*, bool);
  void (*clear)(void*);
};

struct ConvertedType : Type {
  void (*to)(void*, Value);
  Value (*from)(Document&, const void*);
  bool is_view;
};

struct ListType : Type {
  const Type* element;
  /// Elements that stand one behind the other, or null data: then `collect`.
  std::span<const std::byte> (*block)(const void*);
  void (*collect)(const void*, Elements&);
  void* (*append)(void*);  ///< null: there are `fixed` of them
  void (*reserve)(void*, std::size_t);
  void (*clear)(void*);
  std::size_t fixed;
};

struct SetType : Type {
  const Type* element;
  void (*collect)(const void*, Elements&);
  void* (*create)();  ///< an element to be read into
  void (*destroy)(void*);
  bool (*insert)(void*, void*);  ///< moves it in; false: there was an equal one
  bool (*take)(void*, void*);    ///< moves one out; false: there is none
  void (*clear)(void*);
};

struct MapType : Type {
  const Type* key;
  const Type* mapped;
  void (*collect)(const void*, Elements&);  ///< key, mapped, key, mapped…
  void* (*create)();                        ///< a key to be read into
  void (*destroy)(void*);
  void* (*at)(void*, void*);  ///< the mapped value of a key, which is moved in; null: it is there
  void (*clear)(void*);
};

struct RecordType : Type {
  const Type* mapped;
  void (*collect)(const void*, Elements&);  ///< std::string, mapped, std::string, mapped…
  void* (*at)(void*, std::string_view);     ///< null: it is there
  void (*clear)(void*);
};

struct Part {
  const Type* type;
  const void* (*get)(const void*);
};
struct TupleType : Type {
  std::span<const Part> parts;
};

struct OptionalType : Type {
  const Type* inner;
  const void* (*get)(const void*);  ///< null: empty
  void* (*emplace)(void*);
  void (*reset)(void*);
};

struct VariantType : Type {
  std::span<const Type* const> alternatives;
  std::size_t (*index)(const void*);  ///< beyond the alternatives: valueless
  const void* (*get)(const void*);
  void* (*emplace)(void*, std::size_t);
};

struct UniqueType : Type {
  const Type* inner;
  const void* (*get)(const void*);
  void* (*emplace)(void*);
  void (*reset)(void*);
};

struct SharedType : Type {  ///< weak too
  const Type* inner;
  const void* (*get)(const void*);  ///< null: empty, or expired
  bool (*is_only)(const void*);     ///< nothing else shares it
  std::shared_ptr<void> (*make)();
  void (*assign)(void*, const std::shared_ptr<void>&);
  std::shared_ptr<void> (*take)(void*);  ///< leaves it empty
};

/// Another text for each type.
template <typename T>
constexpr std::string_view identity() noexcept {
  return __PRETTY_FUNCTION__;
}

/// The value of a field that is missing: of a primitive's kind.
struct Constant {
  enum class Kind : std::uint8_t { none, boolean, integer, number, text };
  Kind kind = Kind::none;
  bool flag = false;
  bool is_unsigned = false;  ///< of an integer: those 64 bits are without a sign
  std::int64_t integer = 0;
  double number = 0;
  std::string_view text = {};
  std::string_view type = {};  ///< the identity of an enumerator's enum

  /// More than an int64_t holds.
  constexpr bool is_large() const noexcept { return is_unsigned && integer < 0; }
};

struct Member {
  const Type* type;
  std::uint32_t offset;
  std::uint32_t key_size;
  const char* key;  ///< `,"name":` as nested writes it, with 32 bytes to read behind it
  std::string_view name;
  std::uint32_t since;
  std::uint32_t until;
  bool may_be_missing;
  bool writes_null;  ///< for an empty optional, which is left out elsewhere
  Constant fallback;
};

struct ObjectType : Type {
  std::string_view name;
  std::span<const Member> members;
  bool refuses_unknown;
  bool has_versions;          ///< some fields are not in every version
  std::string_view identity;  ///< another text for each type
  std::string_view names;     ///< of all members, one behind the other
  std::span<const std::uint32_t> name_sizes;
};

/// The table as what its shape says. Requires: it is that.
template <typename Table>
constexpr const Table& as(const Type& type) noexcept {
  return static_cast<const Table&>(type);
}

}  // namespace candela::detail::bind
