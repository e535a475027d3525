#include <candela/request_sync/body.hpp>

#include <optional>
#include <span>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

#include "utf8.hpp"

namespace candela {
namespace {

std::vector<std::byte> to_vector(std::span<const std::byte> bytes) {
  return std::vector<std::byte>(bytes.begin(), bytes.end());
}

std::string_view as_characters(std::span<const std::byte> bytes) {
  return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

/// Fetch takes a view for the bytes that it shows.
std::optional<std::span<const std::byte>> shown_bytes(const Document& value) {
  const Value root = value.root();
  if (root.kind() == Kind::typed_array || root.kind() == Kind::data_view) return root.bytes();
  return std::nullopt;
}

}  // namespace

Body::Body(Document value) {
  const Value root = value.root();
  switch (root.kind()) {
    case candela::Kind::undefined:
    case candela::Kind::null: break;
    case candela::Kind::string: content_ = std::string(root.as_string()); break;
    case candela::Kind::array_buffer: content_ = to_vector(root.bytes()); break;
    default: content_ = std::move(value);
  }
}

Body Body::of(Value value) {
  Document document;
  if (!value.is_undefined()) document.set_root(document.copy(value));
  return Body(std::move(document));
}

Body::Body(const Body& other) : content_(copy(other.content_)) {}

Body& Body::operator=(const Body& other) {
  content_ = copy(other.content_);
  return *this;
}

Body::Content Body::copy(const Content& content) {
  if (const auto* text = std::get_if<std::string>(&content)) return *text;
  if (const auto* bytes = std::get_if<std::vector<std::byte>>(&content)) return *bytes;
  if (const auto* value = std::get_if<Document>(&content)) return value->clone();
  return std::monostate();
}

std::string_view Body::default_type() const noexcept {
  switch (kind()) {
    case Kind::text: return "text/plain;charset=UTF-8";
    case Kind::value: return shown_bytes(*as_value()) ? "" : "application/json";
    default: return {};
  }
}

Document Body::json(const Limits& limits) const {
  if (const Document* value = as_value()) return value->clone();
  if (!is_none()) return parse_json(text(), limits);
  Document document;
  document.set_root(nullptr);
  return document;
}

std::string Body::text() const {
  switch (kind()) {
    case Kind::none: break;
    case Kind::text: return *as_text();
    case Kind::bytes: return decode_utf8(as_characters(*as_bytes()));
    case Kind::value:
      if (const auto shown = shown_bytes(*as_value())) return decode_utf8(as_characters(*shown));
      return stringify_json(as_value()->root());
  }
  return {};
}

std::vector<std::byte> Body::bytes() const {
  if (const std::vector<std::byte>* bytes = as_bytes()) return *bytes;
  if (const Document* value = as_value())
    if (const auto shown = shown_bytes(*value)) return to_vector(*shown);
  const std::string characters = to_scalar_text(text());
  return to_vector(std::as_bytes(std::span(characters)));
}

bool operator==(const Body& left, const Body& right) {
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case Body::Kind::none: break;
    case Body::Kind::text: return *left.as_text() == *right.as_text();
    case Body::Kind::bytes: return *left.as_bytes() == *right.as_bytes();
    case Body::Kind::value: return equal(left.as_value()->root(), right.as_value()->root());
  }
  return true;
}

}  // namespace candela
