#pragma once
// Chance from a seed that a failing test prints. The same numbers on every machine.
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>

namespace candela::hostile {

class Random {
 public:
  explicit Random(std::uint64_t seed) noexcept : state_(seed) {}

  /// splitmix64, public domain.
  std::uint64_t next() noexcept {
    std::uint64_t z = state_ += 0x9E37'79B9'7F4A'7C15;
    z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
    z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t end) noexcept { return next() % end; }
  std::size_t between(std::size_t first, std::size_t last) noexcept {
    return first + below(last - first + 1);
  }
  bool one_in(std::size_t count) noexcept { return below(count) == 0; }
  template <typename List>
  decltype(auto) pick(const List& list) noexcept {
    return list[below(std::size(list))];
  }
  template <typename T>
  T pick(std::initializer_list<T> list) noexcept {
    return list.begin()[below(list.size())];
  }
  std::string bytes(std::size_t count) {
    std::string text(count, '\0');
    for (char& byte : text)
      byte = static_cast<char>(next());
    return text;
  }
  std::string letters(std::size_t count) {
    std::string text(count, 'a');
    for (char& letter : text)
      letter = static_cast<char>('a' + below(26));
    return text;
  }

 private:
  std::uint64_t state_;
};

}  // namespace candela::hostile
