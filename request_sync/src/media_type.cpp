#include <candela/request_sync/media_type.hpp>

#include <algorithm>
#include <cstddef>

#include "ascii.hpp"

namespace candela {
namespace {

constexpr std::string_view http_whitespace = "\t\n\r ";

std::string_view without_leading(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(http_whitespace), text.size()));
}
std::string_view without_trailing(std::string_view text) {
  return text.substr(0, text.find_last_not_of(http_whitespace) + 1);
}

bool is_parameter_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7F);
  });
}

/// Takes what stands before one of `ends` from the text.
std::string_view take_until(std::string_view& text, std::string_view ends) {
  const std::string_view taken = text.substr(0, text.find_first_of(ends));
  text.remove_prefix(taken.size());
  return taken;
}

/// Takes a string in quotes, which may not end, without quotes and backslashes.
std::string take_quoted(std::string_view& text) {
  std::string value;
  text.remove_prefix(1);
  while (!text.empty()) {
    value += take_until(text, "\"\\");
    if (text.empty()) break;
    const bool escaped = text.front() == '\\';
    text.remove_prefix(1);
    if (!escaped) break;
    value += text.empty() ? '\\' : text.front();
    if (!text.empty()) text.remove_prefix(1);
  }
  return value;
}

/// Up to a comma that is in no quotes.
std::size_t first_value_size(std::string_view text) {
  const std::string_view all = text;
  while (!text.empty() && text.front() != ',') {
    if (text.front() == '"') {
      (void)take_quoted(text);
    } else {
      text.remove_prefix(1);
      take_until(text, "\",");
    }
  }
  return all.size() - text.size();
}

}  // namespace

std::optional<MediaType> MediaType::parse(std::string_view text) {
  text = without_trailing(without_leading(text));
  const std::string_view type = take_until(text, "/");
  if (!is_token(type) || text.empty()) return std::nullopt;
  text.remove_prefix(1);
  const std::string_view subtype = without_trailing(take_until(text, ";"));
  if (!is_token(subtype)) return std::nullopt;
  MediaType made(lower(type), lower(subtype));
  while (!text.empty()) {
    text = without_leading(text.substr(1));
    const std::string name = lower(take_until(text, ";="));
    if (text.empty()) break;
    if (text.front() == ';') continue;
    text.remove_prefix(1);
    std::string value;
    if (text.starts_with('"')) {
      value = take_quoted(text);
      take_until(text, ";");
    } else {
      value = without_trailing(take_until(text, ";"));
      if (value.empty()) continue;
    }
    if (!made.parameter(name)) made.set_parameter(name, value);
  }
  return made;
}

std::optional<MediaType> MediaType::of_header(std::string_view value) {
  std::optional<MediaType> last;
  std::string charset;
  for (;;) {
    const std::size_t size = first_value_size(value);
    auto type = parse(value.substr(0, size));
    if (type && type->essence() != "*/*") {
      if (!last || last->essence() != type->essence()) charset.clear();
      if (const auto own = type->parameter("charset")) {
        charset = *own;
      } else if (!charset.empty()) {
        type->set_parameter("charset", charset);
      }
      last = std::move(type);
    }
    if (size == value.size()) return last;
    value.remove_prefix(size + 1);
  }
}

std::optional<std::string_view> MediaType::parameter(std::string_view name) const noexcept {
  const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                  [name](const auto& one) { return one.first == name; });
  if (found == parameters_.end()) return std::nullopt;
  return found->second;
}

bool MediaType::set_parameter(std::string_view name, std::string_view value) {
  if (!is_token(name) || std::any_of(name.begin(), name.end(), is_upper) ||
      !is_parameter_value(value))
    return false;
  const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                  [name](const auto& one) { return one.first == name; });
  if (found != parameters_.end()) {
    found->second = value;
  } else if (parameters_.size() == max_parameters) {
    return false;
  } else {
    parameters_.emplace_back(name, value);
  }
  return true;
}

bool MediaType::is_json() const noexcept {
  return subtype_.ends_with("+json") ||
         (subtype_ == "json" && (type_ == "application" || type_ == "text"));
}

std::string MediaType::to_string() const {
  std::string text = essence();
  for (const auto& [name, value] : parameters_) {
    text += ';' + name + '=';
    if (is_token(value)) {
      text += value;
      continue;
    }
    text += '"';
    for (const char c : value) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text;
}

}  // namespace candela
