#pragma once
// What the client has for each instance: a queue for the calls of one turn, those that wait for an
// answer, and (in the two kinds of it) the way to the server.
//
// Threads: the loop's.
// Ownership: the core owns channels; a channel refers to the parts of the core that it is given.
// Nothing here calls back into user code but FrameHook.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <kj/async.h>
#include <kj/timer.h>

#include <candela/rpc/kj/client.hpp>

#include "batch_message.hpp"

namespace candela {

struct ChannelContext {
  const ConnectOptions& options;
  HttpClient& http;
  kj::Timer& timer;
  ClientCounters& counters;
};

class ClientChannel : protected kj::TaskSet::ErrorHandler {
 public:
  ClientChannel(const ChannelContext& context, std::string url, std::string_view type);
  ClientChannel(const ClientChannel&) = delete;
  ClientChannel& operator=(const ClientChannel&) = delete;
  virtual ~ClientChannel() noexcept {}

  /// Queues a call for the end of this turn. Never rejected.
  kj::Promise<Answer> send(const Chain& chain);
  /// Nothing is queued and nobody waits.
  bool unused() const { return queued_.empty() && waiting_.empty(); }
  /// Done when nothing runs any more.
  kj::Promise<void> close();

 protected:
  virtual void transmit(std::string bytes, std::vector<CallNumber> calls) = 0;
  virtual void begin_close() {}

  void fulfill(CallNumber call, Answer answer);
  void fail(const std::vector<CallNumber>& calls, const Answer& answer);
  void fail_all(const Answer& answer);
  /// Of an answer: hands its items to those who wait. Throws CallFailed.
  void distribute(std::string_view bytes, const std::vector<CallNumber>* asked);
  void trace(Frame::Direction direction, std::string_view bytes);

  const ChannelContext context_;
  const std::string url_;

 private:
  struct Queued {
    Chain chain;
    kj::Own<kj::PromiseFulfiller<Answer>> fulfiller;
  };

  void flush();
  void flush_batch(std::size_t& next);
  void taskFailed(kj::Exception&& exception) override;

  const std::string type_;
  std::vector<Queued> queued_;
  bool flush_scheduled_ = false;
  std::unordered_map<CallNumber, kj::Own<kj::PromiseFulfiller<Answer>>> waiting_;
  CallNumber last_call_ = 0;
  kj::Promise<void> flushing_ = nullptr;

 protected:
  kj::TaskSet tasks_;  // last: they use all of the above
};

/// Posts each batch.
class HttpChannel final : public ClientChannel {
 public:
  HttpChannel(const ChannelContext& context, std::string url);
  ~HttpChannel() noexcept override {}

 private:
  void transmit(std::string bytes, std::vector<CallNumber> calls) override;
  void received(const HttpAnswer& answer, const std::vector<CallNumber>& calls);
};

/// Keeps a WebSocket.
class SocketChannel final : public ClientChannel {
 public:
  SocketChannel(const ChannelContext& context, std::string url, std::string_view type);
  ~SocketChannel() noexcept override {}

 private:
  class Link;
  enum class State : std::uint8_t {
    closed,
    opening,
    abandoned,  ///< Closed while it was opening.
    open,
  };

  void transmit(std::string bytes, std::vector<CallNumber> calls) override;
  void begin_close() override;
  void open();
  void opened(WebSocketOpening opening);
  void run(kj::Own<kj::WebSocket> socket);
  void received(WebSocketKind kind, std::string_view message);
  void lost(const Answer& answer);

  State state_ = State::closed;
  Link* link_ = nullptr;  // while open; owned by its task
  std::vector<std::string> unsent_;
};

}  // namespace candela
