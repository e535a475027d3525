#include "codec.hpp"

#include <charconv>

#include <candela/request_sync/host_types.hpp>

namespace candela::conformance {
namespace {

constexpr std::string_view nested_reference = "\"$ref\":";
constexpr std::string_view tuple_reference = "[\"$lmz\",";
constexpr std::string_view nested_hole = "{\"$type\":\"undefined\",\"hole\":true}";
constexpr std::string_view tuple_hole = "[\"undefined\",\"hole\"]";

std::string replace_all(std::string_view text, std::string_view what, std::string_view with) {
  std::string replaced;
  for (std::size_t start = 0;;) {
    const std::size_t found = text.find(what, start);
    replaced.append(text.substr(start, found - start));
    if (found == std::string_view::npos) return replaced;
    replaced.append(with);
    start = found + what.size();
  }
}

/// One more in each number that follows on `before`.
std::string raise_numbers(std::string_view text, std::string_view before) {
  std::string raised;
  for (std::size_t start = 0;;) {
    const std::size_t found = text.find(before, start);
    if (found == std::string_view::npos) return raised.append(text.substr(start));
    const std::size_t digits = found + before.size();
    raised.append(text.substr(start, digits - start));
    std::size_t number = 0;
    const auto [end, error] =
        std::from_chars(text.data() + digits, text.data() + text.size(), number);
    if (error == std::errc()) raised.append(std::to_string(number + 1));
    start = static_cast<std::size_t>(end - text.data());
  }
}

std::string with_another_bit(std::string bytes) {
  char& middle = bytes.at(bytes.size() / 2);
  middle = static_cast<char>(static_cast<unsigned char>(middle) ^ 1U);
  return bytes;
}

std::string broken_text(Break broken, const std::string& text) {
  switch (broken) {
    case Break::none: break;
    case Break::alias_ids:
      return raise_numbers(raise_numbers(text, nested_reference), tuple_reference);
    case Break::holes:
      return replace_all(replace_all(text, nested_hole, "null"), tuple_hole, "[\"undefined\"]");
    case Break::bit: return with_another_bit(text);
  }
  return text;
}

}  // namespace

std::optional<Break> break_from_name(std::string_view name) {
  if (name == "alias-ids") return Break::alias_ids;
  if (name == "holes") return Break::holes;
  if (name == "bit") return Break::bit;
  return std::nullopt;
}

std::string Codec::encode(Value value, Format format, Fidelity fidelity) const {
  return broken_text(
      broken_,
      stringify(value, {.format = format, .fidelity = fidelity, .hosts = http_host_types}));
}

Document Codec::decode(std::string_view text) const {
  return parse(text, {.hosts = http_host_types});
}

}  // namespace candela::conformance
