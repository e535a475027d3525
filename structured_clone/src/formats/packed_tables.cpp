#include "packed_tables.hpp"

#include <cstring>
#include <string>

#include "text/utf8.hpp"

namespace candela {
namespace {

[[noreturn]] void fail(CloneErrorCode code, const char* message, std::uint64_t offset) {
  throw CloneError(code, message, static_cast<std::size_t>(offset), "$");
}

}  // namespace

PackedTables::PackedTables(std::string_view bytes, const Limits& limits)
    : bytes_(bytes), limits_(limits), header_(read_header()), sections_(header_) {
  check_counts();
  check_padding(sections_.keys + std::uint64_t{header_.keys} * 4, sections_.buffers);
  read_keys();
  read_shapes();
}

packed::Header PackedTables::read_header() const {
  packed::Header header{};
  if (bytes_.size() < sizeof header) fail(CloneErrorCode::truncated, "the header is cut", 0);
  std::memcpy(&header, bytes_.data(), sizeof header);
  if (std::string_view(header.magic, sizeof header.magic) != packed::magic)
    fail(CloneErrorCode::unknown_format, "these bytes are not of the format packed", 0);
  if (header.version != packed::version)
    throw CloneError(CloneErrorCode::unknown_format,
                     "version " + std::to_string(header.version) +
                         " of the format packed is not known, only version 1 is",
                     offsetof(packed::Header, version), "$");
  if (header.header_bytes < sizeof header || header.header_bytes % 8 != 0)
    fail(CloneErrorCode::bad_shape, "a header of a wrong size",
         offsetof(packed::Header, header_bytes));
  const bool newer = header.minor != 0;  // may have more behind its header and behind its keys
  if (!newer && (header.header_bytes != sizeof header || header.reserved != 0))
    fail(CloneErrorCode::bad_shape, "more in the header than version 1.0 has",
         offsetof(packed::Header, minor));
  const packed::Sections sections(header);
  if (sections.end > bytes_.size())
    fail(CloneErrorCode::truncated, "the sections reach past the end", bytes_.size());
  if (!newer && sections.end != bytes_.size())
    fail(CloneErrorCode::bad_shape, "bytes behind the last section", sections.end);
  return header;
}

void PackedTables::check_counts() const {
  if (header_.slots >= limits_.values)
    fail(CloneErrorCode::limit_values, "more than limits.values values",
         offsetof(packed::Header, slots));
  if (header_.keys > limits_.keys)
    fail(CloneErrorCode::limit_keys, "more than limits.keys property names",
         offsetof(packed::Header, keys));
  if (header_.buffer_bytes % 8 != 0)
    fail(CloneErrorCode::bad_shape, "buffers take whole multiples of 8 bytes",
         offsetof(packed::Header, buffer_bytes));
}

void PackedTables::check_padding(std::uint64_t begin, std::uint64_t end) const {
  for (std::uint64_t at = begin; at < end; ++at)
    if (bytes_[static_cast<std::size_t>(at)] != '\0')
      fail(CloneErrorCode::bad_shape, "padding is not zero", at);
}

void PackedTables::read_keys() {
  const std::string_view text(bytes_.data() + sections_.key_text, header_.key_bytes);
  const bool is_utf8 = valid_utf8_bytes(text) == text.size();
  ends_.reserve(header_.keys);
  std::uint32_t at = 0;
  for (std::uint32_t i = 0; i < header_.keys; ++i) {
    const std::uint32_t length = length_of(i);
    const std::uint64_t offset = sections_.keys + std::uint64_t{i} * 4;
    if (length > text.size() - at)
      fail(CloneErrorCode::truncated, "a key that reaches past the end of the keys", offset);
    if (length > limits_.string_bytes)
      fail(CloneErrorCode::limit_string, "a key of more than limits.string_bytes bytes", offset);
    // A part of UTF-8 may begin or end inside of a character.
    const bool whole = is_utf8 && is_between_characters(text, at) &&
                       is_between_characters(text, std::size_t{at} + length);
    if (!whole && !is_wtf8(text.substr(at, length)))
      fail(CloneErrorCode::invalid_utf8, "a key that is not UTF-8", offset);
    at += length;
    ends_.push(at);
  }
  if (at != text.size())
    fail(CloneErrorCode::bad_shape, "more bytes than the keys have", sections_.key_text + at);
}

void PackedTables::read_shapes() {
  shape_keys_.reserve(std::size_t{header_.shape_keys} + Pool<std::uint32_t, 64>::block);
  shape_keys_.extend(header_.shape_keys);
  if (header_.shape_keys != 0)
    std::memcpy(shape_keys_.data(), bytes_.data() + sections_.shape_keys,
                std::size_t{header_.shape_keys} * sizeof(std::uint32_t));
  std::uint32_t first = 0;
  for (std::uint32_t i = 0; i < header_.shapes; ++i) {
    const auto count = packed::load<std::uint32_t>(bytes_.data() + shape_offset(i));
    if (count > header_.shape_keys - first)
      fail(CloneErrorCode::truncated, "a shape of more keys than there are", shape_offset(i));
    for (std::uint32_t k = first; k < first + count; ++k)
      if (shape_keys_[k] >= header_.keys)
        fail(CloneErrorCode::bad_reference, "a key that is not there", shape_key_offset(k));
    shapes_.push(Shape{first, count});
    first += count;
  }
  if (first != header_.shape_keys)
    fail(CloneErrorCode::bad_shape, "more keys than the shapes have", sections_.shape_keys);
}

}  // namespace candela
