#include "v8_output.hpp"

#include <candela/structured_clone/bigint.hpp>

#include "short_ascii.hpp"

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
  char number[longest_varint];
  const auto digits = static_cast<std::size_t>(write_varint(count * 2, number) - number);
  if ((out_.size() - start_ + 1 + digits) % 2 != 0) out_.put(v8::padding);
  out_.put(v8::two_byte_string);
  out_.put(std::string_view(number, digits));
  char* const to = out_.room(std::size_t{count} * 2);
  out_.advance(write_utf16(text, to));
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
  Output image(name.size() + 2 * longest_varint + sizeof(double));
  V8Output(image, core_).put_key_directly(key);
  const std::string_view made = image.view();
  // Blocks of the last one reach behind its end.
  std::memcpy(bytes_.reserve(made.size() + Output::block), made.data(), made.size());
  keys_[key] = Key{bytes_.extend(made.size()), static_cast<std::uint32_t>(made.size())};
}

}  // namespace candela
