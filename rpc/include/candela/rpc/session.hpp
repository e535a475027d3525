#pragma once
// The server's half of a conversation, without I/O: bytes in, a checked request out; a finished
// batch in, bytes out.
//
//   Session session(Session::Carrier::http, options);
//   Session::Read read = session.read(body);
//   if (auto* reply = std::get_if<Reply>(&read)) return send(*reply);
//   auto& request = std::get<Session::Request>(read);
//   …run a BatchExecution on request.document…
//   send(session.answer(request.format, execution));
//
// Guarantees: whatever the bytes are, there is a request or a reply. A reply is in the format of
// what it answers, in nested where that cannot be recognised. A request's root is an object whose
// `batch` is a list of at most `batch_items`. What is no request is answered with id `parse-error`.
// Errors say name and message; stacks only with Stacks::exposed.
// Threads: immutable; any number at once.
// Ownership: the host types outlive the session.
// Limits: SessionOptions.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include <candela/ocan/batch.hpp>
#include <candela/ocan/error.hpp>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/host_type.hpp>
#include <candela/structured_clone/limits.hpp>

namespace candela {

struct SessionOptions {
  /// Of the paths; without its slashes the `type` of messages on a WebSocket.
  std::string prefix = "__rpc";
  Limits limits = server_limits();
  std::size_t batch_items = 10'000;                  ///< Past it: parse-error.
  std::size_t answer_bytes = std::size_t{16} << 20;  ///< Past it: an error for each item.
  std::size_t failure_bytes = std::size_t{4} << 20;  ///< Of these errors; past it: parse-error.
  std::span<const HostType> hosts = {};
  Stacks stacks = Stacks::hidden;
};

/// What goes back. `status` is HTTP's: 200 all succeeded, 500 some failed, 400 was no request.
struct Reply {
  unsigned status = 200;
  std::string bytes;
};

class Session {
 public:
  enum class Carrier : std::uint8_t {
    http,       ///< `{batch}`
    websocket,  ///< `{type, batch}`
  };
  Session(Carrier carrier, SessionOptions options);

  struct Request {
    Document document;
    Format format;
  };
  using Read = std::variant<Request, Reply>;
  Read read(std::string_view bytes) const;

  /// Requires: the execution is done.
  Reply answer(Format format, BatchExecution& execution) const;
  /// `bytes` were read as a request, but nobody can answer it: each of its ids gets the error.
  Reply refuse(std::string_view bytes, const Error& error) const;
  /// What is no request at all.
  Reply refuse_message(Format format, const Error& error) const;

  const SessionOptions& options() const noexcept { return options_; }

 private:
  Document parse(std::string_view bytes, Format format) const;
  Value envelope(Document& document, Value answers) const;
  Value error_value(Document& document, const Error& error) const;
  Reply fail_each(Document& document, Format format, Value items, const Error& error) const;
  std::string encode(Format format, Value root, std::size_t most_bytes) const;

  Carrier carrier_;
  SessionOptions options_;
  std::string type_;
};

}  // namespace candela
