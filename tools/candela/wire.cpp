#include "wire.hpp"

#include <candela/request_sync/host_types.hpp>

namespace candela::tool {

std::optional<Format> take_format(CommandLine& words, std::string_view option) {
  const auto name = words.take_option(option);
  if (!name) return std::nullopt;
  const auto format = format_from_name(*name);
  if (!format) {
    std::string names;
    for (const Format known : all_formats)
      names.append(names.empty() ? "" : ", ").append(to_string(known));
    throw BadUse(std::string(option) + " is one of " + names + ", not \"" + std::string(*name) +
                 '"');
  }
  return format;
}

Document read_document(CommandLine& words, std::optional<Format> format) {
  const auto files = words.take_words(0, 1);
  const std::string text = read_input(files.empty() ? std::nullopt : std::optional(files.front()));
  return parse(text, {.format = format, .hosts = wire_hosts()});
}

std::span<const HostType> wire_hosts() {
  return http_host_types;
}

}  // namespace candela::tool
