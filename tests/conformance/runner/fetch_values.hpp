#pragma once
// Random pieces of HTTP, and how the cases of fetch.hpp carry them: byte strings as JSON strings of
// U+0000 to U+00FF. Stateless.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <candela/request_sync/headers.hpp>
#include <candela/structured_clone/document.hpp>

#include "random.hpp"

namespace candela::conformance {

/// What one side is asked and what ours answers, both as JSON.
struct FetchCase {
  std::string question;
  std::string answer;
};

std::string as_characters(std::string_view bytes);
/// The reverse. Requires: characters up to U+00FF, in UTF-8.
std::string from_characters(std::string_view text);
std::vector<std::byte> as_bytes_of(std::string_view text);
std::string_view as_view(const std::vector<std::byte>& bytes);

/// Mostly good ones.
std::string random_name(Random& random);
std::string random_header_value(Random& random);
/// Text in good UTF-8, from ASCII to four bytes.
std::string random_text(Random& random, std::uint32_t most_pieces);
/// Any bytes, many of them nearly UTF-8.
std::string random_bytes(Random& random, std::uint32_t most_pieces);

/// [[name, value], …]
Value entries_of(Document& doc, const Headers& headers);

using NameValuePairs = std::vector<std::pair<std::string, std::string>>;
NameValuePairs random_pairs(Random& random);
Value pairs_of(Document& doc, const NameValuePairs& pairs);

}  // namespace candela::conformance
