#include "kj/rpc_socket.hpp"

#include <algorithm>
#include <utility>

#include <candela/rpc/kj/exception.hpp>

#include "kj/when_room.hpp"

namespace candela {
namespace {

constexpr std::uint16_t internal_error = 1011;
constexpr std::uint16_t try_again_later = 1013;

}  // namespace

Error told_error(const kj::Exception& exception, const Logger& log) {
  if (auto error = carried_error(exception)) return std::move(*error);
  CANDELA_LOG(log, error, "a call was not answered", {"reason", exception.getDescription().cStr()},
              {"file", exception.getFile()}, {"line", exception.getLine()});
  return Error("Internal error");
}

kj::Promise<std::unique_ptr<BatchExecution>> start_call(CallService& calls, CallRequest request) {
  try {
    return calls.call(std::move(request));
  } catch (...) {
    return current_exception();
  }
}

RpcSocket::RpcSocket(kj::Own<kj::WebSocket> socket, Route route, const Context& context)
    : context_(context),
      route_(std::move(route)),
      peer_(kj::mv(socket), context.timer, context.limits, *this),
      tasks_(*this) {
  context_.calls_in_flight = std::max<std::size_t>(context_.calls_in_flight, 1);
}

kj::Promise<void> RpcSocket::run() {
  return peer_.run().then([this](WebSocketEnd&& end) {
    CANDELA_LOG(context_.log, debug, "websocket ended", {"code", end.code}, {"reason", end.reason});
  });
}

void RpcSocket::close_when_answered(std::uint16_t code, std::string_view reason) {
  if (closing_) return;
  closing_.emplace(Closing{code, std::string(reason)});
  flush();
}

std::optional<kj::Promise<void>> RpcSocket::received(WebSocketKind kind, std::string_view message) {
  if (closing_) return std::nullopt;
  if (!context_.in_flight->has_room()) return received_when_room(kind, message);
  const SlotNumber number = first_ + slots_.size();
  slots_.emplace_back().in_flight = std::make_shared<InFlight::Share>(context_.in_flight);
  if (kind == WebSocketKind::binary) {
    const Error error("Invalid message: binary messages are not understood");
    finish(number, context_.session.refuse_message(Format::nested, error));
  } else {
    Session::Read read = context_.session.read(message);
    if (auto* reply = std::get_if<Reply>(&read)) {
      finish(number, std::move(*reply));
    } else {
      slot(number).request = message;
      request_bytes_ += message.size();
      auto& request = std::get<Session::Request>(read);
      slot(number).in_flight->wait_with(message.size() + request.document.memory());
      start(number, std::move(request));
    }
  }
  if (may_receive()) return std::nullopt;
  auto paf = kj::newPromiseAndFulfiller<void>();
  room_ = kj::mv(paf.fulfiller);
  return kj::mv(paf.promise);
}

kj::Promise<void> RpcSocket::received_when_room(WebSocketKind kind, std::string_view message) {
  return when_room(context_.in_flight, InFlight::Waiter::Wish::take_in)
      .then([this, kind, message]() -> kj::Promise<void> {
        auto busy = received(kind, message);
        return busy ? kj::mv(*busy) : kj::READY_NOW;
      });
}

void RpcSocket::start(SlotNumber number, Session::Request request) {
  const Format format = request.format;
  CallRequest call{route_.binding, route_.instance, std::move(request.document),
                   slot(number).in_flight};
  tasks_.add(start_call(context_.calls, std::move(call))
                 .then(
                     [this, number, format](std::unique_ptr<BatchExecution>&& batch) {
                       finish(number, context_.session.answer(format, *batch));
                     },
                     [this, number](kj::Exception&& exception) {
                       const Error error = told_error(exception, context_.log);
                       finish(number, context_.session.refuse(slot(number).request, error));
                     }));
}

void RpcSocket::finish(SlotNumber number, Reply reply) {
  const bool leaves_at_once = number == first_ && may_send();
  Slot& finished = slot(number);
  const std::size_t limit = context_.waiting_answer_bytes;
  if (!leaves_at_once && reply.bytes.size() + answer_bytes_ > limit) {
    const std::size_t wanted = reply.bytes.size() + answer_bytes_;
    reply = context_.session.refuse(
        finished.request, Error("Too many bytes of answers wait: " + std::to_string(wanted) +
                                " > " + std::to_string(limit)));
    if (reply.bytes.size() + answer_bytes_ > limit + context_.session.options().failure_bytes)
      return peer_.close(try_again_later, "too slow");
  }
  keep(finished, std::move(reply));
  flush();
}

void RpcSocket::keep(Slot& slot, Reply reply) {
  request_bytes_ -= slot.request.size();
  slot.request = std::string();
  answer_bytes_ += reply.bytes.size();
  slot.in_flight->leave_with(reply.bytes.size());
  slot.answer = std::move(reply.bytes);
}

bool RpcSocket::may_send() const {
  return peer_.queued_bytes() <= context_.limits.queue_bytes / 2;
}

bool RpcSocket::may_receive() const {
  return slots_.size() < context_.calls_in_flight &&
         request_bytes_ < context_.request_bytes_in_flight &&
         answer_bytes_ <= context_.waiting_answer_bytes / 2;
}

void RpcSocket::flush() {
  while (!waiting_to_send_ && !slots_.empty() && slots_.front().answer) {
    if (!may_send()) {
      waiting_to_send_ = true;
      tasks_.add(peer_.when_writable().then([this]() {
        waiting_to_send_ = false;
        flush();
      }));
      return;
    }
    Slot next = std::move(slots_.front());
    answer_bytes_ -= next.answer->size();
    slots_.pop_front();
    peer_.send(WebSocketKind::text, std::move(*next.answer), std::move(next.in_flight));
    ++first_;
  }
  if (room_.get() != nullptr && may_receive()) {
    std::exchange(room_, nullptr)->fulfill();
  }
  if (closing_ && slots_.empty()) peer_.close(closing_->code, closing_->reason);
}

void RpcSocket::taskFailed(kj::Exception&& exception) {
  CANDELA_LOG(context_.log, error, "websocket failed",
              {"reason", exception.getDescription().cStr()});
  peer_.close(internal_error, "internal error");
}

}  // namespace candela
