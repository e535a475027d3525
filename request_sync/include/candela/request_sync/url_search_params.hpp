// Names and values as a URL's query has them: the URL standard's URLSearchParams (section 6.2), as a
// value of its own.
//
//   auto params = url.search_params();
//   params.set("page", "2");
//   url.set_search_params(params);     // nothing is linked: the URL changes here
//
// Guarantees: order is kept, names may repeat; text is UTF-8, in which a lone surrogate counts as
// U+FFFD. What `to_string` gives reads as an equal value.
// Threads: a plain value. Limits: `max_entries`.
// Errors: HttpValueError{too_many_entries}; what throws has changed nothing.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candela {

class UrlSearchParams {
 public:
  using Entry = std::pair<std::string, std::string>;
  using const_iterator = std::vector<Entry>::const_iterator;

  static constexpr std::size_t max_entries = 100'000;

  UrlSearchParams() = default;
  /// A query, with or without its question mark.
  explicit UrlSearchParams(std::string_view query);
  UrlSearchParams(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs);

  void append(std::string_view name, std::string_view value);
  /// In place of the first of that name; the others go.
  void set(std::string_view name, std::string_view value);
  /// The first one; the view is good until something changes.
  std::optional<std::string_view> get(std::string_view name) const noexcept;
  std::vector<std::string> get_all(std::string_view name) const;
  bool has(std::string_view name) const noexcept { return get(name).has_value(); }
  bool has(std::string_view name, std::string_view value) const noexcept;
  /// How many there were.
  std::size_t remove(std::string_view name);
  std::size_t remove(std::string_view name, std::string_view value);
  /// By the names' UTF-16 code units, as JavaScript compares; equal names keep their order.
  void sort();

  /// "a=1&b=2", without a question mark.
  std::string to_string() const;

  const_iterator begin() const noexcept { return entries_.begin(); }
  const_iterator end() const noexcept { return entries_.end(); }
  std::size_t size() const noexcept { return entries_.size(); }
  bool empty() const noexcept { return entries_.empty(); }

  friend bool operator==(const UrlSearchParams& left, const UrlSearchParams& right) = default;

 private:
  std::vector<Entry> entries_;
};

}  // namespace candela
