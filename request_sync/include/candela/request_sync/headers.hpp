// HTTP headers as a plain value, by the Fetch standard's Headers (without guards, which are a
// browser's).
//
// Guarantees
// - (I2) Names are tokens and are kept in lower case; they compare without regard to case. Values
//   hold no NUL, CR or LF and no whitespace at their ends: what is in here can be written to a
//   connection as it is.
// - Always sorted by name, with the values of equal names combined by ", " in the order they came;
//   only Set-Cookie keeps one entry for each value, in their order. Walking it is what JavaScript
//   walks.
// - (I4) Values are bytes, as HTTP has them: a JavaScript peer reads each byte as one character,
//   U+0000 to U+00FF (so "é" in UTF-8 arrives as "Ã©", here and in every browser).
// - An operation that throws has changed nothing.
// Threads: a plain value; any number may read, writing needs to be alone.
// Views returned are good until the headers are changed or destroyed.
// Limits: `max_entries` entries, `max_bytes` bytes of names and values.
// Errors: HttpValueError.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candela {

class Headers {
 public:
  struct Entry {
    std::string name;
    std::string value;
    friend bool operator==(const Entry& left, const Entry& right) = default;
  };
  using const_iterator = std::vector<Entry>::const_iterator;

  static constexpr std::size_t max_entries = 4096;
  static constexpr std::size_t max_bytes = std::size_t{1} << 20;

  Headers() = default;
  /// Each pair appended, as `new Headers([[name, value], …])` does.
  Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs);

  Headers(const Headers&) = default;
  Headers& operator=(const Headers&) = default;
  /// Leaves none behind.
  Headers(Headers&& other) noexcept
      : entries_(std::exchange(other.entries_, {})), bytes_(std::exchange(other.bytes_, 0)) {}
  Headers& operator=(Headers&& other) noexcept {
    entries_ = std::exchange(other.entries_, {});
    bytes_ = std::exchange(other.bytes_, 0);
    return *this;
  }
  ~Headers() = default;

  void append(std::string_view name, std::string_view value);
  /// In place of all values that the name has.
  void set(std::string_view name, std::string_view value);
  /// Set-Cookie's values too are combined here; `get_set_cookie` has them apart.
  std::optional<std::string> get(std::string_view name) const;
  std::vector<std::string> get_set_cookie() const;
  bool has(std::string_view name) const;
  /// Whether there was one.
  bool remove(std::string_view name);

  const_iterator begin() const noexcept { return entries_.begin(); }
  const_iterator end() const noexcept { return entries_.end(); }
  std::size_t size() const noexcept { return entries_.size(); }
  bool empty() const noexcept { return entries_.empty(); }

  friend bool operator==(const Headers& left, const Headers& right) {
    return left.entries_ == right.entries_;
  }

 private:
  using Range = std::pair<std::size_t, std::size_t>;
  Range find(std::string_view lower_name) const noexcept;
  std::size_t bytes_of(std::size_t first, std::size_t last) const noexcept;
  void erase(std::size_t first, std::size_t last);
  static void check_limits(std::size_t entries, std::size_t bytes);

  // Sorted by name; equal names only for set-cookie, in order of arrival.
  std::vector<Entry> entries_;
  std::size_t bytes_ = 0;  // of all names and values
};

}  // namespace candela
