#include <candela/rpc/route.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "kj/utf8.hpp"

namespace candela {
namespace {

RouteRefusal not_found() {
  return {404, "Not Found"};
}

std::string_view without_query(std::string_view target) {
  return target.substr(0, target.find_first_of("?#"));
}

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0) segments.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return segments;
}

/// The segments behind the prefix; nothing when the path is not under it.
std::optional<std::vector<std::string_view>> below(std::string_view prefix, std::string_view path) {
  if (path.empty() || path.front() != '/') return std::nullopt;
  std::vector<std::string_view> segments = segments_of(path);
  const std::vector<std::string_view> wanted = segments_of(prefix);
  if (segments.size() < wanted.size() ||
      !std::equal(wanted.begin(), wanted.end(), segments.begin())) {
    return std::nullopt;
  }
  segments.erase(segments.begin(), segments.begin() + static_cast<std::ptrdiff_t>(wanted.size()));
  return segments;
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

/// Nothing for a `%` without two digits, and for what is not UTF-8 afterwards.
std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const auto high = hex_digit(text[i + 1]);
    const auto low = hex_digit(text[i + 2]);
    if (!high || !low) return std::nullopt;
    decoded += static_cast<char>(*high << 4 | *low);
    i += 2;
  }
  if (!is_utf8(decoded)) return std::nullopt;
  return decoded;
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string capitalised(std::string_view part) {
  std::string text(part);
  if (!text.empty()) text.front() = upper(text.front());
  return text;
}

std::string upper_case(std::string_view part) {
  std::string text(part);
  std::transform(text.begin(), text.end(), text.begin(), upper);
  return text;
}

bool is_kebab(std::string_view segment) {
  return std::all_of(segment.begin(), segment.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::vector<std::string_view> parts_of(std::string_view kebab) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = kebab.find('-');
    parts.push_back(kebab.substr(0, end));
    if (end == std::string_view::npos) return parts;
    kebab.remove_prefix(end + 1);
  }
}

Routing to_instance(std::span<const std::string_view> segments, const RouteTable& table) {
  if (segments.empty()) return not_found();
  const auto segment = percent_decoded(segments[0]);
  if (!segment) return RouteRefusal{400, "Malformed percent-encoding in the binding"};
  const std::string* binding = nullptr;
  for (const std::string& candidate : table.bindings) {
    if (!binding_matches(*segment, candidate)) continue;
    if (binding) {
      return RouteRefusal{400,
                          "Ambiguous binding " + *segment + ": " + *binding + " or " + candidate};
    }
    binding = &candidate;
  }
  if (!binding) return not_found();
  if (segments.size() < 2) return RouteRefusal{400, "Missing instance of binding " + *binding};
  auto instance = percent_decoded(segments[1]);
  if (!instance) return RouteRefusal{400, "Malformed percent-encoding in the instance"};
  if (instance->size() > max_instance_bytes) {
    return RouteRefusal{400, "Instance too long: " + std::to_string(instance->size()) + " > " +
                                 std::to_string(max_instance_bytes)};
  }
  return Route{*binding, std::move(*instance)};
}

}  // namespace

std::string_view trimmed_prefix(std::string_view prefix) noexcept {
  while (!prefix.empty() && prefix.front() == '/')
    prefix.remove_prefix(1);
  while (!prefix.empty() && prefix.back() == '/')
    prefix.remove_suffix(1);
  return prefix;
}

bool binding_matches(std::string_view segment, std::string_view binding) {
  if (segment == binding) return true;
  if (segment.empty() || !is_kebab(segment)) return false;
  const std::vector<std::string_view> parts = parts_of(segment);
  std::string snake, pascal, joined;
  bool spelled_out = false;  // an acronym, letter by letter
  for (const std::string_view part : parts) {
    if (part.empty()) return false;
    if (part.data() != parts.front().data()) snake += '_';
    snake += part;
    pascal += capitalised(part);
    joined += part;
    spelled_out = spelled_out || part.size() == 1;
  }
  if (binding == snake || binding == upper_case(snake) || binding == pascal) return true;
  if (binding == std::string(parts.front()) + pascal.substr(parts.front().size())) return true;
  if (spelled_out && binding == upper_case(joined)) return true;
  return parts.back() == "do" &&
         binding == pascal.substr(0, pascal.size() - 2) + upper_case(parts.back());
}

Routing route_call(std::string_view method, std::string_view target, const RouteTable& table) {
  const std::string_view path = without_query(target);
  const auto segments = below(table.prefix, path);
  if (!segments) return NotRouted{};
  const bool is_call = path.size() >= 5 && path.substr(path.size() - 5) == "/call";
  std::span<const std::string_view> names(*segments);
  if (is_call && !names.empty()) names = names.first(names.size() - 1);
  Routing routing = to_instance(names, table);
  if (!std::holds_alternative<Route>(routing)) return routing;
  if (!is_call) return RouteRefusal{404, "Unknown RPC endpoint: " + std::string(path)};
  if (method != "POST") return RouteRefusal{405, "Method not allowed"};
  return routing;
}

Routing route_upgrade(std::string_view target, const RouteTable& table) {
  const auto segments = below(table.prefix, without_query(target));
  if (!segments) return NotRouted{};
  return to_instance(*segments, table);
}

}  // namespace candela
