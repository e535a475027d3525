#include <candela/structured_clone/value.hpp>

#include <string>

#include <candela/structured_clone/error.hpp>

#include "core.hpp"

namespace candela {
namespace {

[[noreturn]] void refuse(std::string_view wanted, Kind found) {
  std::string message = "expected ";
  message.append(wanted).append(", found ").append(to_string(found));
  throw CloneError(CloneErrorCode::wrong_kind, message);
}

HeaderIndex header_of(const Value& value, Kind wanted) {
  if (value.kind() != wanted) refuse(to_string(wanted), value.kind());
  return slots::header_of(value.slot());
}

bool has_properties(Kind kind) noexcept {
  return kind == Kind::object || kind == Kind::error;
}

HeaderIndex properties_of(const Value& value) {
  if (!has_properties(value.kind())) refuse("an object or error", value.kind());
  return slots::header_of(value.slot());
}

HeaderIndex entries_of(const Value& value) {
  if (value.kind() != Kind::map && value.kind() != Kind::set) refuse("a map or set", value.kind());
  return slots::header_of(value.slot());
}

Slot fixed_slot(const Value& value, Kind wanted, std::uint32_t position) {
  const HeaderIndex index = header_of(value, wanted);
  return value.core()->cells[(*value.core())[index].cells + position];
}

constexpr std::string_view part_names[] = {"name", "message", "stack", "cause"};

/// The part of an error that a property name stands for, or `error_parts`.
std::uint32_t part_of(std::string_view name) noexcept {
  std::uint32_t part = 0;
  while (part < Core::error_parts && part_names[part] != name)
    ++part;
  return part;
}

}  // namespace

Kind Value::kind() const noexcept {
  if (slots::is_number(slot_)) return Kind::number;
  if (core_ != nullptr) return core_->kind(slot_);
  switch (slots::tag(slot_)) {
    case slots::tag_null: return Kind::null;
    case slots::tag_boolean: return Kind::boolean;
    default: return Kind::undefined;
  }
}

bool Value::is(const Value& other) const noexcept {
  if (slot_ == other.slot_) {
    const bool plain = slots::is_number(slot_) || slots::is_boolean(slot_) ||
                       slot_ == slots::null || slot_ == slots::undefined;
    if (plain || core_ == other.core_) return true;
  }
  const Kind left = kind();
  if (left != other.kind()) return false;
  if (left == Kind::undefined) return true;  // a hole reads as undefined
  if (left != Kind::string && left != Kind::bigint) return false;
  return core_->text(slot_) == other.core_->text(other.slot_);
}

bool Value::as_boolean() const {
  if (!slots::is_boolean(slot_)) refuse("a boolean", kind());
  return slot_ == slots::yes;
}

double Value::as_number() const {
  if (!slots::is_number(slot_)) refuse("a number", kind());
  return slots::as_number(slot_);
}

std::string_view Value::as_string() const {
  if (!slots::is_string(slot_)) refuse("a string", kind());
  return core_->text(slot_);
}

BigInt Value::as_bigint() const {
  if (!slots::is_bigint(slot_)) refuse("a bigint", kind());
  return core_->bigint(slot_);
}

std::size_t Value::size() const {
  switch (kind()) {
    case Kind::object:
    case Kind::array:
    case Kind::error:
    case Kind::array_buffer:
    case Kind::typed_array:
    case Kind::data_view: return (*core_)[slots::header_of(slot_)].size;
    case Kind::map:
    case Kind::set: return (*core_)[slots::header_of(slot_)].live;
    default: refuse("a container", kind());
  }
}

// Objects, and the own properties of errors

Value Value::operator[](std::string_view key) const {
  const HeaderIndex index = properties_of(*this);
  if (kind() == Kind::error) {
    const std::uint32_t part = part_of(key);
    if (part < Core::error_parts) return error_part(static_cast<ErrorPart>(part));
  }
  return {core_, core_->property(index, core_->find_key(key))};
}

bool Value::has(std::string_view key) const {
  const HeaderIndex index = properties_of(*this);
  if (kind() == Kind::error) {
    const std::uint32_t part = part_of(key);
    if (part < Core::error_parts) return error_has(static_cast<ErrorPart>(part));
  }
  return core_->find_property(index, core_->find_key(key)) != Core::nowhere;
}

void Value::set(std::string_view key, const Init& value) {
  const HeaderIndex index = properties_of(*this);
  if (kind() == Kind::error) {
    const std::uint32_t part = part_of(key);
    if (part < Core::error_parts) return set_error_part(static_cast<ErrorPart>(part), value);
  }
  const Slot slot = core_->from_init(value);
  core_->set_property(index, core_->intern(key), slot);
}

bool Value::erase(std::string_view key) {
  const HeaderIndex index = properties_of(*this);
  if (kind() == Kind::error) {
    const std::uint32_t part = part_of(key);
    if (part < Core::error_parts) {
      const bool had = error_has(static_cast<ErrorPart>(part));
      erase_error_part(static_cast<ErrorPart>(part));
      return had;
    }
  }
  return core_->erase_property(index, core_->find_key(key));
}

// Arrays

Value Value::operator[](std::size_t index) const {
  const HeaderIndex array = header_of(*this, Kind::array);
  const Header& header = (*core_)[array];
  if (index >= header.size) return {core_, slots::undefined};
  const Slot slot = core_->cells[header.cells + index];
  return {core_, slot == slots::hole ? slots::undefined : slot};
}

bool Value::is_hole(std::size_t index) const {
  const HeaderIndex array = header_of(*this, Kind::array);
  const Header& header = (*core_)[array];
  return index < header.size && core_->cells[header.cells + index] == slots::hole;
}

void Value::push(const Init& value) {
  const HeaderIndex array = header_of(*this, Kind::array);
  core_->push(array, core_->from_init(value));
}

void Value::set_at(std::size_t index, const Init& value) {
  const HeaderIndex array = header_of(*this, Kind::array);
  const Slot slot = core_->from_init(value);
  if (index == (*core_)[array].size) return core_->push(array, slot);
  if (index > (*core_)[array].size)
    throw CloneError(CloneErrorCode::bad_shape,
                     "set_at past the end of the array; resize it first, which makes holes");
  core_->cells[(*core_)[array].cells + index] = slot;
}

void Value::resize(std::size_t size) {
  if (size > 0x3FFF'FFFF)
    throw CloneError(CloneErrorCode::capacity, "an array holds 2^30 elements at the most");
  core_->resize_array(header_of(*this, Kind::array), static_cast<std::uint32_t>(size));
}

// Maps and Sets

Value Value::get(const Init& key) const {
  const HeaderIndex map = header_of(*this, Kind::map);
  std::string image;
  const Core::EntryKey wanted = core_->entry_key(key, image);
  const std::uint32_t at = core_->find_entry(map, wanted);
  if (at == Core::nowhere) return {core_, slots::undefined};
  return {core_, core_->cells[(*core_)[map].cells + at * 2 + 1]};
}

bool Value::contains(const Init& key) const {
  const HeaderIndex entries = entries_of(*this);
  std::string image;
  const Core::EntryKey wanted = core_->entry_key(key, image);
  return core_->find_entry(entries, wanted) != Core::nowhere;
}

void Value::put(const Init& key, const Init& value) {
  const HeaderIndex map = header_of(*this, Kind::map);
  const Slot key_slot = core_->from_init(key);
  core_->put_entry(map, key_slot, core_->from_init(value));
}

void Value::add(const Init& member) {
  const HeaderIndex set = header_of(*this, Kind::set);
  core_->put_entry(set, core_->from_init(member), slots::undefined);
}

bool Value::remove(const Init& key) {
  const HeaderIndex entries = entries_of(*this);
  std::string image;
  const Core::EntryKey wanted = core_->entry_key(key, image);
  return core_->remove_entry(entries, wanted);
}

// Walking

Value::Cursor Value::entries() const {
  Cursor cursor;
  cursor.owner_ = *this;
  switch (kind()) {
    case Kind::object:
    case Kind::error: cursor.order_ = core_->property_order(slots::header_of(slot_)); break;
    case Kind::array:
    case Kind::map:
    case Kind::set: break;
    default: refuse("an object, array, map, set or error", kind());
  }
  cursor.size_ = (*core_)[slots::header_of(slot_)].size;
  cursor.skip_removed();
  return cursor;
}

bool Value::Cursor::done() const noexcept {
  return index_ >= size_;
}

void Value::Cursor::next() noexcept {
  ++index_;
  skip_removed();
}

void Value::Cursor::skip_removed() noexcept {
  const Header& header = (*owner_.core_)[slots::header_of(owner_.slot_)];
  if (header.kind != Kind::map && header.kind != Kind::set) return;
  const std::size_t stride = header.kind == Kind::map ? 2 : 1;
  while (index_ < size_ && owner_.core_->cells[header.cells + index_ * stride] == slots::hole)
    ++index_;
}

std::string_view Value::Cursor::name() const {
  const Core& core = *owner_.core_;
  const Header& header = core[properties_of(owner_)];
  const std::size_t at = order_.empty() ? index_ : order_[index_];
  return core.key_text(core.words[header.words + at]);
}

Value Value::Cursor::key() const {
  const Header& header = (*owner_.core_)[entries_of(owner_)];
  const std::size_t stride = header.kind == Kind::map ? 2 : 1;
  return {owner_.core_, owner_.core_->cells[header.cells + index_ * stride]};
}

Value Value::Cursor::value() const {
  const Core& core = *owner_.core_;
  const Header& header = core[slots::header_of(owner_.slot_)];
  const std::size_t at = order_.empty() ? index_ : order_[index_];
  const std::size_t cell =
      header.kind == Kind::map ? index_ * 2 + 1 : Core::first_value(header) + at;
  const Slot slot = core.cells[header.cells + cell];
  return {owner_.core_, slot == slots::hole ? slots::undefined : slot};
}

// Dates, RegExps, errors, boxed, hosts, functions

double Value::date_ms() const {
  return slots::as_number(fixed_slot(*this, Kind::date, 0));
}

std::string_view Value::regexp_source() const {
  return core_->text(fixed_slot(*this, Kind::regexp, 0));
}
std::string_view Value::regexp_flags() const {
  return core_->text(fixed_slot(*this, Kind::regexp, 1));
}
double Value::regexp_last_index() const {
  return slots::as_number(fixed_slot(*this, Kind::regexp, 2));
}
void Value::set_regexp_last_index(double index) {
  const HeaderIndex regexp = header_of(*this, Kind::regexp);
  core_->cells[(*core_)[regexp].cells + 2] = slots::number(index);
}

std::string_view Value::error_name() const {
  const Value name = error_part(ErrorPart::name);
  return name.is_string() ? name.as_string() : std::string_view();
}
std::string_view Value::error_message() const {
  const Value message = error_part(ErrorPart::message);
  return message.is_string() ? message.as_string() : std::string_view();
}

bool Value::error_has(ErrorPart part) const {
  return fixed_slot(*this, Kind::error, static_cast<std::uint32_t>(part)) != slots::hole;
}

Value Value::error_part(ErrorPart part) const {
  const Slot slot = fixed_slot(*this, Kind::error, static_cast<std::uint32_t>(part));
  return {core_, slot == slots::hole ? slots::undefined : slot};
}

void Value::set_error_part(ErrorPart part, const Init& value) {
  const HeaderIndex error = header_of(*this, Kind::error);
  const Slot slot = core_->from_init(value);
  core_->cells[(*core_)[error].cells + static_cast<std::uint32_t>(part)] = slot;
}

void Value::erase_error_part(ErrorPart part) {
  const HeaderIndex error = header_of(*this, Kind::error);
  core_->cells[(*core_)[error].cells + static_cast<std::uint32_t>(part)] = slots::hole;
}

Value Value::boxed_value() const {
  return {core_, fixed_slot(*this, Kind::boxed, 0)};
}

std::string_view Value::host_tag() const {
  return core_->text(fixed_slot(*this, Kind::host, 0));
}
Value Value::host_payload() const {
  return {core_, fixed_slot(*this, Kind::host, 1)};
}

std::string_view Value::function_name() const {
  return core_->text(fixed_slot(*this, Kind::function, 0));
}

// ArrayBuffers and views

std::span<std::byte> Value::bytes() const {
  switch (kind()) {
    case Kind::array_buffer:
    case Kind::typed_array:
    case Kind::data_view: break;
    default: refuse("an ArrayBuffer or a view of one", kind());
  }
  const std::span<char> shown = core_->shown_bytes(slots::header_of(slot_));
  return {reinterpret_cast<std::byte*>(shown.data()), shown.size()};
}

Value Value::view_buffer() const {
  const Kind found = kind();
  if (found != Kind::typed_array && found != Kind::data_view) refuse("a view", found);
  return {core_, fixed_slot(*this, found, 0)};
}

std::size_t Value::view_byte_offset() const {
  const Kind found = kind();
  if (found != Kind::typed_array && found != Kind::data_view) refuse("a view", found);
  return (*core_)[slots::header_of(slot_)].words;
}

ElementType Value::view_type() const {
  return (*core_)[header_of(*this, Kind::typed_array)].element;
}

}  // namespace candela
