// The one growing buffer that an encoder writes into: room is asked for once per piece, stores
// after that are unchecked. It holds no more than it was told to, however often a value's text is
// written (CloneError{limit_bytes}). Short texts need no memory but its own.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

#include <candela/structured_clone/error.hpp>

#include "graph/block_cache.hpp"

namespace candela {

class Output {
 public:
  explicit Output(std::size_t most_bytes) noexcept
      : most_bytes_(most_bytes), start_(inline_), next_(inline_), end_(inline_ + inline_size) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() {
    if (start_ != inline_) BlockCache::give(start_, capacity());
  }

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
  /// A literal: its size is known, so no function is called.
  template <std::size_t size>
  void put(const char (&text)[size]) {
    std::memcpy(room(size), text, size);  // its end too, which the next piece writes over
    next_ += size - 1;
  }
  /// The same for what can be read in whole blocks of `block` bytes.
  static constexpr std::size_t block = 32;
  void put_blocks(const char* text, std::size_t size) {
    char* to = room(size + block);
    for (std::size_t done = 0; done < size; done += block)
      std::memcpy(to + done, text + done, block);
    next_ += size;
  }

  std::size_t size() const noexcept { return static_cast<std::size_t>(next_ - start_); }
  std::string_view view() const {
    if (size() > most_bytes_) fail();
    return {start_, size()};
  }
  std::string text() const { return std::string(view()); }
  void clear() noexcept { next_ = start_; }

 private:
  static constexpr std::size_t inline_size = 1024;

  std::size_t capacity() const noexcept { return static_cast<std::size_t>(end_ - start_); }

  [[noreturn]] void fail() const {
    throw CloneError(CloneErrorCode::limit_bytes, "the text of the value has more than " +
                                                      std::to_string(most_bytes_) + " bytes");
  }

  void grow(std::size_t size) {
    const std::size_t used = this->size();
    // Room for more than is written then may be asked for: `view` looks once more.
    constexpr std::size_t most_unused = 256;
    if (used > most_bytes_ || size > most_bytes_ - used + most_unused) fail();
    constexpr std::size_t large = std::size_t{1} << 20;
    std::size_t wanted = capacity() * (capacity() < large ? 4 : 2);
    if (wanted < used + size) wanted = used + size;
    char* const grown = static_cast<char*>(BlockCache::take(wanted));
    std::memcpy(grown, start_, used);
    if (start_ != inline_) BlockCache::give(start_, capacity());
    start_ = grown;
    next_ = grown + used;
    end_ = grown + wanted;
  }

  std::size_t most_bytes_;
  char* start_;
  char* next_;
  char* end_;
  char inline_[inline_size];
};

}  // namespace candela
