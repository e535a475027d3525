#include "kj/client_channel.hpp"

#include <algorithm>
#include <utility>

#include <kj/common.h>

#include <candela/rpc/kj/exception.hpp>

#include "subprotocol.hpp"

namespace candela {
namespace {

constexpr std::uint16_t normal_closure = 1000;

Disconnected disconnected(const kj::Exception& exception) {
  return Disconnected(description_of(exception));
}

Disconnected closed_here() {
  return Disconnected("the client closed the connection");
}

CallFailed refused(const HttpAnswer& answer) {
  constexpr std::size_t shown = 200;
  return CallFailed("the server answered " + std::to_string(answer.status) + ": " +
                    answer.body.substr(0, shown));
}

}  // namespace

ClientChannel::ClientChannel(const ChannelContext& context, std::string url, std::string_view type)
    : context_(context), url_(std::move(url)), type_(type), tasks_(*this) {}

kj::Promise<Answer> ClientChannel::send(const Chain& chain) {
  auto paf = kj::newPromiseAndFulfiller<Answer>();
  queued_.push_back({chain, kj::mv(paf.fulfiller)});
  ++context_.counters.calls;
  if (!flush_scheduled_) {
    flush_scheduled_ = true;
    flushing_ = kj::evalLast([this]() { flush(); }).eagerlyEvaluate([this](kj::Exception&& failed) {
      const Error error = error_of(failed);
      fail_queued(error);
      fail_all(error);
    });
  }
  return kj::mv(paf.promise);
}

kj::Promise<void> ClientChannel::close() {
  fail_queued(closed_here());
  begin_close();
  // kj tells one listener only.
  if (!idle_awaited_) {
    idle_awaited_ = true;
    idle_ = tasks_.onEmpty().then([this]() { idle_awaited_ = false; }).fork();
  }
  return idle_.addBranch();
}

void ClientChannel::flush() {
  // Also when memory runs out here: the next call schedules again.
  KJ_DEFER(flush_scheduled_ = false);
  // A hook may call again meanwhile; its calls leave now too, as this task may not replace itself.
  std::size_t next = 0;
  while (next < queued_.size())
    flush_batch(next);
  queued_.clear();
}

void ClientChannel::flush_batch(std::size_t& next) {
  BatchWriter writer(type_);
  std::vector<CallNumber> calls;
  const std::size_t most = std::max<std::size_t>(context_.options.batch_calls, 1);
  for (; next < queued_.size() && writer.size() < most; ++next) {
    Queued& call = queued_[next];
    const CallNumber number = ++last_call_;
    try {
      writer.add(number, call.chain);
    } catch (...) {
      call.fulfiller->fulfill(Error::current());
      continue;
    }
    calls.push_back(number);
    waiting_.emplace(number, kj::mv(call.fulfiller));
  }
  if (calls.empty()) return;
  try {
    std::string bytes =
        writer.finish({context_.options.format, Fidelity::lossless, context_.options.hosts});
    trace(Frame::Direction::sent, bytes);
    ++context_.counters.round_trips;
    transmit(std::move(bytes), calls);
  } catch (...) {
    fail(calls, Error::current());
  }
}

void ClientChannel::fulfill(CallNumber call, Answer answer) {
  const auto waiting = waiting_.find(call);
  if (waiting == waiting_.end()) return;
  waiting->second->fulfill(kj::mv(answer));
  waiting_.erase(waiting);
}

void ClientChannel::fail(const std::vector<CallNumber>& calls, const Answer& answer) {
  for (const CallNumber call : calls)
    fulfill(call, answer);
}

/// But for those that have left.
void ClientChannel::fail_queued(const Answer& answer) {
  for (Queued& call : std::exchange(queued_, {})) {
    if (call.fulfiller.get() != nullptr) call.fulfiller->fulfill(Answer(answer));
  }
}

void ClientChannel::fail_all(const Answer& answer) {
  for (auto& [call, fulfiller] : std::exchange(waiting_, {}))
    fulfiller->fulfill(Answer(answer));
}

void ClientChannel::distribute(std::string_view bytes, const std::vector<CallNumber>* asked) {
  auto answers =
      read_answers(bytes, type_, {context_.options.decoding, std::nullopt, context_.options.hosts});
  for (IdentifiedAnswer& identified : answers) {
    if (identified.id) {
      fulfill(*identified.id, std::move(identified.answer));
    } else if (asked != nullptr) {
      fail(*asked, identified.answer);
    } else {
      fail_all(identified.answer);  // which of our messages it was, is not said
    }
  }
}

void ClientChannel::trace(Frame::Direction direction, std::string_view bytes) {
  const bool sent = direction == Frame::Direction::sent;
  (sent ? context_.counters.bytes_sent : context_.counters.bytes_received) += bytes.size();
  if (context_.options.trace) context_.options.trace({direction, url_, bytes});
}

void ClientChannel::taskFailed(kj::Exception&& exception) {
  fail_all(disconnected(exception));
}

// HTTP

HttpChannel::HttpChannel(const ChannelContext& context, std::string url)
    : ClientChannel(context, std::move(url), {}) {}

void HttpChannel::transmit(std::string bytes, std::vector<CallNumber> calls) {
  auto kept = std::make_shared<const std::vector<CallNumber>>(std::move(calls));
  tasks_.add(
      context_.http.post(url_, "application/json", std::move(bytes))
          .then([this, kept](HttpAnswer&& answer) { received(answer, *kept); },
                [this, kept](kj::Exception&& exception) { fail(*kept, disconnected(exception)); }));
}

void HttpChannel::received(const HttpAnswer& answer, const std::vector<CallNumber>& calls) {
  trace(Frame::Direction::received, answer.body);
  const bool is_batch = answer.status == 200 || answer.status == 400 || answer.status == 500;
  if (!is_batch || answer.content_type.find("json") == std::string::npos) {
    return fail(calls, refused(answer));
  }
  try {
    distribute(answer.body, &calls);
    fail(calls, CallFailed("the server left the call out of its answer"));
  } catch (const CallFailed& failure) {
    fail(calls, failure);
  }
}

// WebSocket

class SocketChannel::Link final : private WebSocketHandler {
 public:
  Link(SocketChannel& channel, kj::Own<kj::WebSocket> socket)
      : channel_(channel),
        peer_(kj::mv(socket), channel.context_.timer, channel.context_.options.websocket, *this) {}
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;
  ~Link() noexcept {}

  WebSocketPeer& peer() { return peer_; }

 private:
  std::optional<kj::Promise<void>> received(WebSocketKind kind, std::string_view message) override {
    if (channel_.link_ == this) channel_.received(kind, message);
    return std::nullopt;
  }

  SocketChannel& channel_;
  WebSocketPeer peer_;
};

SocketChannel::SocketChannel(const ChannelContext& context, std::string url, std::string_view type)
    : ClientChannel(context, std::move(url), type) {}

void SocketChannel::transmit(std::string bytes, std::vector<CallNumber>) {
  if (state_ == State::open) {
    if (!link_->peer().send(WebSocketKind::text, std::move(bytes))) {
      lost(Disconnected("the connection is closing"));
    }
    return;
  }
  unsent_.push_back(std::move(bytes));
  if (state_ == State::closed) open();
}

void SocketChannel::begin_close() {
  if (state_ == State::open) {
    link_->peer().close(normal_closure, "Normal closure");
    lost(closed_here());
  } else if (state_ == State::opening) {
    lost(closed_here());
    state_ = State::abandoned;
  }
}

void SocketChannel::open() {
  state_ = State::opening;
  const std::vector<std::string> protocols{std::string(rpc_subprotocol)};
  tasks_.add(context_.http.open_websocket(url_, protocols)
                 .then([this](WebSocketOpening&& opening) { opened(std::move(opening)); },
                       [this](kj::Exception&& exception) {
                         if (state_ == State::abandoned) return forget_abandoned();
                         lost(disconnected(exception));
                       }));
}

/// What is unsent came after the close.
void SocketChannel::forget_abandoned() {
  state_ = State::closed;
  if (!unsent_.empty()) open();
}

void SocketChannel::opened(WebSocketOpening opening) {
  if (state_ == State::abandoned) return forget_abandoned();
  if (const auto* answer = std::get_if<HttpAnswer>(&opening)) return lost(refused(*answer));
  run(kj::mv(std::get<OpenWebSocket>(opening).socket));
  for (std::string& bytes : std::exchange(unsent_, {})) {
    link_->peer().send(WebSocketKind::text, std::move(bytes));
  }
}

void SocketChannel::run(kj::Own<kj::WebSocket> socket) {
  auto link = kj::heap<Link>(*this, kj::mv(socket));
  link_ = link.get();
  state_ = State::open;
  auto ended = link->peer().run().then(
      [this, running = link_](WebSocketEnd&& end) {
        if (link_ != running) return;
        lost(Disconnected("the connection ended with code " + std::to_string(end.code) +
                          (end.reason.empty() ? "" : ": " + end.reason)));
      },
      [this, running = link_](kj::Exception&& exception) {
        if (link_ == running) lost(disconnected(exception));
      });
  tasks_.add(ended.attach(kj::mv(link)));
}

void SocketChannel::received(WebSocketKind kind, std::string_view message) {
  trace(Frame::Direction::received, message);
  if (kind == WebSocketKind::binary) return;
  try {
    distribute(message, nullptr);
  } catch (const CallFailed& failure) {
    fail_all(failure);
  }
}

/// The link, if there is one, ends by itself; the next call opens another.
void SocketChannel::lost(const Answer& answer) {
  state_ = State::closed;
  link_ = nullptr;
  unsent_.clear();
  fail_all(answer);
}

}  // namespace candela
