#pragma once
// HttpGuard: says of every byte that comes from a peer whether kj's HTTP parser may see it: of the
// requests of a client, or of the answers of a server.
//
// kj 0.9.2 takes a negative Content-Length, chunk sizes that overflow, Content-Length beside
// Transfer-Encoding, bare LF and missing line ends (CVE-2026-32239, CVE-2026-32240). The guard
// reads the raw bytes first, by the letter of RFC 9112 and narrower where two readings are
// possible, and knows where each message ends. A byte that ends a line is accepted only when the
// line is good, so kj never sees the end of a bad head, of a bad chunk size or of a chunk's data at
// the wrong place.
//
// Refused: a Content-Length that is not digits only or comes twice or beside Transfer-Encoding; any
// transfer coding but one `chunked`; chunk extensions and trailers; bare LF, bare CR, NUL and other
// control characters; folded lines; space around a name; a missing or second Host; any version but
// 1.0 and 1.1; CONNECT; an empty line before a request; an upgrade to WebSocket with a body, without
// `Connection: Upgrade`, without a key of 16 bytes in base64, or of another version than 13; what
// exceeds a limit.
// Of a server also: an upgrade that nobody offered; the other statuses below 200, which kj takes for
// the answer; a body with 204 and 205. An answer to HEAD, and a 304, ends with its head, whatever
// length it announces.
//
// A machine without I/O, without kj, and without a thread of its own. The verdict does not depend
// on how the bytes were cut into pieces.
// Memory: at most one line of a head (HttpGuardLimits).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candela {

struct HttpGuardLimits {
  std::size_t request_line_bytes = 8 * 1024;   // or status line; past it: 414
  std::size_t header_bytes = 16 * 1024;        // the whole head, first line included; past it: 431
  std::size_t header_count = 100;              // past it: 431
  std::uint64_t body_bytes = 8 * 1024 * 1024;  // announced or sent; past it: 413
};

/// Hexadecimal digits of a chunk size, leading zeros included.
inline constexpr std::size_t max_chunk_size_digits = 16;
/// Decimal digits of a Content-Length, leading zeros included: every such number fits 64 bits.
inline constexpr std::size_t max_content_length_digits = 19;

/// Why a peer is turned away. Both texts are literals.
struct HttpRefusal {
  unsigned status = 0;  ///< For a client.
  std::string_view status_text;
  std::string_view reason;
  std::string_view header = {};  ///< A whole line, without its end.
};

class HttpGuard {
 public:
  enum class Peer {
    client,
    server,
    upgrading_server,  // it was offered an upgrade
  };
  enum class Event {
    needs_more,        // every byte was accepted
    head_complete,     // a head ended and a body follows
    message_complete,  // a message ended; what follows is another one, or a tunnel
    refused,           // nothing is accepted any more; see refusal()
    finished,  // the last message that was announced has ended; nothing is accepted any more
  };
  struct Step {
    std::size_t accepted = 0;
    Event event = Event::needs_more;
  };

  HttpGuard(Peer peer, const HttpGuardLimits& limits) : peer_(peer), limits_(limits) {}

  /// Judges bytes up to the next event. Call it again with the rest.
  Step consume(std::string_view bytes);
  /// The next answer is one to HEAD. Requires: between messages.
  void expect_no_body() { to_head_ = true; }
  /// Refuses from outside, as when time is up.
  void refuse(const HttpRefusal& refusal);

  const std::optional<HttpRefusal>& refusal() const { return refusal_; }
  bool finished() const { return state_ == State::finished; }
  /// No byte of the next message was seen yet.
  bool between_messages() const { return state_ == State::start_line && head_bytes_ == 0; }
  bool in_body() const { return state_ >= State::open_body && state_ <= State::last_line_feed; }
  /// The message whose head was read last may be answered with 101.
  bool offers_websocket() const { return head_.websocket && head_.connection_upgrade; }
  bool expects_continue() const { return head_.expects_continue && !head_.is_1_0; }
  /// The answer whose head was read last is a 101: what follows is a tunnel.
  bool switched() const { return head_.status == switching_protocols; }

 private:
  enum class State {
    start_line,
    header_line,
    open_body,  // until the connection ends
    fixed_body,
    chunk_size,
    chunk_size_line_feed,
    chunk_data,
    chunk_data_return,
    chunk_data_line_feed,
    last_return,
    last_line_feed,
    refused,
    finished,
  };
  static constexpr unsigned switching_protocols = 101;
  static constexpr unsigned not_modified = 304;
  struct Head {
    unsigned status = 0;  // of an answer
    bool is_1_0 = false;
    bool host = false;
    bool chunked = false;
    bool websocket = false;
    bool connection_upgrade = false;
    bool websocket_key = false;
    bool websocket_version = false;
    bool connection_close = false;
    bool connection_keep_alive = false;
    bool expects_continue = false;
    std::size_t header_count = 0;
    std::optional<std::uint64_t> content_length;
  };

  Step consume_head(std::string_view bytes);
  Step consume_body(std::string_view bytes);
  Event consume_framing(char byte);
  Event read_line(std::string_view line);
  Event read_request_line(std::string_view line);
  Event read_status_line(std::string_view line);
  Event read_version(std::string_view version);
  Event read_header(std::string_view line);
  Event read_known_header(std::string_view name, std::string_view value);
  Event read_content_length(std::string_view value);
  Event read_transfer_encoding(std::string_view value);
  void read_connection(std::string_view value);
  Event end_head();
  Event end_upgrade();
  Event end_answer_head();
  Event end_without_body();
  Event begin_body();
  Event end_message();
  Event add_chunk_digit(char byte);
  Event refuse_as(unsigned status, std::string_view status_text, std::string_view reason);
  Event bad(std::string_view reason) { return refuse_as(400, "Bad Request", reason); }

  const Peer peer_;
  const HttpGuardLimits limits_;
  State state_ = State::start_line;
  Head head_;
  bool to_head_ = false;
  std::string line_;             // the beginning of a line whose end was not seen yet
  std::size_t head_bytes_ = 0;   // of the current head
  std::uint64_t remaining_ = 0;  // of the fixed body or of the chunk
  std::uint64_t body_bytes_ = 0;
  std::size_t chunk_digits_ = 0;
  std::optional<HttpRefusal> refusal_;
};

}  // namespace candela
