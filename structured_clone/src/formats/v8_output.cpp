#include "v8_output.hpp"

#include <algorithm>

#include <candela/structured_clone/bigint.hpp>

#include "short_ascii.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace candela {

bool V8Output::put_short_ascii(std::string_view text) {
  char* const to = out_.room(2 + short_string);
  to[0] = v8::one_byte_string;
  to[1] = static_cast<char>(text.size());
  if (!copy_short_ascii(text.data(), text.size(), to + 2)) return false;
  out_.advance(to + 2 + text.size());
  return true;
}

void V8Output::put_string(std::string_view text) {
  const Units units = count_units(text);
  if (units.count > v8::longest_string)
    throw CloneError(CloneErrorCode::not_serializable,
                     "V8 has no strings of more than 2^29 - 25 characters");
  const auto count = static_cast<std::uint32_t>(units.count);
  if (units.width != Width::utf16) {
    put_varint(v8::one_byte_string, count);
    if (units.width == Width::ascii) return out_.put(text);
    char* const to = out_.room(count);
    return out_.advance(write_latin1(text, to));
  }
  // The units stand at an even place.
  char number[varint_room];
  const auto digits = static_cast<std::size_t>(write_varint(count * 2, number) - number);
  if ((out_.size() - start_ + 1 + digits) % 2 != 0) out_.put(v8::padding);
  out_.put(v8::two_byte_string);
  out_.put(std::string_view(number, digits));
  char* const to = out_.room(std::size_t{count} * 2);
  out_.advance(write_utf16(text, to));
}

bool V8Output::are_int32(std::span<const Slot> values) noexcept {
  std::size_t at = 0;
#if defined(__SSE2__)
  // What comes back from an integer as it was is one, and not -0; tags are NaN and come back else.
  const auto changes = [&](std::size_t from) {
    const __m128i two = _mm_loadu_si128(reinterpret_cast<const __m128i*>(values.data() + from));
    const __m128d back = _mm_cvtepi32_pd(_mm_cvttpd_epi32(_mm_castsi128_pd(two)));
    return _mm_xor_si128(_mm_castpd_si128(back), two);
  };
  for (; at + 4 <= values.size(); at += 4) {
    const __m128i changed = _mm_or_si128(changes(at), changes(at + 2));
    if (_mm_movemask_epi8(_mm_cmpeq_epi8(changed, _mm_setzero_si128())) != 0xFFFF) return false;
  }
#endif
  for (std::int32_t integer = 0; at < values.size(); ++at)
    if (!is_int32(values[at], integer)) return false;
  return true;
}

void V8Output::put_int32s(std::span<const Slot> numbers) {
  // In pieces whose room is not much more than what they come to need: the output is bounded.
  constexpr std::size_t piece = 32;
  while (!numbers.empty()) {
    const std::size_t count = std::min(piece, numbers.size());
    char* to = out_.room(count * (1 + varint_room));
    for (const Slot number : numbers.first(count)) {
      *to = v8::int32;
      to = write_varint(zigzag(static_cast<std::int32_t>(slots::as_number(number))), to + 1);
    }
    out_.advance(to);
    numbers = numbers.subspan(count);
  }
}

void V8Output::put_doubles(std::span<const Slot> numbers) {
  char* to = out_.room(numbers.size() * (1 + sizeof(Slot)));
  for (const Slot number : numbers) {
    *to = v8::number;
    std::memcpy(to + 1, &number, sizeof number);
    to += 1 + sizeof number;
  }
  out_.advance(to);
}

void V8Output::put_bigint(char tag, Slot bigint) {
  const BigInt number = core_.bigint(bigint);
  const auto limbs = number.limbs();
  if (limbs.size_bytes() > v8::longest_bigint)
    throw CloneError(CloneErrorCode::not_serializable, "V8 has no BigInts of more than 2^30 bits");
  const auto sizes = static_cast<std::uint32_t>(limbs.size_bytes() * 2);
  put_varint(tag, sizes | (number.is_negative() ? 1U : 0U));
  if (!limbs.empty())
    out_.put(std::string_view(reinterpret_cast<const char*>(limbs.data()), limbs.size_bytes()));
}

/// What looks like an array's index is a number.
void V8Output::put_key_directly(KeyId key) {
  const std::uint32_t index = core_.keys.array_index(key);
  if (index == no_index) return put_stored_string(core_.key_text(key));
  put_number(slots::number(index));
}

void V8Output::make_key(KeyId key) {
  if (key >= keys_.size()) {
    const std::uint32_t known = keys_.size();
    keys_.extend(core_.keys.size() - known);
    std::memset(keys_.data() + known, 0, (keys_.size() - known) * sizeof(Key));
  }
  const std::string_view name = core_.key_text(key);
  if (count_units(name).width == Width::utf16) {
    keys_[key] = Key{0, at_even_place};
    return;
  }
  Output image(name.size() + 2 * varint_room + sizeof(double));
  V8Output(image, core_).put_key_directly(key);
  const std::string_view made = image.view();
  // Blocks of the last one reach behind its end.
  std::memcpy(bytes_.reserve(made.size() + Output::block), made.data(), made.size());
  keys_[key] = Key{bytes_.extend(made.size()), static_cast<std::uint32_t>(made.size())};
}

}  // namespace candela
