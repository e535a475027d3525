#include "packed_slots.hpp"

#include <bit>
#include <string>

#include "text/utf8.hpp"

namespace candela {
namespace {

/// All bits of the exponent: infinities, NaNs, and what is no number.
constexpr Slot special_bits = 0x7FF0'0000'0000'0000;

constexpr bool is_finite(Slot slot) noexcept {
  return (slot & special_bits) != special_bits;
}

[[noreturn]] void fail(CloneErrorCode code, const char* message, std::size_t offset) {
  throw CloneError(code, message, offset, "$");
}

}  // namespace

PackedSlots::PackedSlots(Core& core, const Limits& limits, const PackedTables& tables,
                         std::uint32_t base)
    : core_(core),
      limits_(limits),
      bytes_(tables.bytes()),
      header_(tables.header()),
      sections_(tables.sections()),
      strings_at_(base + header_.buffer_bytes + header_.long_bytes),
      long_at_(base + header_.buffer_bytes),
      most_near_(limits.string_bytes < packed::long_length ? limits.string_bytes
                                                           : packed::long_length - 1),
      is_utf8_(valid_utf8_bytes(bytes_.substr(sections_.strings, header_.string_bytes)) ==
               header_.string_bytes) {}

/// What most slots are that are no numbers, decided in place; `read` says what is wrong otherwise.
inline bool PackedSlots::is_near_reference(Slot slot) const noexcept {
  return slot - slots::reference(0) < header_.nodes;
}
inline Slot PackedSlots::near_string(Slot slot) noexcept {
  const auto start = static_cast<std::uint32_t>(slot);
  const std::uint32_t length = static_cast<std::uint32_t>(slot >> 32) & packed::long_length;
  const std::uint64_t end = std::uint64_t{start} + length;
  const std::string_view text(bytes_.data() + sections_.strings, header_.string_bytes);
  const bool is_good =
      slots::is_string(slot) && is_utf8_ && length <= most_near_ && end <= header_.string_bytes &&
      string_bytes_ + length <= header_.string_bytes && is_between_characters(text, start) &&
      is_between_characters(text, static_cast<std::size_t>(end));
  if (!is_good) return slots::hole;
  string_bytes_ += length;
  return slots::short_string(strings_at_ + start, length);
}

void PackedSlots::read_all() {
  constexpr std::uint32_t block = 8;
  const std::uint32_t count = header_.slots;
  const std::uint32_t first = core_.cells.extend(count);
  Slot* const to = core_.cells.data() + first;
  const char* const from = bytes_.data() + sections_.slots;
  std::uint32_t i = 0;
  while (i < count) {
    // Runs of numbers are copied as they are.
    if (count - i >= block) {
      Slot any_special = 0;
      for (std::uint32_t k = 0; k < block; ++k) {
        const Slot slot = packed::load<Slot>(from + (i + k) * sizeof(Slot));
        to[i + k] = slot;
        any_special |= is_finite(slot) ? Slot{0} : Slot{1};
      }
      if (any_special == 0) {
        i += block;
        continue;
      }
    }
    const std::uint32_t end = count - i < block ? count : i + block;
    for (; i < end; ++i) {
      const Slot slot = packed::load<Slot>(from + i * sizeof(Slot));
      if (is_finite(slot) || is_near_reference(slot)) {
        to[i] = slot;
      } else if (const Slot text = near_string(slot); text != slots::hole) {
        to[i] = text;
      } else {
        to[i] = read(slot, sections_.slots + i * sizeof(Slot));
      }
    }
  }
}

Slot PackedSlots::read(Slot slot, std::size_t offset) {
  if (slots::is_number(slot)) return slots::number(slots::as_number(slot));
  const Slot payload = slot & ((Slot{1} << slots::tag_shift) - 1);
  switch (slots::tag(slot)) {
    case slots::tag_reference:
      if (payload >= header_.nodes)
        fail(CloneErrorCode::bad_reference, "a reference to a node that is not there", offset);
      return slot;
    case slots::tag_string: return read_string(slot, offset);
    case slots::tag_bigint: return read_long(slot, offset);
    case slots::tag_boolean:
      if (payload > 1) fail(CloneErrorCode::bad_shape, "a boolean is 0 or 1", offset);
      return slot;
    case slots::tag_hole: any_holes_ = true; [[fallthrough]];
    case slots::tag_undefined:
    case slots::tag_null:
      if (payload != 0)
        fail(CloneErrorCode::bad_shape, "undefined, null and holes have no payload", offset);
      return slot;
    default: fail(CloneErrorCode::bad_shape, "a slot of a kind that is not known", offset);
  }
}

inline Slot PackedSlots::read_string(Slot slot, std::size_t offset) {
  const auto start = static_cast<std::uint32_t>(slot);
  const std::uint32_t length = static_cast<std::uint32_t>(slot >> 32) & packed::long_length;
  if (length == packed::long_length) return read_long(slot, offset);
  const std::uint64_t end = std::uint64_t{start} + length;
  if (end > header_.string_bytes)
    fail(CloneErrorCode::truncated, "a string that reaches past the end of the strings", offset);
  string_bytes_ += length;
  if (string_bytes_ > header_.string_bytes)
    fail(CloneErrorCode::bad_shape, "strings that share their bytes", offset);
  if (length > limits_.string_bytes)
    fail(CloneErrorCode::limit_string, "a string of more than limits.string_bytes bytes", offset);
  const std::string_view text(bytes_.data() + sections_.strings, header_.string_bytes);
  const bool whole = is_utf8_ ? is_between_characters(text, start) &&
                                    is_between_characters(text, static_cast<std::size_t>(end))
                              : is_wtf8(text.substr(start, length));
  if (!whole && length != 0)
    fail(CloneErrorCode::invalid_utf8, "a string that is not UTF-8", offset);
  return slots::short_string(strings_at_ + start, length);
}

/// Bigints, and strings whose length stands before them.
Slot PackedSlots::read_long(Slot slot, std::size_t offset) {
  constexpr std::uint32_t prefix = sizeof(std::uint32_t);
  const auto start = static_cast<std::uint32_t>(slot);
  if (start < prefix || start > header_.long_bytes)
    fail(CloneErrorCode::truncated, "a length that does not lie inside of its section", offset);
  const char* const section = bytes_.data() + sections_.long_bytes;
  const auto length = packed::load<std::uint32_t>(section + start - prefix);
  const bool is_long = length >= packed::long_length;
  const std::uint32_t shown = static_cast<std::uint32_t>(slot >> 32) & packed::long_length;
  if (shown != (is_long ? packed::long_length : length))
    fail(CloneErrorCode::bad_shape, "a slot and the bytes differ in their length", offset);
  if (length > header_.long_bytes - start)
    fail(CloneErrorCode::truncated, "bytes that reach past the end of their section", offset);
  long_bytes_ += std::uint64_t{prefix} + length;
  if (long_bytes_ > header_.long_bytes)
    fail(CloneErrorCode::bad_shape, "strings or bigints that share their bytes", offset);
  const std::string_view content(section + start, length);
  if (slots::is_bigint(slot)) {
    check_bigint(content, offset);
  } else {
    if (length > limits_.string_bytes)
      fail(CloneErrorCode::limit_string, "a string of more than limits.string_bytes bytes", offset);
    if (!is_wtf8(content)) fail(CloneErrorCode::invalid_utf8, "a string that is not UTF-8", offset);
  }
  return packed::bytes_slot(slots::tag(slot), shown, long_at_ + start);
}

void PackedSlots::check_bigint(std::string_view image, std::size_t offset) const {
  const std::size_t limb_bytes = image.empty() ? 1 : image.size() - 1;
  const bool has_sign = !image.empty() && (image[0] == '+' || image[0] == '-');
  if (!has_sign || limb_bytes % sizeof(std::uint64_t) != 0)
    fail(CloneErrorCode::bad_number, "a bigint is a sign and numbers of 64 bits", offset);
  const bool is_zero = limb_bytes == 0;
  const std::uint64_t top =
      is_zero ? 0
              : packed::load<std::uint64_t>(image.data() + image.size() - sizeof(std::uint64_t));
  if (is_zero ? image[0] == '-' : top == 0)
    fail(CloneErrorCode::bad_number, "a bigint with leading zeros, or a negative zero", offset);
  // A digit is log2(10) bits; so many digits are enough for the bits below the highest.
  const std::size_t bits =
      is_zero ? 0 : limb_bytes * 8 - static_cast<unsigned>(std::countl_zero(top));
  const double least_digits = bits == 0 ? 1 : (static_cast<double>(bits) - 1) * 0.30102999566398;
  if (least_digits > static_cast<double>(limits_.bigint_digits))
    fail(CloneErrorCode::limit_bigint, "a bigint of more than limits.bigint_digits digits", offset);
}

}  // namespace candela
