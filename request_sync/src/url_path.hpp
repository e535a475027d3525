// List paths: the URL standard's "path" state, over a whole path at once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "url_record.hpp"

namespace candela {

/// Whether `text` begins with a Windows drive letter, as a whole item of a path.
bool starts_with_drive_letter(std::string_view text) noexcept;
/// A letter, then ":" or "|".
bool is_drive_letter(std::string_view text) noexcept;

/// The item "C:" that a file path begins with; empty where it does not.
std::string_view drive_of(std::string_view path) noexcept;

/// Removes the last item of the path that begins at `begin` of `out`, but never a file URL's only
/// drive letter.
void shorten_path(std::string& out, std::size_t begin, Scheme scheme);

/// Appends the items of `text` to the path that begins at `begin` of `out`. `text` is UTF-8, and
/// all of it is path: the slash before its first item is cut off, a query is too.
void append_path(std::string& out, std::size_t begin, std::string_view text, Scheme scheme);

}  // namespace candela
