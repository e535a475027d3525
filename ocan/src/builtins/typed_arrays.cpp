#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>
#include <vector>

#include <candela/ocan/error.hpp>

#include "builtins/builtin_call.hpp"
#include "builtins/elements.hpp"
#include "builtins/tables.hpp"
#include "builtins/value_text.hpp"
#include "utf16.hpp"

namespace candela {

namespace {

Value length(const BuiltinCall& call) {
  return call.count(typed_length(call.self));
}
Value element(const BuiltinCall& call, std::size_t index) {
  return typed_element(call.document, call.self, index);
}
Value at(const BuiltinCall& call) {
  const std::optional<std::size_t> index = index_for_at(call, typed_length(call.self));
  return index ? element(call, *index) : call.document.undefined();
}

/// What is looked for as an element of the array: only a number, or a BigInt, that some element can
/// be equal to.
template <typename T>
std::optional<T> as_element(Value wanted) {
  if constexpr (std::is_same_v<T, std::int64_t>) {
    return wanted.is_bigint() ? wanted.as_bigint().to_int64() : std::nullopt;
  } else if constexpr (std::is_same_v<T, std::uint64_t>) {
    return wanted.is_bigint() ? wanted.as_bigint().to_uint64() : std::nullopt;
  } else {
    if (!wanted.is_number()) return std::nullopt;
    const double number = wanted.as_number();
    if (std::is_integral_v<T> && !(number >= static_cast<double>(std::numeric_limits<T>::min()) &&
                                   number <= static_cast<double>(std::numeric_limits<T>::max())))
      return std::nullopt;
    const auto converted = static_cast<T>(number);
    const bool is_same = static_cast<double>(converted) == number || std::isnan(number);
    return is_same ? std::optional<T>(converted) : std::nullopt;
  }
}

/// Elements one by one, at places that are not aligned.
template <typename T>
class Elements {
 public:
  explicit Elements(std::span<const std::byte> bytes) : bytes_(bytes) {}
  std::size_t size() const { return bytes_.size() / sizeof(T); }
  T operator[](std::size_t index) const {
    return load_element<T>(bytes_.data() + index * sizeof(T));
  }

 private:
  std::span<const std::byte> bytes_;
};

Value includes(const BuiltinCall& call) {
  const std::size_t from = relative_position(call.integer(1, 0), typed_length(call.self));
  return with_element_type(call.self.view_type(), [&]<typename T>() {
    const std::optional<T> wanted = as_element<T>(call.argument(0));
    const Elements<T> elements(call.self.bytes());
    bool found = false;
    for (std::size_t i = from; wanted && !found && i < elements.size(); ++i) {
      const T here = elements[i];
      found = here == *wanted || (here != here && *wanted != *wanted);  // NaN is found
    }
    return call.document.boolean(found);
  });
}
Value index_of(const BuiltinCall& call) {
  const std::size_t from = relative_position(call.integer(1, 0), typed_length(call.self));
  return with_element_type(call.self.view_type(), [&]<typename T>() {
    const std::optional<T> wanted = as_element<T>(call.argument(0));
    const Elements<T> elements(call.self.bytes());
    for (std::size_t i = from; wanted && i < elements.size(); ++i) {
      if (elements[i] == *wanted) return call.count(i);
    }
    return call.document.number(-1);
  });
}
Value last_index_of(const BuiltinCall& call) {
  const auto size = static_cast<double>(typed_length(call.self));
  // An undefined that was given is 0 here.
  const double from = call.integer(1, call.arguments.size() > 1 ? 0 : size - 1);
  return with_element_type(call.self.view_type(), [&]<typename T>() {
    const std::optional<T> wanted = as_element<T>(call.argument(0));
    const Elements<T> elements(call.self.bytes());
    for (double i = from < 0 ? size + from : std::min(from, size - 1); wanted && i >= 0; --i) {
      const auto index = static_cast<std::size_t>(i);
      if (elements[index] == *wanted) return call.count(index);
    }
    return call.document.number(-1);
  });
}

// Others

Value copied(const BuiltinCall& call, std::span<const std::byte> bytes) {
  call.charge(bytes.size());
  return call.document.typed_array(call.self.view_type(), bytes);
}
BuiltinPart in_bytes(const BuiltinCall& call, BuiltinPart part) {
  const std::size_t width = element_size(call.self.view_type());
  return {part.begin * width, part.end * width};
}
Value slice(const BuiltinCall& call) {
  const BuiltinPart part = in_bytes(call, sliced_part(call, typed_length(call.self)));
  call.charge(part.size());
  return copied(call, call.self.bytes().subspan(part.begin, part.size()));
}
/// Shows the same buffer.
Value subarray(const BuiltinCall& call) {
  const BuiltinPart part = sliced_part(call, typed_length(call.self));
  return call.document.typed_array(call.self.view_type(), call.self.view_buffer(),
                                   call.self.view_byte_offset() + in_bytes(call, part).begin,
                                   part.size());
}

/// A typed array of the elements that `change` leaves.
template <typename Change>
Value changed(const BuiltinCall& call, Change&& change) {
  return with_element_type(call.self.view_type(), [&]<typename T>() {
    const std::span<const std::byte> bytes = call.self.bytes();
    call.charge(bytes.size());
    std::vector<T> elements(bytes.size() / sizeof(T));
    if (!bytes.empty()) std::memcpy(elements.data(), bytes.data(), bytes.size());
    change(elements);
    return call.document.typed_array(call.self.view_type(),
                                     std::as_bytes(std::span<const T>(elements)));
  });
}
Value to_reversed(const BuiltinCall& call) {
  // A copy, not std::reverse: at -O3 that makes g++ 12 warn of a write past the end, wrongly.
  return changed(call, [](auto& elements) {
    elements = std::decay_t<decltype(elements)>(elements.rbegin(), elements.rend());
  });
}
/// By value; -0 before 0, NaN last.
template <typename T>
bool is_before(T left, T right) {
  if constexpr (std::is_floating_point_v<T>) {
    if (std::isnan(left) || std::isnan(right)) return !std::isnan(left) && std::isnan(right);
    if (left == right) return std::signbit(left) && !std::signbit(right);
  }
  return left < right;
}
Value to_sorted(const BuiltinCall& call) {
  if (!call.argument(0).is_undefined()) call.refuse("no function to compare with");
  call.charge_times(static_cast<double>(std::bit_width(typed_length(call.self))),
                    call.self.bytes().size());
  return changed(call, [](auto& elements) {
    using T = typename std::decay_t<decltype(elements)>::value_type;
    std::sort(elements.begin(), elements.end(), is_before<T>);
  });
}

/// As a store into the array converts it: integers count around, clamped ones do not.
template <typename T>
T converted(Value value, ElementType type) {
  if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, std::uint64_t>) {
    const BigInt number = value.as_bigint();
    const std::uint64_t low = number.limbs().empty() ? 0 : number.limbs()[0];
    return static_cast<T>(number.is_negative() ? std::uint64_t{0} - low : low);
  } else if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(value.as_number());
  } else {
    const double number = value.as_number();
    if (type == ElementType::uint8_clamped) {
      if (!(number > 0)) return T{0};
      return static_cast<T>(std::nearbyint(std::min(number, 255.0)));
    }
    if (!std::isfinite(number)) return T{0};
    constexpr double around = 4294967296;
    const double rest = std::fmod(std::trunc(number), around);
    return static_cast<T>(static_cast<std::uint32_t>(static_cast<std::int64_t>(rest)));
  }
}
Value with(const BuiltinCall& call) {
  const ElementType type = call.self.view_type();
  const bool wants_bigint = type == ElementType::bigint64 || type == ElementType::biguint64;
  const Value value = call.argument(1);
  if (wants_bigint ? !value.is_bigint() : !value.is_number())
    call.refuse(wants_bigint ? "a BigInt" : "a number");
  const std::optional<std::size_t> index = index_for_at(call, typed_length(call.self));
  if (!index) throw Error("RangeError", "Invalid typed array index");
  return changed(call, [&](auto& elements) {
    using T = typename std::decay_t<decltype(elements)>::value_type;
    elements[*index] = converted<T>(value, type);
  });
}

// Lists

Value keys(const BuiltinCall& call) {
  const std::size_t size = typed_length(call.self);
  Value list = call.array_for(size);
  for (std::size_t i = 0; i < size; ++i)
    list.push(i);
  return list;
}
Value values(const BuiltinCall& call) {
  const std::size_t size = typed_length(call.self);
  Value list = call.array_for(size);
  for (std::size_t i = 0; i < size; ++i)
    list.push(element(call, i));
  return list;
}
Value entries(const BuiltinCall& call) {
  const std::size_t size = typed_length(call.self);
  Value list = call.array_for(size);
  for (std::size_t i = 0; i < size; ++i) {
    call.charge(builtin_pair_bytes);
    list.push(call.document.array({i, element(call, i)}));
  }
  return list;
}

constexpr auto little = BuiltinReads::little;
constexpr auto property = BuiltinForm::property;
constexpr Builtin table[] = {
    {"buffer", view_buffer, little, property},
    {"byteLength", view_byte_length, little, property},
    {"byteOffset", view_byte_offset, little, property},
    {"length", length, little, property},
    {"at", at, little},
    {"entries", entries},
    {"includes", includes},
    {"indexOf", index_of},
    {"join", join_elements},
    {"keys", keys},
    {"lastIndexOf", last_index_of},
    {"slice", slice, little},
    {"subarray", subarray, little},
    {"toReversed", to_reversed},
    {"toSorted", to_sorted},
    {"toString", elements_to_string},
    {"values", values},
    {"with", with},
};

}  // namespace

std::span<const Builtin> typed_array_builtins() {
  return table;
}

}  // namespace candela
