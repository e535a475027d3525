// The leaves of bound types (Shape before `object`): from a value, to a value, and what to call them
// in messages.
//
// Threads: free functions without state. Errors: CloneError with the path `$`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include <candela/structured_clone/detail/type.hpp>
#include <candela/structured_clone/error.hpp>

namespace candela::detail::bind {

/// `a whole number from 0 to 255`, `one of "red", "lime"`, `an object`.
std::string expectation(const Type& type);
[[noreturn]] void refuse(CloneErrorCode code, const Type& type, Value found);

/// The same error, one step deeper.
CloneError inside_element(const CloneError& error, std::size_t index);
CloneError inside_property(const CloneError& error, std::string_view key);

void read_leaf(const Type& type, void* object, Value value);
Value write_leaf(Document& doc, const Type& type, const void* object);
/// The value of a field that is missing. Requires: a leaf, a constant that is not `none`.
void assign(const Type& type, void* object, const Constant& constant);

/// Whether the property must be there in that version.
bool is_required(const Member& member, std::uint32_t version) noexcept;
/// Gives a member of a new object what it has when its property is missing. False: it must be there.
bool fill_missing(const Member& member, void* object, std::uint32_t version);

/// Whether a value may be read as that type, as seen from outside, in that version.
bool may_be(const Type& type, Value value, std::uint32_t version);
/// The first alternative that the value may be, or `no_alternative`.
std::size_t choose(const VariantType& type, Value value, std::uint32_t version);
inline constexpr std::size_t no_alternative = ~std::size_t{0};

/// What an optional or a pointer holds. Requires: it is one.
const Type& inner_of(const Type& type) noexcept;

// Numbers of any size, as their own types have them

constexpr bool is_integer(Shape shape) noexcept {
  return shape >= Shape::int8 && shape <= Shape::uint64;
}
template <typename To>
To load(const void* object) noexcept {
  To to;
  std::memcpy(&to, object, sizeof to);
  return to;
}
inline std::int64_t load_signed(std::size_t size, const void* object) noexcept {
  switch (size) {
    case 1: return load<std::int8_t>(object);
    case 2: return load<std::int16_t>(object);
    case 4: return load<std::int32_t>(object);
    default: return load<std::int64_t>(object);
  }
}
inline std::uint64_t load_unsigned(std::size_t size, const void* object) noexcept {
  switch (size) {
    case 1: return load<std::uint8_t>(object);
    case 2: return load<std::uint16_t>(object);
    case 4: return load<std::uint32_t>(object);
    default: return load<std::uint64_t>(object);
  }
}
inline void store(std::size_t size, void* object, std::uint64_t number) noexcept {
  const auto put = [object](auto narrow) { std::memcpy(object, &narrow, sizeof narrow); };
  switch (size) {
    case 1: return put(static_cast<std::uint8_t>(number));
    case 2: return put(static_cast<std::uint16_t>(number));
    case 4: return put(static_cast<std::uint32_t>(number));
    default: return put(number);
  }
}

struct IntegerRange {
  std::int64_t least;
  std::uint64_t greatest;
};
/// Requires: `is_integer(shape)`.
constexpr IntegerRange integer_range(Shape shape) noexcept {
  constexpr std::uint64_t all = ~std::uint64_t{0};
  switch (shape) {
    case Shape::int8: return {-128, 127};
    case Shape::int16: return {-32768, 32767};
    case Shape::int32: return {-2147483648LL, 2147483647};
    case Shape::int64: return {static_cast<std::int64_t>(~(all >> 1U)), all >> 1U};
    case Shape::uint8: return {0, all >> 56U};
    case Shape::uint16: return {0, all >> 48U};
    case Shape::uint32: return {0, all >> 32U};
    default: return {0, all};
  }
}

/// The enumerator's number, extended.
std::int64_t load_enumerator(const EnumType& type, const void* object) noexcept;
/// Null: the enumerator has no name.
const EnumName* find_name(const EnumType& type, std::int64_t number) noexcept;
const EnumName* find_number(const EnumType& type, std::string_view name) noexcept;
[[noreturn]] void refuse_enumerator(std::int64_t number);
/// CloneError{not_serializable} for what no Date can be.
double date_ms(const TimeType& type, const void* object);

}  // namespace candela::detail::bind
