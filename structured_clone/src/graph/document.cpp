#include <candela/structured_clone/document.hpp>

#include <cmath>
#include <cstring>

#include "copy.hpp"
#include "core.hpp"

namespace candela {
namespace {

/// The end of JavaScript's time range, 100,000,000 days from 1970 (ECMA-262, 21.4.1.1).
constexpr double last_ms = 8.64e15;

HeaderIndex buffer_index(const Core& core, Value buffer) {
  if (buffer.kind() != Kind::array_buffer)
    throw CloneError(CloneErrorCode::wrong_kind, "a view is made of an ArrayBuffer");
  if (buffer.core() != &core)
    throw CloneError(CloneErrorCode::foreign_value, "the buffer belongs to another document");
  return slots::header_of(buffer.slot());
}

}  // namespace

Document::Document() : core_(std::make_unique<Core>()) {}
Document::Document(Document&& other) noexcept : core_(std::move(other.core_)) {}
Document& Document::operator=(Document&& other) noexcept {
  core_ = std::move(other.core_);
  return *this;
}
Document::~Document() = default;

void Document::clear() noexcept {
  core_->clear();
}

Value Document::root() const noexcept {
  return {core_.get(), core_->root};
}
void Document::set_root(const Init& value) {
  core_->root = core_->from_init(value);
}

Value Document::string(std::string_view text) {
  return {core_.get(), core_->make_string(text)};
}
Value Document::number(double number) noexcept {
  return {core_.get(), slots::number(number)};
}
Value Document::boolean(bool flag) noexcept {
  return {core_.get(), slots::boolean(flag)};
}
Value Document::null() noexcept {
  return {core_.get(), slots::null};
}
Value Document::undefined() noexcept {
  return {core_.get(), slots::undefined};
}
Value Document::bigint(const BigInt& number) {
  return {core_.get(), core_->make_bigint(number)};
}

Value Document::object(std::initializer_list<Property> properties) {
  const HeaderIndex index = core_->new_header(Kind::object);
  if (properties.size() != 0) core_->reserve(index, static_cast<std::uint32_t>(properties.size()));
  for (const Property& property : properties) {
    const Slot slot = core_->from_init(property.value);
    core_->set_property(index, core_->intern(property.key), slot);
  }
  return {core_.get(), slots::reference(index)};
}

Value Document::array(std::initializer_list<Init> elements) {
  const HeaderIndex index = core_->new_header(Kind::array);
  if (elements.size() != 0) core_->reserve(index, static_cast<std::uint32_t>(elements.size()));
  for (const Init& element : elements)
    core_->push(index, core_->from_init(element));
  return {core_.get(), slots::reference(index)};
}

Value Document::make_map(std::initializer_list<std::pair<Init, Init>> entries) {
  const HeaderIndex index = core_->new_header(Kind::map);
  for (const auto& [key, value] : entries) {
    const Slot key_slot = core_->from_init(key);
    core_->put_entry(index, key_slot, core_->from_init(value));
  }
  return {core_.get(), slots::reference(index)};
}

Value Document::make_set(std::initializer_list<Init> members) {
  const HeaderIndex index = core_->new_header(Kind::set);
  for (const Init& member : members)
    core_->put_entry(index, core_->from_init(member), slots::undefined);
  return {core_.get(), slots::reference(index)};
}

Value Document::date(double ms) {
  const HeaderIndex index = core_->new_header(Kind::date);
  // TimeClip (ECMA-262, 21.4.1.31): whole milliseconds, and never -0.
  const bool valid = std::abs(ms) <= last_ms;
  core_->set_fixed(index, {slots::number(valid ? std::trunc(ms) + 0.0 : NAN)});
  return {core_.get(), slots::reference(index)};
}

Value Document::regexp(std::string_view source, std::string_view flags) {
  const HeaderIndex index = core_->new_header(Kind::regexp);
  const Slot source_slot = core_->make_string(source);
  core_->set_fixed(index, {source_slot, core_->make_string(flags), slots::number(0)});
  return {core_.get(), slots::reference(index)};
}

Value Document::error(std::string_view name, std::string_view message) {
  const HeaderIndex index = core_->new_header(Kind::error);
  Value value(core_.get(), slots::reference(index));
  value.set_error_part(Value::ErrorPart::name, name);
  value.set_error_part(Value::ErrorPart::message, message);
  return value;
}

Value Document::array_buffer(std::size_t bytes) {
  const HeaderIndex index = core_->new_header(Kind::array_buffer);
  core_->make_buffer(index, bytes);
  return {core_.get(), slots::reference(index)};
}

Value Document::array_buffer(std::span<const std::byte> bytes) {
  const Value buffer = array_buffer(bytes.size());
  if (!bytes.empty()) std::memcpy(buffer.bytes().data(), bytes.data(), bytes.size());
  return buffer;
}

Value Document::typed_array(ElementType type, Value buffer, std::size_t byte_offset,
                            std::size_t length) {
  const HeaderIndex of = buffer_index(*core_, buffer);
  const HeaderIndex index = core_->new_header(Kind::typed_array);
  core_->make_view(index, type, of, {byte_offset, length});
  return {core_.get(), slots::reference(index)};
}

Value Document::typed_array(ElementType type, std::span<const std::byte> bytes) {
  if (bytes.size() % element_size(type) != 0)
    throw CloneError(CloneErrorCode::bad_shape, "the bytes are no whole number of elements");
  return typed_array(type, array_buffer(bytes), 0, bytes.size() / element_size(type));
}

Value Document::data_view(Value buffer, std::size_t byte_offset, std::size_t byte_length) {
  const HeaderIndex of = buffer_index(*core_, buffer);
  const HeaderIndex index = core_->new_header(Kind::data_view);
  core_->make_view(index, ElementType::uint8, of, {byte_offset, byte_length});
  return {core_.get(), slots::reference(index)};
}

Value Document::boxed(const Init& primitive) {
  const Slot slot = core_->from_init(primitive);
  const bool boxable = slots::is_number(slot) || slots::is_boolean(slot) ||
                       slots::is_string(slot) || slots::is_bigint(slot);
  if (!boxable)
    throw CloneError(CloneErrorCode::wrong_kind,
                     "only booleans, numbers, strings and bigints have a boxed form");
  const HeaderIndex index = core_->new_header(Kind::boxed);
  core_->set_fixed(index, {slot});
  return {core_.get(), slots::reference(index)};
}

Value Document::host(std::string_view tag, const Init& payload) {
  const Slot payload_slot = core_->from_init(payload);
  const HeaderIndex index = core_->new_header(Kind::host);
  core_->set_fixed(index, {core_->make_string(tag), payload_slot});
  return {core_.get(), slots::reference(index)};
}

Value Document::function(std::string_view name) {
  const HeaderIndex index = core_->new_header(Kind::function);
  core_->set_fixed(index, {core_->make_string(name)});
  return {core_.get(), slots::reference(index)};
}

Value Document::copy(Value value) {
  if (value.core() == nullptr) return {core_.get(), value.slot()};
  return {core_.get(), GraphCopier(*value.core(), *core_).copy(value.slot())};
}

Document Document::clone() const {
  Document document;
  document.core_->assign(*core_);
  return document;
}

std::size_t Document::memory() const noexcept {
  return core_->memory();
}

}  // namespace candela
