// The parameters of a query, as JavaScript's URLSearchParams has them: a list of names and values,
// written application/x-www-form-urlencoded.
//
// Guarantees
// - Reading and writing follow the URL standard: "+" is a space, pairs keep their order, a name may
//   stand more than once.
// - A plain value: it knows of no Url. `Url::search_params` gives one, `Url::set_search_params`
//   writes it.
// - Names and values are UTF-8; what is no UTF-8, and a lone surrogate, becomes U+FFFD.
// - An operation that throws has changed nothing.
// Threads: a plain value; any number may read, writing needs to be alone.
// Views returned are good until the parameters are changed or destroyed.
// Limits: `max_entries` pairs, `max_bytes` bytes of names and values.
// Errors: HttpValueError{too_many_search_params}, {search_params_too_large}.
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
  struct Entry {
    std::string name;
    std::string value;
    friend bool operator==(const Entry& left, const Entry& right) = default;
  };
  using const_iterator = std::vector<Entry>::const_iterator;

  static constexpr std::size_t max_entries = std::size_t{1} << 16;
  static constexpr std::size_t max_bytes = std::size_t{4} << 20;

  UrlSearchParams() = default;
  /// "a=1&b=2"; a question mark in front is left out.
  explicit UrlSearchParams(std::string_view text);
  UrlSearchParams(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs);

  void append(std::string_view name, std::string_view value);
  /// In place of the first pair of that name, without the others; at the end where there is none.
  void set(std::string_view name, std::string_view value);
  /// The first value.
  std::optional<std::string_view> get(std::string_view name) const;
  std::vector<std::string_view> get_all(std::string_view name) const;
  bool has(std::string_view name) const;
  bool has(std::string_view name, std::string_view value) const;
  /// How many pairs there were.
  std::size_t remove(std::string_view name);
  std::size_t remove(std::string_view name, std::string_view value);
  /// By name, as JavaScript orders strings: by UTF-16 code units. Equal names keep their order.
  void sort();

  /// "a=1&b=two+words"
  std::string to_string() const;

  const_iterator begin() const noexcept { return entries_.begin(); }
  const_iterator end() const noexcept { return entries_.end(); }
  std::size_t size() const noexcept { return entries_.size(); }
  bool empty() const noexcept { return entries_.empty(); }

  friend bool operator==(const UrlSearchParams& left, const UrlSearchParams& right) {
    return left.entries_ == right.entries_;
  }

 private:
  void add(Entry entry);

  std::vector<Entry> entries_;
  std::size_t bytes_ = 0;  // of all names and values
};

}  // namespace candela
