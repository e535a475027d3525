#pragma once
// What the commands that read values share: formats by name, and the host types of the wire.
#include <optional>
#include <span>
#include <string_view>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/host_type.hpp>

#include "command_line.hpp"

namespace candela::tool {

/// The value of an option that names a format. Throws BadUse for a name that is none.
std::optional<Format> take_format(CommandLine& words, std::string_view option);

/// Takes the last word, a file, or the standard input. Throws CloneError, std::runtime_error.
Document read_document(CommandLine& words, std::optional<Format> format);

/// Headers, URL, RequestSync and ResponseSync.
std::span<const HostType> wire_hosts();

}  // namespace candela::tool
