#include <candela/request_sync/url_search_params.hpp>

#include <algorithm>
#include <cstdint>

#include <candela/request_sync/error.hpp>

#include "urlencoded.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

/// Where surrogates stand among the units of UTF-16: code points from U+10000 on come before U+E000.
/// In UTF-8 that is the order of bytes, but for leads of F0 and more, which come before EE.
bool before_in_utf16(std::string_view left, std::string_view right) {
  const auto [l, r] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  if (r == right.end()) return false;
  if (l == left.end()) return true;
  const auto a = static_cast<unsigned char>(*l);
  const auto b = static_cast<unsigned char>(*r);
  if (a >= 0xEE && b >= 0xF0 && a < 0xF0) return false;
  if (b >= 0xEE && a >= 0xF0 && b < 0xF0) return true;
  return a < b;
}

}  // namespace

UrlSearchParams::UrlSearchParams(std::string_view query) {
  if (query.starts_with('?')) query.remove_prefix(1);
  entries_ = parse_urlencoded(query, max_entries);
}

UrlSearchParams::UrlSearchParams(
    std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
  for (const auto& [name, value] : pairs)
    append(name, value);
}

void UrlSearchParams::append(std::string_view name, std::string_view value) {
  if (entries_.size() == max_entries) {
    throw HttpValueError(HttpValueErrorCode::too_many_entries,
                         "More than " + std::to_string(max_entries) + " names and values");
  }
  entries_.emplace_back(to_scalar_text(name), to_scalar_text(value));
}

void UrlSearchParams::set(std::string_view name, std::string_view value) {
  const std::string wanted = to_scalar_text(name);
  const auto first = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.first == wanted; });
  if (first == entries_.end()) return append(name, value);
  first->second = to_scalar_text(value);
  const auto others = std::remove_if(first + 1, entries_.end(),
                                     [&](const Entry& entry) { return entry.first == wanted; });
  entries_.erase(others, entries_.end());
}

std::optional<std::string_view> UrlSearchParams::get(std::string_view name) const noexcept {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.first == name; });
  if (found == entries_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> UrlSearchParams::get_all(std::string_view name) const {
  std::vector<std::string> values;
  for (const Entry& entry : entries_)
    if (entry.first == name) values.push_back(entry.second);
  return values;
}

bool UrlSearchParams::has(std::string_view name, std::string_view value) const noexcept {
  return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.first == name && entry.second == value;
  });
}

std::size_t UrlSearchParams::remove(std::string_view name) {
  return std::erase_if(entries_, [&](const Entry& entry) { return entry.first == name; });
}

std::size_t UrlSearchParams::remove(std::string_view name, std::string_view value) {
  return std::erase_if(
      entries_, [&](const Entry& entry) { return entry.first == name && entry.second == value; });
}

void UrlSearchParams::sort() {
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& left, const Entry& right) {
    return before_in_utf16(left.first, right.first);
  });
}

std::string UrlSearchParams::to_string() const {
  std::string text;
  for (const Entry& entry : entries_)
    append_urlencoded(text, entry.first, entry.second);
  return text;
}

}  // namespace candela
