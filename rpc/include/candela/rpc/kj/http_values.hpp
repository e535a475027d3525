#pragma once
// Requests and responses as plain values, from and to kj's HTTP: what a handler gets and gives, and
// what it asks of others.
//
// Guarantees
// - Read whole, and never past `body_bytes`. By the media type JSON becomes a value, text/* becomes
//   text in its charset, all else stays bytes; what cannot be read so stays text or bytes, so that
//   nothing is lost: JSON that is none is an error of `json()`, not of reading. What has a content
//   coding stays bytes.
// - Headers for one connection only (Connection and what it names, Keep-Alive, Transfer-Encoding, …)
//   are dropped both ways, trailers are ignored. Content-Length stays where it was read; what is
//   sent has one of its own.
// - What is sent has the Content-Type that was set, else the one that `content_type()` names. Text
//   leaves as UTF-8, and a charset in the header says so.
// - Nothing is followed: a redirect is a response like any other. What is fetched has the type basic
//   and the URL that was asked for.
// Requires: what is given by reference outlives the promise.
// Threads: one loop.
// Errors: a rejected promise for a lost peer, and for a body that breaks off or is shorter than its
// Content-Length; of an answer, also for one that is too large or no response by Fetch's rules.

#include <cstdint>
#include <string>
#include <variant>

#include <kj/async-io.h>
#include <kj/compat/http.h>

#include <candela/request_sync/request_sync.hpp>
#include <candela/request_sync/response_sync.hpp>
#include <candela/structured_clone/limits.hpp>

namespace candela {

struct HttpValueOptions {
  std::uint64_t body_bytes = 16 * 1024 * 1024;
  Limits values = server_limits();  ///< Of JSON in bodies.
  /// In front of paths: kj does not say whether a request came over TLS.
  std::string scheme = "http";
};

/// Why a request is no RequestSync, and what to answer: 400, 405, or 413 for a body that is too large.
struct RequestRefusal {
  unsigned status = 400;
  std::string message;
};

/// What a kj::HttpService is called with. The URL is the Host header's with the path, or the
/// request line's where that has a whole one.
kj::Promise<std::variant<RequestSync, RequestRefusal>> receive_request(
    kj::HttpMethod method, kj::StringPtr url, const kj::HttpHeaders& headers,
    kj::AsyncInputStream& body, HttpValueOptions options = {});

/// Answers with it. kj drops the body itself where the request was HEAD.
/// Requires: a status that can be sent (`ResponseSync::error()` has none); else kj::Exception.
kj::Promise<void> send_response(const ResponseSync& response, kj::HttpService::Response& out,
                                const kj::HttpHeaderTable& table);

/// The text/plain answer to a request that was refused.
kj::Promise<void> send_refusal(const RequestRefusal& refusal, kj::HttpService::Response& out,
                               const kj::HttpHeaderTable& table);

/// Asks, and gives the whole answer. `client` is one that takes whole URLs (of a network, not of a
/// connection). kj reads the answer without a guard: of a server that is not trusted,
/// `HttpClient::fetch` is for.
kj::Promise<ResponseSync> fetch(kj::HttpClient& client, const kj::HttpHeaderTable& table,
                                const RequestSync& request, HttpValueOptions options = {});

}  // namespace candela
