#pragma once
// What the bytes of an HTTP message are, by its headers, and the bytes that a body becomes. No I/O.
//
// Reading, by the media type, as the original does: JSON becomes a value, text/* becomes text in its
// charset, all else stays bytes. What cannot be read so stays as it is and loses nothing: JSON that
// is none stays text (`json()` tells why), text in a charset that is unknown stays bytes, and so does
// everything with a content coding.
// Threads: any.

#include <optional>
#include <string>
#include <string_view>

#include <candela/request_sync/body.hpp>
#include <candela/request_sync/headers.hpp>
#include <candela/structured_clone/limits.hpp>

namespace candela {

Body body_of(std::string_view bytes, const Headers& headers, const Limits& limits);

/// Takes out what concerns one connection only (RFC 9110, 7.6.1): Connection and what it names,
/// Keep-Alive, Proxy-Connection, TE, Transfer-Encoding, Upgrade; and Trailer, since trailers are
/// ignored.
void drop_hop_by_hop(Headers& headers);

struct Content {
  std::string bytes;
  /// The value of Content-Type that fits them; nothing where there is none to name.
  std::optional<std::string> type;
};

/// `type` is what the message calls its content, if anything. Text leaves as UTF-8, and its charset
/// says so. CloneError{not_serializable} for a value that JSON cannot have.
Content content_of(const Body& body, const std::optional<std::string>& type);

}  // namespace candela
