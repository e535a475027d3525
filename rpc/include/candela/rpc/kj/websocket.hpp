#pragma once
// WebSocketPeer: one end of a kj::WebSocket, with a queue, limits and an orderly end.
//
//   auto peer = kj::heap<candela::WebSocketPeer>(kj::mv(socket), timer, limits, handler);
//   auto running = peer->run();
//   // Gone before the service's promise resolves
//   return running.ignoreResult().attach(kj::mv(peer));
//
// Receives message after message and gives each to the handler; sends from a queue, one at a time,
// in order. Answers the closing handshake, and ends it after close_timeout if the other side does
// not. Closes by itself: 1002 for what breaks the protocol, 1007 for text that is not UTF-8, 1009
// for a message past its limit, 1011 when the handler throws, 1013 for a reader that is too slow.
//
// Back-pressure: a handler may return a promise, and nothing is read until it resolves; nothing is
// read either while more than half of the queue is unsent. What is sent past the queue's limit
// closes the connection, it is never dropped alone.
//
// One loop, one thread.
// Ownership: timer and handler outlive the peer. Destroying the peer, or the promise of `run`,
// drops the connection at once.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kj/async.h>
#include <kj/compat/http.h>
#include <kj/timer.h>

#include <candela/rpc/in_flight.hpp>

namespace candela {

struct WebSocketLimits {
  std::size_t message_bytes = 1024 * 1024;    // received; past it: 1009
  std::size_t queue_bytes = 4 * 1024 * 1024;  // unsent; past it: 1013
  std::size_t queue_messages = 10'000;        // unsent; past it: 1013
  kj::Duration close_timeout = 5 * kj::SECONDS;
};

/// A reason travels in a control frame beside its code (RFC 6455 section 5.5); longer ones are cut.
inline constexpr std::size_t max_close_reason_bytes = 123;

enum class WebSocketKind { text, binary };

/// What messages are given to.
class WebSocketHandler {
 public:
  /// The message is valid until this returns, or until the promise that it returns resolves; with a
  /// promise, the next message waits for it. Text is valid UTF-8. What is thrown closes with 1011.
  virtual std::optional<kj::Promise<void>> received(WebSocketKind kind,
                                                    std::string_view message) = 0;

 protected:
  ~WebSocketHandler() = default;
};

/// How a connection ended.
struct WebSocketEnd {
  enum class By {
    peer,  // the other side closed: its code, 1005 if it gave none
    us,    // this side closed: our code
    loss,  // without a closing handshake: 1006, or our code if it did not answer our close
  };
  By by = By::loss;
  std::uint16_t code = 1006;
  std::string reason;
};

class WebSocketPeer {
 public:
  WebSocketPeer(kj::Own<kj::WebSocket> socket, kj::Timer& timer, const WebSocketLimits& limits,
                WebSocketHandler& handler);
  WebSocketPeer(const WebSocketPeer&) = delete;
  WebSocketPeer& operator=(const WebSocketPeer&) = delete;
  ~WebSocketPeer() noexcept {}

  /// Receives until the connection has ended. Call it once. Rejected only by what the handler
  /// threw, after the closing handshake.
  kj::Promise<WebSocketEnd> run();

  /// Queues a message. False when the connection is closing, or closes now as the queue is full.
  /// What `counted` holds is in flight until the message was written, or is dropped.
  bool send(WebSocketKind kind, std::string message,
            std::shared_ptr<InFlight::Share> counted = nullptr);
  /// Queues a close behind what is queued. The first close counts.
  void close(std::uint16_t code, std::string_view reason);
  /// Done when at most half of the queue is unsent.
  kj::Promise<void> when_writable();

  bool is_closing() const { return closing_.has_value(); }
  std::size_t queued_bytes() const { return queued_bytes_; }

 private:
  struct Outgoing {
    enum class Kind { text, binary, close };
    Kind kind;
    std::string payload;
    std::shared_ptr<InFlight::Share> counted;
  };
  struct Close {
    std::uint16_t code;
    std::string reason;
  };

  kj::Promise<WebSocketEnd> receive();
  kj::Promise<WebSocketEnd> handle(kj::WebSocket::Message message);
  kj::Promise<WebSocketEnd> handle_data(WebSocketKind kind, std::string_view message,
                                        kj::WebSocket::Message kept);
  kj::Promise<WebSocketEnd> handle_close(std::uint16_t code, std::string_view reason);
  kj::Promise<WebSocketEnd> handle_failure(kj::Exception&& exception);
  kj::Promise<WebSocketEnd> go_on();
  void handler_threw(kj::Exception&& exception);
  void close_now(std::uint16_t code, std::string_view reason);

  bool is_writable() const;
  void push(Outgoing outgoing);
  kj::Promise<void> send_queue();
  kj::Promise<void> when_sent();
  void wake();

  kj::Own<kj::WebSocket> socket_;
  kj::Timer& timer_;
  const WebSocketLimits limits_;
  WebSocketHandler& handler_;
  std::deque<Outgoing> queue_;
  std::size_t queued_bytes_ = 0;
  bool sending_ = false;
  std::optional<Close> closing_;
  std::optional<kj::Exception> handler_failure_;
  std::vector<kj::Own<kj::PromiseFulfiller<void>>> waiting_to_write_;
  std::vector<kj::Own<kj::PromiseFulfiller<void>>> waiting_for_sent_;
  kj::Own<kj::PromiseFulfiller<WebSocketEnd>> lost_;
  kj::Promise<void> close_timer_ = nullptr;
  kj::Promise<void> send_task_ = nullptr;
};

}  // namespace candela
