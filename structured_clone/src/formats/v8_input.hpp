// The bytes of V8's format, one piece at a time: tags, numbers, strings.
//
// Guarantees: reads no byte outside of the input; strings come out as valid WTF-8.
// Threads: one input, one thread.
// Errors: CloneError with the byte offset and no path; the reader above knows the path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/limits.hpp>

#include "graph/pool.hpp"
#include "v8_tags.hpp"

namespace candela {

class V8Input {
 public:
  V8Input(std::string_view bytes, const Limits& limits) noexcept
      : begin_(bytes.data()), at_(begin_), end_(begin_ + bytes.size()), limits_(limits) {}

  std::size_t offset() const noexcept { return static_cast<std::size_t>(at_ - begin_); }
  const char* here() const noexcept { return at_; }
  const char* end() const noexcept { return end_; }
  std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }
  void move_to(const char* at) noexcept { at_ = at; }
  void skip() noexcept { ++at_; }

  /// The next tag, behind padding, without passing it; truncated at the end.
  char peek() {
    while (at_ != end_ && *at_ == v8::padding)
      ++at_;
    if (at_ == end_) fail_truncated();
    return *at_;
  }
  /// Passes the next tag if it is `wanted`; there may be none.
  bool accept(char wanted) noexcept {
    const char* at = at_;
    while (at != end_ && *at == v8::padding)
      ++at;
    if (at == end_ || *at != wanted) return false;
    at_ = at + 1;
    return true;
  }
  /// A byte that means itself.
  char byte() {
    if (at_ == end_) fail_truncated();
    return *at_++;
  }
  std::uint32_t varint() {
    if (at_ != end_ && static_cast<unsigned char>(*at_) < 0x80)
      return static_cast<unsigned char>(*at_++);
    return long_varint();
  }
  std::int32_t zigzag() { return unzigzag(varint()); }
  static std::int32_t unzigzag(std::uint32_t number) noexcept {
    return static_cast<std::int32_t>((number >> 1) ^ (0U - (number & 1)));
  }
  double number() {
    double value = 0;
    std::memcpy(&value, raw(sizeof value).data(), sizeof value);
    return value;
  }
  /// The next bytes as they stand.
  std::string_view raw(std::size_t size) {
    if (size > left()) fail_truncated();
    at_ += size;
    return {at_ - size, size};
  }

  static bool is_string(char tag) noexcept {
    return tag == v8::one_byte_string || tag == v8::two_byte_string || tag == v8::utf8_string;
  }
  /// A string from its tag on. The view points into the input, or into this until the next string.
  std::string_view string();

  [[noreturn]] void fail(CloneErrorCode code, std::string_view message, std::size_t at) const {
    throw CloneError(code, message, at);
  }
  [[noreturn]] void fail_truncated() const;

 private:
  std::uint32_t long_varint();
  std::string_view utf8(std::string_view bytes, std::size_t start);
  void check_length(std::size_t size, std::size_t start) const;

  const char* begin_;
  const char* at_;
  const char* end_;
  const Limits& limits_;
  Pool<char, 512> scratch_;
};

}  // namespace candela
