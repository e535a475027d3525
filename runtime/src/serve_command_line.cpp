#include "serve_command_line.hpp"

#include <charconv>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace candela {
namespace {

std::optional<std::uint16_t> port_of(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return port;
}

/// Segments of a path, of characters that stand in one as they are; slashes anywhere.
bool is_prefix(std::string_view text) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  return text.find_first_not_of(plain) == std::string_view::npos &&
         text.find_first_not_of('/') != std::string_view::npos;
}

std::string help_for(std::string_view program, const ServeOptions& defaults) {
  return "usage: " + std::string(program) +
         " [options]\n\n"
         "  --port N          listen on this port; 0 for any free one (" +
         std::to_string(defaults.port) +
         ")\n"
         "  --host HOST       listen on this address (" +
         defaults.host +
         ")\n"
         "  --data DIR        where the actors' state is kept; made if it is not there (" +
         defaults.data_directory +
         ")\n"
         "  --prefix PREFIX   first segment of the paths of calls (" +
         defaults.prefix +
         ")\n"
         "  --expose-stacks   send the stacks of errors to callers\n"
         "  --help            this text\n\n"
         "DEBUG=candela logs everything to stderr, DEBUG=candela.runtime:warn a part.\n";
}

/// Where the value of an option goes; null for what is no option.
std::string* text_option(std::string_view name, ServeOptions& options) {
  if (name == "--host") return &options.host;
  if (name == "--data") return &options.data_directory;
  if (name == "--prefix") return &options.prefix;
  return nullptr;
}

}  // namespace

CommandLine read_command_line(int argc, const char* const* argv, ServeOptions options) {
  const std::span<const char* const> words(argv, static_cast<std::size_t>(argc));
  const ServeOptions defaults = options;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view name = words[i];
    if (name == "--help") return HelpWanted{help_for(words[0], defaults)};
    if (name == "--expose-stacks") {
      options.stacks = Stacks::exposed;
      continue;
    }
    const auto equals = name.find('=');
    const bool attached = equals != std::string_view::npos;
    const std::string_view key = name.substr(0, equals);
    std::string* const text = text_option(key, options);
    if (!text && key != "--port") {
      return BadCommandLine{"unknown option " + std::string(key) + "; --help lists them"};
    }
    std::string_view value;
    if (attached) {
      value = name.substr(equals + 1);
    } else if (i + 1 < words.size()) {
      value = words[++i];
    }
    if (text) {
      if (value.empty()) return BadCommandLine{std::string(key) + " wants a value"};
      if (key == "--prefix" && !is_prefix(value)) {
        return BadCommandLine{"--prefix wants a segment of a path: letters, digits, -, ., _ and ~"};
      }
      *text = value;
    } else {
      const auto port = port_of(value);
      if (!port) return BadCommandLine{"--port wants a number from 0 to 65535"};
      options.port = *port;
    }
  }
  return options;
}

}  // namespace candela
