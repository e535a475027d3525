#include <candela/request_sync/headers.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

#include <candela/request_sync/error.hpp>

#include "ascii.hpp"
#include "excerpt.hpp"

namespace candela {
namespace {

constexpr std::string_view set_cookie = "set-cookie";
constexpr std::string_view separator = ", ";

std::string checked_name(std::string_view name) {
  if (!is_token(name)) {
    throw HttpValueError(HttpValueErrorCode::invalid_header_name,
                         "Invalid header name " + excerpt(name) +
                             ": letters, digits and !#$%&'*+-.^_`|~ only, and at least one");
  }
  return lower(name);
}

constexpr bool is_http_whitespace(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Normalised: without whitespace at either end.
std::string_view checked_value(std::string_view name, std::string_view value) {
  while (!value.empty() && is_http_whitespace(value.front()))
    value.remove_prefix(1);
  while (!value.empty() && is_http_whitespace(value.back()))
    value.remove_suffix(1);
  bool good = true;
  for (const char c : value)
    good &= c != '\0' && c != '\r' && c != '\n';
  if (!good) {
    throw HttpValueError(HttpValueErrorCode::invalid_header_value,
                         "Invalid value " + excerpt(value) + " of header " + excerpt(name) +
                             ": no NUL, CR or LF may be inside");
  }
  return value;
}

}  // namespace

Headers::Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
  for (const auto& pair : pairs)
    append(pair.first, pair.second);
}

void Headers::append(std::string_view name, std::string_view value) {
  std::string key = checked_name(name);
  value = checked_value(name, value);
  const auto [first, last] = find(key);
  if (first != last && key != set_cookie) {
    const std::string more = std::string(separator).append(value);
    check_limits(entries_.size(), bytes_ + more.size());
    entries_[first].value += more;
    bytes_ += more.size();
    return;
  }
  const std::size_t bytes = key.size() + value.size();
  check_limits(entries_.size() + 1, bytes_ + bytes);
  constexpr std::size_t usual = 8;
  if (entries_.empty()) entries_.reserve(usual);
  entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(last),
                  Entry{std::move(key), std::string(value)});
  bytes_ += bytes;
}

void Headers::set(std::string_view name, std::string_view value) {
  const auto [first, last] = find(checked_name(name));
  if (first == last) return append(name, value);
  std::string kept(checked_value(name, value));
  const std::size_t bytes = bytes_ - bytes_of(first + 1, last) - entries_[first].value.size();
  check_limits(entries_.size(), bytes + kept.size());
  entries_[first].value = std::move(kept);
  bytes_ = bytes + entries_[first].value.size();
  erase(first + 1, last);
}

std::optional<std::string> Headers::get(std::string_view name) const {
  const auto [first, last] = find(checked_name(name));
  if (first == last) return std::nullopt;
  std::string combined = entries_[first].value;
  for (std::size_t i = first + 1; i < last; ++i)
    combined.append(separator).append(entries_[i].value);
  return combined;
}

std::vector<std::string> Headers::get_set_cookie() const {
  const auto [first, last] = find(set_cookie);
  std::vector<std::string> cookies;
  cookies.reserve(last - first);
  for (std::size_t i = first; i < last; ++i)
    cookies.push_back(entries_[i].value);
  return cookies;
}

bool Headers::has(std::string_view name) const {
  const auto [first, last] = find(checked_name(name));
  return first != last;
}

bool Headers::remove(std::string_view name) {
  const auto [first, last] = find(checked_name(name));
  bytes_ -= bytes_of(first, last);
  erase(first, last);
  return first != last;
}

Headers::Range Headers::find(std::string_view lower_name) const noexcept {
  const auto begin = std::lower_bound(
      entries_.begin(), entries_.end(), lower_name,
      [](const Entry& entry, std::string_view wanted) { return entry.name < wanted; });
  auto end = begin;
  while (end != entries_.end() && end->name == lower_name)
    ++end;
  return {static_cast<std::size_t>(begin - entries_.begin()),
          static_cast<std::size_t>(end - entries_.begin())};
}

std::size_t Headers::bytes_of(std::size_t first, std::size_t last) const noexcept {
  std::size_t bytes = 0;
  for (std::size_t i = first; i < last; ++i)
    bytes += entries_[i].name.size() + entries_[i].value.size();
  return bytes;
}

void Headers::erase(std::size_t first, std::size_t last) {
  const auto at = [this](std::size_t i) {
    return entries_.begin() + static_cast<std::ptrdiff_t>(i);
  };
  entries_.erase(at(first), at(last));
}

void Headers::check_limits(std::size_t entries, std::size_t bytes) {
  if (entries > max_entries) {
    throw HttpValueError(HttpValueErrorCode::too_many_headers,
                         "More than " + std::to_string(max_entries) + " headers");
  }
  if (bytes > max_bytes) {
    throw HttpValueError(HttpValueErrorCode::headers_too_large,
                         "Headers of more than " + std::to_string(max_bytes) + " bytes");
  }
}

}  // namespace candela
