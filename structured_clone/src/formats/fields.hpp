// The fields of an object that was read, by name: for the forms that give objects a meaning.
#pragma once

#include <string>
#include <string_view>

#include "text/tree_reader.hpp"

namespace candela {

class Fields {
 public:
  Fields(const Core& core, const ReadObject& object) : core_(core), object_(object) {}

  /// The value of a field, or slots::hole.
  Slot find(std::string_view name) const noexcept {
    for (std::uint32_t i = 0; i < object_.count; ++i)
      if (core_.key_text(object_.keys[i]) == name) return object_.values[i];
    return slots::hole;
  }
  bool has(std::string_view name) const noexcept { return find(name) != slots::hole; }

  // These fail with CloneError{bad_shape}, naming the field.
  std::string_view string(std::string_view name) const {
    const Slot slot = find(name);
    if (!slots::is_string(slot)) fail(name, "a string");
    return core_.text(slot);
  }
  double number(std::string_view name) const {
    const Slot slot = find(name);
    if (!slots::is_number(slot)) fail(name, "a number");
    return slots::as_number(slot);
  }
  /// A whole number from 0 to 2^32-1.
  std::uint32_t count(std::string_view name) const {
    const double value = number(name);
    if (!(value >= 0 && value < 4294967296.0 && value == static_cast<std::uint32_t>(value)))
      fail(name, "a whole number");
    return static_cast<std::uint32_t>(value);
  }
  HeaderIndex array(std::string_view name) const {
    const Slot slot = find(name);
    if (core_.kind(slot) != Kind::array) fail(name, "a list");
    return slots::header_of(slot);
  }

  const ReadObject& object() const noexcept { return object_; }
  std::size_t offset() const noexcept { return object_.offset; }
  [[noreturn]] void fail(std::string_view name, std::string_view wanted) const {
    std::string message = "the field '";
    message.append(name).append("' must be ").append(wanted);
    throw CloneError(CloneErrorCode::bad_shape, message, object_.offset);
  }

 private:
  const Core& core_;
  const ReadObject& object_;
};

}  // namespace candela
