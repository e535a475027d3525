// The one growing buffer that an encoder writes into: room is asked for once per piece, stores
// after that are unchecked. It holds no more than it was told to, however often a value's text is
// written (CloneError{limit_bytes}).
#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <string_view>

#include <candela/structured_clone/error.hpp>

namespace candela {

class Output {
 public:
  explicit Output(std::size_t most_bytes) noexcept : most_bytes_(most_bytes) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() { std::free(start_); }

  /// At least `size` bytes to write at; `advance` says how many were written.
  char* room(std::size_t size) {
    if (static_cast<std::size_t>(end_ - next_) < size) grow(size);
    return next_;
  }
  void advance(char* written_until) noexcept { next_ = written_until; }

  void put(char c) {
    *room(1) = c;
    ++next_;
  }
  void put(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(room(text.size()), text.data(), text.size());
    next_ += text.size();
  }

  std::size_t size() const noexcept { return static_cast<std::size_t>(next_ - start_); }
  std::string text() const {
    if (size() > most_bytes_) fail();
    return {start_, size()};
  }
  void clear() noexcept { next_ = start_; }

 private:
  [[noreturn]] void fail() const {
    throw CloneError(CloneErrorCode::limit_bytes, "the text of the value has more than " +
                                                      std::to_string(most_bytes_) + " bytes");
  }

  void grow(std::size_t size) {
    const std::size_t used = this->size();
    // Room for more than is written then may be asked for: `text` looks once more.
    constexpr std::size_t most_unused = 256;
    if (used > most_bytes_ || size > most_bytes_ - used + most_unused) fail();
    std::size_t capacity = used * 2 < 256 ? 256 : used * 2;
    if (capacity < used + size) capacity = used + size;
    char* const grown = static_cast<char*>(std::realloc(start_, capacity));
    if (grown == nullptr) throw std::bad_alloc();
    start_ = grown;
    next_ = grown + used;
    end_ = grown + capacity;
  }

  std::size_t most_bytes_;
  char* start_ = nullptr;
  char* next_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace candela
