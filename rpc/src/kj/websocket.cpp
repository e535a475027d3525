#include <candela/rpc/kj/websocket.hpp>

#include <utility>

#include <kj/debug.h>

#include "kj/guarded_stream.hpp"
#include "kj/kj_compat.hpp"
#include "kj/utf8.hpp"

namespace candela {
namespace {

constexpr std::uint16_t no_code = 1005;
constexpr std::uint16_t protocol_error = 1002;
constexpr std::uint16_t not_utf8 = 1007;
constexpr std::uint16_t message_too_big = 1009;
constexpr std::uint16_t internal_error = 1011;
constexpr std::uint16_t try_again_later = 1013;

std::string_view view(const kj::String& text) {
  return {text.begin(), text.size()};
}
std::string_view view(const kj::Array<kj::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.begin()), bytes.size()};
}

/// RFC 6455 section 7.4: what may stand in a close frame.
bool may_be_sent(std::uint16_t code) {
  if (code >= 3000) return code < 5000;
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
}

/// Cut where a character ends, so that it stays UTF-8.
std::string_view cut_reason(std::string_view reason) {
  if (reason.size() <= max_close_reason_bytes) return reason;
  std::size_t end = max_close_reason_bytes;
  while (end > 0 && (static_cast<unsigned char>(reason[end]) & 0xc0) == 0x80)
    --end;
  return reason.substr(0, end);
}

}  // namespace

WebSocketPeer::WebSocketPeer(kj::Own<kj::WebSocket> socket, kj::Timer& timer,
                             const WebSocketLimits& limits, WebSocketHandler& handler)
    : socket_(kj::mv(socket)), timer_(timer), limits_(limits), handler_(handler) {}

kj::Promise<WebSocketEnd> WebSocketPeer::run() {
  auto lost = kj::newPromiseAndFulfiller<WebSocketEnd>();
  lost_ = kj::mv(lost.fulfiller);
  return receive().exclusiveJoin(kj::mv(lost.promise)).then([this](WebSocketEnd&& end) {
    if (!closing_) closing_.emplace(Close{end.code, {}});
    if (handler_failure_) kj::throwFatalException(kj::mv(*handler_failure_));
    return kj::mv(end);
  });
}

kj::Promise<WebSocketEnd> WebSocketPeer::receive() {
  // kj 0.9.2 takes less than the size it is given, later versions as much.
  return socket_->receive(limits_.message_bytes + 1)
      .then([this](kj::WebSocket::Message&& message) { return handle(kj::mv(message)); },
            [this](kj::Exception&& exception) { return handle_failure(kj::mv(exception)); });
}

kj::Promise<WebSocketEnd> WebSocketPeer::handle(kj::WebSocket::Message message) {
  if (message.is<kj::WebSocket::Close>()) {
    const auto& close = message.get<kj::WebSocket::Close>();
    return handle_close(close.code, view(close.reason));
  }
  if (closing_) return receive();  // it was sent before our close was seen
  if (message.is<kj::String>()) {
    const std::string_view text = view(message.get<kj::String>());
    if (!is_utf8(text)) {
      close_now(not_utf8, "text is not UTF-8");
      return receive();
    }
    return handle_data(WebSocketKind::text, text, kj::mv(message));
  }
  const std::string_view bytes = view(message.get<kj::Array<kj::byte>>());
  return handle_data(WebSocketKind::binary, bytes, kj::mv(message));
}

/// `message` points into the heap memory of `kept`, which does not move with it.
kj::Promise<WebSocketEnd> WebSocketPeer::handle_data(WebSocketKind kind, std::string_view message,
                                                     kj::WebSocket::Message kept) {
  if (message.size() > limits_.message_bytes) {
    close_now(message_too_big, "message too big");
    return receive();
  }
  std::optional<kj::Promise<void>> busy;
  auto thrown = kj::runCatchingExceptions(
      [this, kind, message, &busy]() { busy = handler_.received(kind, message); });
  if (auto* exception = value_of(thrown)) {
    handler_threw(kj::mv(*exception));
    return receive();
  }
  if (!busy) return go_on();
  return busy->attach(kj::mv(kept))
      .catch_([this](kj::Exception&& exception) { handler_threw(kj::mv(exception)); })
      .then([this]() { return go_on(); });
}

kj::Promise<WebSocketEnd> WebSocketPeer::go_on() {
  if (is_writable() || closing_) return receive();
  return when_writable().then([this]() { return receive(); });
}

void WebSocketPeer::handler_threw(kj::Exception&& exception) {
  if (!handler_failure_) handler_failure_.emplace(kj::mv(exception));
  close_now(internal_error, "internal error");
}

kj::Promise<WebSocketEnd> WebSocketPeer::handle_close(std::uint16_t code, std::string_view reason) {
  if (closing_) {
    WebSocketEnd end{WebSocketEnd::By::us, closing_->code, closing_->reason};
    return when_sent().then([end = std::move(end)]() mutable { return std::move(end); });
  }
  WebSocketEnd end{WebSocketEnd::By::peer, code, std::string(reason)};
  if (code != no_code && !may_be_sent(code)) {
    close_now(protocol_error, "bad close code");
  } else if (!is_utf8(reason)) {
    end.reason.clear();
    close_now(not_utf8, "close reason is not UTF-8");
  } else {
    close_now(code, {});
  }
  return when_sent().then([end = std::move(end)]() mutable { return std::move(end); });
}

kj::Promise<WebSocketEnd> WebSocketPeer::handle_failure(kj::Exception&& exception) {
  if (exception.getType() == kj::Exception::Type::DISCONNECTED) {
    if (!closing_) return WebSocketEnd{};
    return WebSocketEnd{WebSocketEnd::By::loss, closing_->code, closing_->reason};
  }
  WebSocketFailure failure{protocol_error, "protocol error"};
  if (auto refused = websocket_failure(exception)) {
    failure = std::move(*refused);
  } else if (is_message_too_large(exception)) {
    failure = {message_too_big, "message too big"};
  }
  close_now(failure.code, failure.reason);
  // Nothing more can be understood, but what still comes is read for a while: closing a socket with
  // unread bytes resets it, and our close would be lost.
  return when_sent()
      .then([this]() { return socket_->disconnect(); })
      .then([this]() { return socket_->receive(limits_.message_bytes).ignoreResult(); })
      .catch_([](kj::Exception&&) {})
      .then([this]() {
        return WebSocketEnd{WebSocketEnd::By::us, closing_->code, closing_->reason};
      });
}

bool WebSocketPeer::send(WebSocketKind kind, std::string message,
                         std::shared_ptr<InFlight::Share> counted) {
  if (closing_) return false;
  if (message.size() > limits_.queue_bytes - queued_bytes_ ||
      queue_.size() >= limits_.queue_messages) {
    close_now(try_again_later, "too slow");
    return false;
  }
  push({kind == WebSocketKind::text ? Outgoing::Kind::text : Outgoing::Kind::binary,
        std::move(message), std::move(counted)});
  return true;
}

void WebSocketPeer::close(std::uint16_t code, std::string_view reason) {
  if (closing_) return;
  KJ_REQUIRE(code == no_code || may_be_sent(code), "no code for a close frame", code);
  closing_.emplace(Close{code, std::string(cut_reason(reason))});
  push({Outgoing::Kind::close, {}, nullptr});
  close_timer_ = timer_.afterDelay(limits_.close_timeout)
                     .then([this]() {
                       if (lost_.get() == nullptr) return;
                       lost_->fulfill({WebSocketEnd::By::loss, closing_->code, closing_->reason});
                     })
                     .eagerlyEvaluate(nullptr);
  wake();
}

/// Closes without sending what is queued, but for the message that is on its way.
void WebSocketPeer::close_now(std::uint16_t code, std::string_view reason) {
  if (closing_) return;
  while (queue_.size() > (sending_ ? 1u : 0u)) {
    queued_bytes_ -= queue_.back().payload.size();
    queue_.pop_back();
  }
  close(code, reason);
}

bool WebSocketPeer::is_writable() const {
  return queued_bytes_ <= limits_.queue_bytes / 2 && queue_.size() <= limits_.queue_messages / 2;
}

kj::Promise<void> WebSocketPeer::when_writable() {
  if (is_writable() || closing_) return kj::READY_NOW;
  auto paf = kj::newPromiseAndFulfiller<void>();
  waiting_to_write_.push_back(kj::mv(paf.fulfiller));
  return kj::mv(paf.promise);
}

kj::Promise<void> WebSocketPeer::when_sent() {
  if (queue_.empty()) return kj::READY_NOW;
  auto paf = kj::newPromiseAndFulfiller<void>();
  waiting_for_sent_.push_back(kj::mv(paf.fulfiller));
  return kj::mv(paf.promise);
}

void WebSocketPeer::wake() {
  if (!waiting_to_write_.empty() && (is_writable() || closing_)) {
    for (auto& waiting : std::exchange(waiting_to_write_, {}))
      waiting->fulfill();
  }
  if (!waiting_for_sent_.empty() && queue_.empty()) {
    for (auto& waiting : std::exchange(waiting_for_sent_, {}))
      waiting->fulfill();
  }
}

void WebSocketPeer::push(Outgoing outgoing) {
  queued_bytes_ += outgoing.payload.size();
  queue_.push_back(std::move(outgoing));
  if (sending_) return;
  sending_ = true;
  send_task_ =
      kj::evalNow([this]() { return send_queue(); }).eagerlyEvaluate([this](kj::Exception&&) {
        // The connection is gone, which the receiving side may never learn.
        if (lost_.get() != nullptr) lost_->fulfill(WebSocketEnd{});
      });
}

kj::Promise<void> WebSocketPeer::send_queue() {
  if (queue_.empty()) {
    sending_ = false;
    return kj::READY_NOW;
  }
  const Outgoing& next = queue_.front();
  const auto text = kj::arrayPtr(next.payload.data(), next.payload.size());
  kj::Promise<void> sent = nullptr;
  switch (next.kind) {
    case Outgoing::Kind::text: sent = socket_->send(text); break;
    case Outgoing::Kind::binary: sent = socket_->send(text.asBytes()); break;
    case Outgoing::Kind::close:
      sent = socket_->close(closing_->code, closing_->reason.c_str());
      break;
  }
  return sent.then([this]() {
    queued_bytes_ -= queue_.front().payload.size();
    queue_.pop_front();
    wake();
    return send_queue();
  });
}

}  // namespace candela
