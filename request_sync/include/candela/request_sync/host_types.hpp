// Between HTTP values and documents: `from(doc, request)` and `to<RequestSync>(value)`, and the
// table that tells the codec how these values stand on the wire.
//
// In a document each is a value of Kind::host with a tag and a payload:
//   "headers"        [[name, value], …]                       as `for (… of headers)` lists them
//   "url"            the href
//   "request-sync"   {url, method, headers, body}             headers is a "headers" value
//   "response-sync"  {status, statusText, headers, body}
// Behind these fields stand, where they are not as the constructors would have them: of a request
// mode, credentials, cache, redirect, referrer, referrerPolicy, integrity, keepalive, destination,
// signal {aborted, reason}; of a response type, url, redirected. The original ignores them, but it refuses a response with
// the status 0 (`ResponseSync::error()`, opaque ones).
// A body is null, a string, an ArrayBuffer, or the value itself.
//
// Give `http_host_types` in ParseOptions::hosts and StringifyOptions::hosts wherever such values
// may travel.
// Errors: CloneError, with the path inside of the value: {wrong_kind} for another kind of value,
// {bad_shape} for one that HTTP refuses; its message is HttpValueError's.
// Threads: free functions without state.
#pragma once

#include <array>
#include <string_view>

#include <candela/request_sync/body.hpp>
#include <candela/request_sync/headers.hpp>
#include <candela/request_sync/request_sync.hpp>
#include <candela/request_sync/response_sync.hpp>
#include <candela/request_sync/url.hpp>
#include <candela/structured_clone/convert.hpp>
#include <candela/structured_clone/host_type.hpp>

namespace candela {

inline constexpr std::string_view headers_tag = "headers";
inline constexpr std::string_view url_tag = "url";
inline constexpr std::string_view request_sync_tag = "request-sync";
inline constexpr std::string_view response_sync_tag = "response-sync";

/// The forms are the original's; `bodyValue` stands beside a body that plain JSON would lose.
inline constexpr std::array<HostType, 4> http_host_types = {{
    {headers_tag, "entries"},
    {url_tag, "href", HostType::Payload::plain, HostType::TuplePlace::field},
    {request_sync_tag, "data", HostType::Payload::record, HostType::TuplePlace::bare, "headers",
     "body", "bodyValue"},
    {response_sync_tag, "data", HostType::Payload::record, HostType::TuplePlace::bare, "headers",
     "body", "bodyValue"},
}};

template <>
struct Convert<Headers> {
  static Headers to(Value value);
  static Value from(Document& doc, const Headers& headers);
};

template <>
struct Convert<Url> {
  static Url to(Value value);
  static Value from(Document& doc, const Url& url);
};

/// Any value is a body; one that came from a text or from bytes becomes these again.
template <>
struct Convert<Body> {
  static Body to(Value value) { return Body::of(value); }
  static Value from(Document& doc, const Body& body);
};

template <>
struct Convert<RequestSync> {
  static RequestSync to(Value value);
  static Value from(Document& doc, const RequestSync& request);
};

template <>
struct Convert<ResponseSync> {
  static ResponseSync to(Value value);
  static Value from(Document& doc, const ResponseSync& response);
};

}  // namespace candela
