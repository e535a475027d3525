#include "http_content.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <candela/request_sync/error.hpp>
#include <candela/request_sync/media_type.hpp>
#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/format.hpp>

#include "charset.hpp"
#include "kj/utf8.hpp"

namespace candela {
namespace {

constexpr std::string_view charset = "charset";

std::vector<std::byte> to_bytes(std::string_view text) {
  const auto* const first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}

bool is_coded(const Headers& headers) {
  const auto coding = headers.get("content-encoding");
  return coding && *coding != "identity";
}

/// A value whose JSON reads again as this text does. null and strings are no bodies of that kind:
/// they would come to nothing, and to a text without its quotes.
Body json_body(std::string_view bytes, const Limits& limits) {
  std::string text = from_utf8(bytes);
  try {
    Document value = parse_json(text, limits);
    if (!value.root().is_null() && !value.root().is_string()) return Body(std::move(value));
  } catch (const CloneError&) {  // and `json()` will say so
  }
  return Body(std::move(text));
}

}  // namespace

Body body_of(std::string_view bytes, const Headers& headers, const Limits& limits) {
  if (bytes.empty()) return {};
  const auto type = MediaType::of_header(headers.get("content-type").value_or(""));
  if (!type || is_coded(headers)) return Body(to_bytes(bytes));
  if (type->is_json()) return json_body(bytes, limits);
  if (type->type() == "text") {
    if (auto text = to_utf8(bytes, type->parameter(charset).value_or("utf-8")))
      return Body(std::move(*text));
  }
  return Body(to_bytes(bytes));
}

void drop_hop_by_hop(Headers& headers) {
  const std::string named = headers.get("connection").value_or("");
  for (std::size_t begin = 0; begin < named.size();) {
    const std::size_t end = std::min(named.find(',', begin), named.size());
    std::string_view name = std::string_view(named).substr(begin, end - begin);
    name.remove_prefix(std::min(name.find_first_not_of(" \t"), name.size()));
    name = name.substr(0, name.find_last_not_of(" \t") + 1);
    try {
      headers.remove(name);
    } catch (const HttpValueError&) {  // no name: nothing is called so
    }
    begin = end + 1;
  }
  for (const std::string_view name : {"connection", "keep-alive", "proxy-connection", "te",
                                      "trailer", "transfer-encoding", "upgrade"})
    headers.remove(name);
}

Content content_of(const Body& body, const std::optional<std::string>& type) {
  Content content;
  if (body.is_none()) {
    content.type = type;
    return content;
  }
  if (const std::string* text = body.as_text(); text != nullptr && is_utf8(*text)) {
    content.bytes = *text;
  } else {
    const std::vector<std::byte> bytes = body.bytes();
    content.bytes.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
  content.type = type;
  if (!type || body.kind() == Body::Kind::bytes) return content;
  auto parsed = MediaType::parse(*type);
  if (!parsed || !parsed->parameter(charset)) return content;
  std::string named(*parsed->parameter(charset));
  std::transform(named.begin(), named.end(), named.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (named == "utf-8") return content;
  parsed->set_parameter(charset, "UTF-8");
  content.type = parsed->to_string();
  return content;
}

}  // namespace candela
