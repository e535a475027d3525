#pragma once
// RpcSocket: one WebSocket of one instance, its calls and their answers.
//
// Answers leave in the order of the messages: a slot for each message waits until those before it
// have left. At most `calls_in_flight` slots; with that many, with as many bytes of requests, or
// while the peer does not read what is queued, no message is read. How long the answers of calls
// that run will be is known only when they are there: what does not fit becomes an error. While
// what is in flight in the whole process is used up, the message at hand waits undecoded.
// Threads: the loop's.
// Ownership: session, calls and timer outlive it; the promise of `run` does not outlive it.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <kj/async.h>
#include <kj/compat/http.h>
#include <kj/timer.h>

#include <candela/rpc/call_service.hpp>
#include <candela/rpc/kj/websocket.hpp>
#include <candela/rpc/route.hpp>
#include <candela/rpc/session.hpp>
#include <candela/structured_clone/log.hpp>

namespace candela {

/// What a peer is told of a call that nobody answered: an Error that was meant for it, or that
/// something is wrong inside, which the log says in full.
Error told_error(const kj::Exception& exception, const Logger& log);

/// Whatever the service throws becomes a rejection that still carries it.
kj::Promise<std::unique_ptr<BatchExecution>> start_call(CallService& calls, CallRequest request);

class RpcSocket final : private WebSocketHandler, private kj::TaskSet::ErrorHandler {
 public:
  struct Context {
    kj::Timer& timer;
    const Session& session;
    CallService& calls;
    WebSocketLimits limits;
    std::size_t calls_in_flight;
    std::size_t request_bytes_in_flight;
    std::size_t waiting_answer_bytes;
    std::shared_ptr<InFlight> in_flight;
    Logger log;
  };
  RpcSocket(kj::Own<kj::WebSocket> socket, Route route, const Context& context);
  RpcSocket(const RpcSocket&) = delete;
  RpcSocket& operator=(const RpcSocket&) = delete;
  ~RpcSocket() noexcept {}

  /// Until the connection has ended. Call it once.
  kj::Promise<void> run();

  /// Takes no further message, and closes when the calls that run are answered.
  void close_when_answered(std::uint16_t code, std::string_view reason);

 private:
  struct Slot {
    std::string request;  // kept until the answer: a call that fails is refused by its ids
    std::optional<std::string> answer;
    std::shared_ptr<InFlight::Share> in_flight;
  };
  struct Closing {
    std::uint16_t code;
    std::string reason;
  };
  using SlotNumber = std::uint64_t;

  std::optional<kj::Promise<void>> received(WebSocketKind kind, std::string_view message) override;
  void taskFailed(kj::Exception&& exception) override;
  kj::Promise<void> received_when_room(WebSocketKind kind, std::string_view message);
  void start(SlotNumber number, Session::Request request);
  void finish(SlotNumber number, Reply reply);
  void keep(Slot& slot, Reply reply);
  void flush();
  bool may_send() const;
  bool may_receive() const;
  Slot& slot(SlotNumber number) { return slots_[static_cast<std::size_t>(number - first_)]; }

  Context context_;
  Route route_;
  WebSocketPeer peer_;
  std::deque<Slot> slots_;
  SlotNumber first_ = 0;           // of slots_.front()
  std::size_t request_bytes_ = 0;  // of all slots
  std::size_t answer_bytes_ = 0;
  bool waiting_to_send_ = false;
  std::optional<Closing> closing_;
  kj::Own<kj::PromiseFulfiller<void>> room_;  // whoever waits for a slot
  kj::TaskSet tasks_;                         // last: they use all of the above
};

}  // namespace candela
