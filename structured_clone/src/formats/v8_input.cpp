#include "v8_input.hpp"

#include <string>

#include "text/utf8.hpp"
#include "text/wide_string.hpp"

namespace candela {

void V8Input::fail_truncated() const {
  fail(CloneErrorCode::truncated, "the bytes end inside of a value",
       static_cast<std::size_t>(end_ - begin_));
}

std::uint32_t V8Input::long_varint() {
  const std::size_t start = offset();
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    const auto next = static_cast<unsigned char>(byte());
    value |= std::uint64_t{next & 0x7FU} << shift;
    if (next < 0x80 && value <= 0xFFFF'FFFF) return static_cast<std::uint32_t>(value);
    if (next < 0x80) break;
  }
  fail(CloneErrorCode::bad_number, "a number of more than 32 bits", start);
}

void V8Input::check_length(std::size_t size, std::size_t start) const {
  if (size > limits_.string_bytes)
    fail(CloneErrorCode::limit_string,
         "a string is longer than limits.string_bytes (" + std::to_string(limits_.string_bytes) +
             ")",
         start);
}

std::string_view V8Input::utf8(std::string_view bytes, std::size_t start) {
  const std::size_t valid = valid_utf8_bytes(bytes);
  if (valid != bytes.size())
    fail(CloneErrorCode::invalid_utf8, "a string is not UTF-8", offset() - bytes.size() + valid);
  check_length(bytes.size(), start);
  return bytes;
}

std::string_view V8Input::string() {
  const char tag = peek();
  const std::size_t start = offset();
  if (!is_string(tag)) fail(CloneErrorCode::bad_shape, "expected a string", start);
  skip();
  const std::string_view bytes = raw(varint());
  if (tag == v8::utf8_string) return utf8(bytes, start);
  const bool is_narrow = tag == v8::one_byte_string;
  if (!is_narrow && bytes.size() % 2 != 0)
    fail(CloneErrorCode::bad_shape, "a string of 16-bit units has an odd number of bytes", start);
  if (is_narrow && is_all_ascii(bytes)) {
    check_length(bytes.size(), start);
    return bytes;
  }
  const std::size_t size = is_narrow ? utf8_size_of_latin1(bytes) : utf8_size_of_utf16(bytes);
  check_length(size, start);
  scratch_.truncate(0);
  char* const to = scratch_.reserve(size);
  if (is_narrow) {
    write_utf8_of_latin1(bytes, to);
  } else {
    write_utf8_of_utf16(bytes, to);
  }
  return {to, size};
}

}  // namespace candela
