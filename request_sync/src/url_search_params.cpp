#include <candela/request_sync/url_search_params.hpp>

#include <algorithm>
#include <cstdint>

#include <candela/request_sync/error.hpp>

#include "urlencoded.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

using Entry = UrlSearchParams::Entry;

std::size_t bytes_of(const Entry& entry) noexcept {
  return entry.name.size() + entry.value.size();
}

void check_limits(std::size_t entries, std::size_t bytes) {
  if (entries > UrlSearchParams::max_entries) {
    throw HttpValueError(
        HttpValueErrorCode::too_many_search_params,
        "More than " + std::to_string(UrlSearchParams::max_entries) + " search parameters");
  }
  if (bytes > UrlSearchParams::max_bytes) {
    throw HttpValueError(
        HttpValueErrorCode::search_params_too_large,
        "Search parameters of more than " + std::to_string(UrlSearchParams::max_bytes) + " bytes");
  }
}

/// Too much is refused before it is copied.
Entry entry_of(std::string_view name, std::string_view value) {
  check_limits(0, name.size());
  check_limits(0, value.size());
  return {to_scalar_text(name), to_scalar_text(value)};
}

/// Where in the order of UTF-16 a byte of UTF-8 stands: surrogates, which lead what begins with F0
/// to F4, are less than U+E000 to U+FFFF, which begin with EE and EF.
unsigned utf16_rank(char c) noexcept {
  const unsigned byte = static_cast<unsigned char>(c);
  return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte;
}

bool is_less_in_utf16(std::string_view left, std::string_view right) noexcept {
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
                                      [](char a, char b) { return utf16_rank(a) < utf16_rank(b); });
}

/// Without `matching` entries, and without their bytes.
template <typename Matches>
std::size_t erase_from(std::vector<Entry>& entries, std::size_t first, std::size_t& bytes,
                       Matches matches) {
  const auto gone = std::remove_if(entries.begin() + static_cast<std::ptrdiff_t>(first),
                                   entries.end(), [&](const Entry& entry) {
                                     if (!matches(entry)) return false;
                                     bytes -= bytes_of(entry);
                                     return true;
                                   });
  const auto count = static_cast<std::size_t>(entries.end() - gone);
  entries.erase(gone, entries.end());
  return count;
}

}  // namespace

UrlSearchParams::UrlSearchParams(std::string_view text) {
  if (!text.empty() && text.front() == '?') text.remove_prefix(1);
  const std::string scalar = to_scalar_text(text);
  UrlencodedReader reader(scalar);
  for (UrlencodedPair pair; reader.next(pair);)
    add({std::move(pair.name), std::move(pair.value)});
}

UrlSearchParams::UrlSearchParams(
    std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
  for (const auto& [name, value] : pairs)
    append(name, value);
}

void UrlSearchParams::add(Entry entry) {
  const std::size_t bytes = bytes_ + bytes_of(entry);
  check_limits(entries_.size() + 1, bytes);
  entries_.push_back(std::move(entry));
  bytes_ = bytes;
}

void UrlSearchParams::append(std::string_view name, std::string_view value) {
  add(entry_of(name, value));
}

void UrlSearchParams::set(std::string_view name, std::string_view value) {
  Entry entry = entry_of(name, value);
  const auto is_named = [&](const Entry& other) { return other.name == entry.name; };
  const auto found = std::find_if(entries_.begin(), entries_.end(), is_named);
  if (found == entries_.end()) return add(std::move(entry));
  std::size_t kept = bytes_;
  for (auto at = found; at != entries_.end(); ++at) {
    if (is_named(*at)) kept -= bytes_of(*at);
  }
  check_limits(0, kept + bytes_of(entry));
  const auto index = static_cast<std::size_t>(found - entries_.begin());
  std::size_t unused = bytes_;
  erase_from(entries_, index + 1, unused, is_named);
  bytes_ = kept + bytes_of(entry);
  entries_[index].value = std::move(entry.value);
}

std::optional<std::string_view> UrlSearchParams::get(std::string_view name) const {
  const std::string scalar = to_scalar_text(name);
  for (const Entry& entry : entries_) {
    if (entry.name == scalar) return entry.value;
  }
  return std::nullopt;
}

std::vector<std::string_view> UrlSearchParams::get_all(std::string_view name) const {
  const std::string scalar = to_scalar_text(name);
  std::vector<std::string_view> values;
  for (const Entry& entry : entries_) {
    if (entry.name == scalar) values.push_back(entry.value);
  }
  return values;
}

bool UrlSearchParams::has(std::string_view name) const {
  return get(name).has_value();
}

bool UrlSearchParams::has(std::string_view name, std::string_view value) const {
  const Entry wanted{to_scalar_text(name), to_scalar_text(value)};
  return std::find(entries_.begin(), entries_.end(), wanted) != entries_.end();
}

std::size_t UrlSearchParams::remove(std::string_view name) {
  const std::string scalar = to_scalar_text(name);
  return erase_from(entries_, 0, bytes_, [&](const Entry& entry) { return entry.name == scalar; });
}

std::size_t UrlSearchParams::remove(std::string_view name, std::string_view value) {
  const Entry wanted{to_scalar_text(name), to_scalar_text(value)};
  return erase_from(entries_, 0, bytes_, [&](const Entry& entry) { return entry == wanted; });
}

void UrlSearchParams::sort() {
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& left, const Entry& right) {
    return is_less_in_utf16(left.name, right.name);
  });
}

std::string UrlSearchParams::to_string() const {
  std::string text;
  for (const Entry& entry : entries_)
    append_urlencoded(text, {entry.name, entry.value});
  return text;
}

}  // namespace candela
