#include "fetch_values.hpp"

#include <utility>

namespace candela::conformance {

std::string as_characters(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0U | (byte >> 6U));
      text += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return text;
}

std::string from_characters(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      bytes += text[i];
    } else {
      bytes += static_cast<char>(((byte & 3U) << 6U) |
                                 (static_cast<unsigned char>(text[i + 1]) & 0x3FU));
      ++i;
    }
  }
  return bytes;
}

std::vector<std::byte> as_bytes_of(std::string_view text) {
  const auto* const first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}

std::string_view as_view(const std::vector<std::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string random_name(Random& random) {
  constexpr std::string_view good[] = {"a",          "A",      "x-b",   "X-B",         "Set-Cookie",
                                       "set-cookie", "Accept", "!#$&'", "content-type"};
  constexpr std::string_view bad[] = {"", " ", "a b", "a:", "\xE9", "a\n", "(a)", "a\x7F", "\x01"};
  return std::string(random.odds(8) ? random.pick(bad) : random.pick(good));
}

std::string random_header_value(Random& random) {
  using namespace std::string_view_literals;
  constexpr std::string_view pieces[] = {"v"sv,  " "sv,  "\t"sv, "a, b"sv, "\xE9"sv, "\xFF"sv,
                                         "="sv,  ";"sv,  "\""sv, "text"sv, "\x01"sv, "\x7F"sv,
                                         "\r"sv, "\n"sv, "\0"sv, "\r\n"sv};
  std::string value;
  const std::uint32_t bound = random.odds(4) ? 16 : 12;  // seldom what is refused
  for (std::uint32_t count = random.below(4); count > 0; --count)
    value += pieces[random.below(bound)];
  return value;
}

std::string random_text(Random& random, std::uint32_t most_pieces) {
  constexpr std::string_view pieces[] = {"a",
                                         "b c",
                                         "&",
                                         "=",
                                         "+",
                                         "%",
                                         "%20",
                                         "%zz",
                                         "\xC3\xA9",
                                         "\n",
                                         "\r\n",
                                         "\r",
                                         "\xE2\x82\xAC",
                                         "\"",
                                         "'",
                                         "\\",
                                         ";",
                                         "\xF0\x9F\x98\x80",
                                         "~*-._",
                                         "\xEF\xBF\xBF",
                                         "--",
                                         "0",
                                         "%C3%A9",
                                         "\xEE\x80\x80",
                                         "null",
                                         "{}",
                                         "[1]"};
  std::string text;
  for (std::uint32_t count = random.below(most_pieces + 1); count > 0; --count)
    text += random.pick(pieces);
  return text;
}

std::string random_bytes(Random& random, std::uint32_t most_pieces) {
  using namespace std::string_view_literals;
  constexpr std::string_view pieces[] = {"{\"a\":1}"sv, "[1,2]"sv,        "null"sv, " "sv,
                                         "\"x\""sv,     "\xEF\xBB\xBF"sv, "\xC3"sv, "\xA9"sv,
                                         "\xE2"sv,      "\x82"sv,         "\xAC"sv, "\xF0\x9F"sv,
                                         "\x98\x80"sv,  "\xED\xA0\x80"sv, "\xFF"sv, "\xC0\x80"sv,
                                         "\xF4\x90"sv,  "\xE0\x80"sv,     "\0"sv,   "z"sv,
                                         "1e5"sv,       "\xFE\xFF"sv,     "-0"sv,   "1"sv};
  std::string bytes;
  for (std::uint32_t count = random.below(most_pieces + 1); count > 0; --count)
    bytes += random.pick(pieces);
  constexpr std::string_view mark = "\xEF\xBB\xBF";  // node takes two of them away
  while (bytes.starts_with(std::string(mark).append(mark)))
    bytes.erase(0, mark.size());
  return bytes;
}

Value entries_of(Document& doc, const Headers& headers) {
  Value list = doc.array();
  for (const Headers::Entry& entry : headers)
    list.push(doc.array({entry.name, as_characters(entry.value)}));
  return list;
}

NameValuePairs random_pairs(Random& random) {
  NameValuePairs pairs;
  for (std::uint32_t count = random.below(4); count > 0; --count) {
    std::string name = random_name(random);
    pairs.emplace_back(std::move(name), random_header_value(random));
  }
  return pairs;
}

Value pairs_of(Document& doc, const NameValuePairs& pairs) {
  Value list = doc.array();
  for (const auto& [name, value] : pairs)
    list.push(doc.array({as_characters(name), as_characters(value)}));
  return list;
}

}  // namespace candela::conformance
