#include "kj/guarded_stream.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <kj/debug.h>

namespace candela {
namespace {

constexpr std::string_view switching_protocols = "HTTP/1.1 101 ";
constexpr std::string_view continue_answer = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::string_view failure_prefix = "websocket refused with ";

kj::ArrayPtr<const kj::byte> as_bytes(std::string_view text) {
  return kj::arrayPtr(reinterpret_cast<const kj::byte*>(text.data()), text.size());
}

std::string_view as_text(kj::ArrayPtr<const kj::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.begin()), bytes.size()};
}

std::string refusal_answer(const HttpRefusal& refusal) {
  std::string answer = "HTTP/1.1 " + std::to_string(refusal.status) + " ";
  answer += refusal.status_text;
  if (!refusal.header.empty()) {
    answer += "\r\n";
    answer += refusal.header;
  }
  answer += "\r\nConnection: close\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: ";
  answer += std::to_string(refusal.reason.size());
  answer += end_of_head;
  answer += refusal.reason;
  return answer;
}

HttpGuard::Peer peer_of(GuardedStream::Role role) {
  switch (role) {
    case GuardedStream::Role::server: return HttpGuard::Peer::client;
    case GuardedStream::Role::client: return HttpGuard::Peer::server;
    default: return HttpGuard::Peer::upgrading_server;
  }
}

kj::Exception failure(std::string_view description) {
  return kj::Exception(kj::Exception::Type::FAILED, __FILE__, __LINE__,
                       kj::heapString(description.data(), description.size()));
}

}  // namespace

std::optional<WebSocketFailure> websocket_failure(const kj::Exception& exception) {
  std::string_view text(exception.getDescription().cStr());
  if (text.substr(0, failure_prefix.size()) != failure_prefix) return std::nullopt;
  text.remove_prefix(failure_prefix.size());
  WebSocketFailure failure;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), failure.code).ptr;
  failure.reason = text.substr(static_cast<std::size_t>(end - text.data()) + 2);
  return failure;
}

GuardedStream::GuardedStream(Role role, GatheredStream& inner, kj::Timer& timer,
                             const GuardLimits& limits, RefusalObserver& observer)
    : role_(role),
      inner_(inner),
      timer_(timer),
      limits_(limits),
      observer_(observer),
      http_(peer_of(role), limits.http),
      frames_(role == Role::server ? WebSocketGuard::Peer::client : WebSocketGuard::Peer::server,
              limits.websocket),
      mode_(Mode::http),
      body_deadline_(timer.now()) {}

kj::Promise<std::size_t> GuardedStream::tryRead(void* buffer, std::size_t min_bytes,
                                                std::size_t max_bytes) {
  return continue_read({static_cast<kj::byte*>(buffer), min_bytes, max_bytes});
}

kj::Promise<std::size_t> GuardedStream::continue_read(Read read) {
  switch (mode_) {
    case Mode::ended: return read.have;
    case Mode::refused: return answer_refusal().then([read]() { return read.have; });
    case Mode::frames_refused:
      return linger().then([this, read]() {
        mode_ = Mode::ended;
        return read.have;
      });
    case Mode::http:
      if (http_.finished()) return read.have;
      break;
    case Mode::frames:
      if (frames_.refusal()) return refuse_frames();
      if (inner_.congested()) {
        return inner_.when_writable().then([this, read]() { return continue_read(read); });
      }
      break;
  }
  return read_some(read).then([this, read](std::size_t arrived) { return filter(read, arrived); });
}

/// From what was held back, or from the socket; within its time, when it is a body.
kj::Promise<std::size_t> GuardedStream::read_some(const Read& read) {
  const std::size_t room = read.max_bytes - read.have;
  if (!held_back_.empty()) {
    const std::size_t taken = std::min(room, held_back_.size());
    std::memcpy(read.buffer + read.have, held_back_.data(), taken);
    held_back_.erase(0, taken);
    return taken;
  }
  const std::size_t wanted = read.min_bytes > read.have ? read.min_bytes - read.have : 1;
  auto arrives = inner_.tryRead(read.buffer + read.have, wanted, room);
  if (role_ != Role::server || mode_ != Mode::http || !http_.in_body()) return arrives;
  auto too_late = timer_.atTime(body_deadline_).then([this]() {
    http_.refuse({408, "Request Timeout", "body too slow"});
    refuse_request();
    return std::size_t{0};
  });
  return arrives.exclusiveJoin(kj::mv(too_late));
}

kj::Promise<std::size_t> GuardedStream::filter(Read read, std::size_t arrived) {
  if (mode_ == Mode::refused) return continue_read(read);
  if (arrived == 0) return read.have;
  const std::string_view bytes = as_text(kj::arrayPtr(read.buffer + read.have, arrived));
  if (mode_ == Mode::frames) return filter_frames(read, bytes);
  return role_ == Role::server ? filter_http(read, bytes) : filter_answers(read, bytes);
}

kj::Promise<std::size_t> GuardedStream::filter_http(Read read, std::string_view bytes) {
  if (http_.between_messages()) answer_begun_ = false;
  const HttpGuard::Step step = http_.consume(bytes);
  bytes.remove_prefix(step.accepted);
  read.have += step.accepted;
  switch (step.event) {
    case HttpGuard::Event::head_complete:
      body_deadline_ = timer_.now() + limits_.body_timeout;
      if (!bytes.empty()) return filter_http(read, bytes);
      if (http_.expects_continue()) {
        return write_to(inner_, as_bytes(continue_answer)).then([read]() { return read.have; });
      }
      break;
    case HttpGuard::Event::message_complete: hold_back(bytes); break;
    case HttpGuard::Event::refused: refuse_request(); break;
    case HttpGuard::Event::needs_more:
    case HttpGuard::Event::finished: break;
  }
  if (read.have >= read.min_bytes && read.have > 0) return read.have;
  return continue_read(read);
}

kj::Promise<std::size_t> GuardedStream::filter_answers(Read read, std::string_view bytes) {
  if (http_.between_messages() && !asked_) {
    mode_ = Mode::ended;
    return read.have;
  }
  const HttpGuard::Step step = http_.consume(bytes);
  bytes.remove_prefix(step.accepted);
  read.have += step.accepted;
  switch (step.event) {
    case HttpGuard::Event::head_complete:
      if (!bytes.empty()) return filter_answers(read, bytes);
      break;
    case HttpGuard::Event::message_complete: return end_answer(read, bytes);
    case HttpGuard::Event::refused: return refuse_answer();
    case HttpGuard::Event::needs_more:
    case HttpGuard::Event::finished: break;
  }
  if (read.have >= read.min_bytes && read.have > 0) return read.have;
  return continue_read(read);
}

/// Frames begin where the head of a 101 ends; what follows another answer was not asked for.
kj::Promise<std::size_t> GuardedStream::end_answer(Read read, std::string_view rest) {
  asked_ = false;
  if (http_.switched()) {
    mode_ = Mode::frames;
    upgraded_ = true;
    hold_back(rest);
  } else if (!rest.empty()) {
    mode_ = Mode::ended;
  }
  if (read.have >= read.min_bytes) return read.have;
  return continue_read(read);
}

kj::Promise<std::size_t> GuardedStream::refuse_answer() {
  mode_ = Mode::ended;
  const HttpRefusal& refusal = *http_.refusal();
  observer_.refused(refusal);
  return failure("the server's answer was refused: " + std::string(refusal.reason));
}

kj::Promise<std::size_t> GuardedStream::filter_frames(Read read, std::string_view bytes) {
  read.have += frames_.consume(bytes);
  if (read.have >= read.min_bytes && read.have > 0) return read.have;
  return continue_read(read);
}

kj::Promise<std::size_t> GuardedStream::refuse_frames() {
  mode_ = Mode::frames_refused;
  held_back_.clear();
  const WebSocketRefusal& refusal = *frames_.refusal();
  observer_.refused(refusal);
  std::string description(failure_prefix);
  description += std::to_string(refusal.code) + ": ";
  description += refusal.reason;
  return failure(description);
}

void GuardedStream::refuse_request() {
  mode_ = Mode::refused;
  held_back_.clear();
  observer_.refused(*http_.refusal());
}

kj::Promise<void> GuardedStream::answer_refusal() {
  mode_ = Mode::ended;
  kj::Promise<void> answered = kj::READY_NOW;
  if (!answer_begun_) {
    auto answer = kj::heap<std::string>(refusal_answer(*http_.refusal()));
    answered = write_to(inner_, as_bytes(*answer)).attach(kj::mv(answer));
  }
  return answered.then([this]() { return inner_.flush(); }).then([this]() {
    inner_.shutdownWrite();
    return linger();
  });
}

/// Closing a socket that still has bytes to read resets it, and the answer could be lost with it.
kj::Promise<void> GuardedStream::linger() {
  auto buffer = kj::heapArray<kj::byte>(4096);
  auto reads = discard(buffer, limits_.linger_bytes);
  return reads.attach(kj::mv(buffer))
      .exclusiveJoin(timer_.afterDelay(limits_.linger_timeout))
      .catch_([](kj::Exception&&) {});  // the client has gone, which is the end that was waited for
}

kj::Promise<void> GuardedStream::discard(kj::ArrayPtr<kj::byte> buffer, std::size_t allowed) {
  return inner_.tryRead(buffer.begin(), 1, buffer.size())
      .then([this, buffer, allowed](std::size_t arrived) -> kj::Promise<void> {
        if (arrived == 0 || arrived >= allowed) return kj::READY_NOW;
        return discard(buffer, allowed - arrived);
      });
}

kj::Promise<void> GuardedStream::write_bytes(kj::ArrayPtr<const kj::byte> bytes) {
  watch_writes(bytes);
  if (mode_ == Mode::ended) return KJ_EXCEPTION(DISCONNECTED, "the peer was refused");
  return within_send_timeout(write_to(inner_, bytes));
}

kj::Promise<void> GuardedStream::write_pieces(
    kj::ArrayPtr<const kj::ArrayPtr<const kj::byte>> pieces) {
  if (pieces.size() > 0) watch_writes(pieces[0]);
  if (mode_ == Mode::ended) return KJ_EXCEPTION(DISCONNECTED, "the peer was refused");
  return within_send_timeout(inner_.write(pieces));
}

kj::Promise<void> GuardedStream::within_send_timeout(kj::Promise<void> written) {
  if (!inner_.blocks_writers()) return written;
  auto too_late = timer_.afterDelay(limits_.send_timeout).then([]() -> kj::Promise<void> {
    return KJ_EXCEPTION(DISCONNECTED, "the peer does not read");
  });
  return written.exclusiveJoin(kj::mv(too_late));
}

kj::Promise<void> GuardedStream::whenWriteDisconnected() {
  return inner_.whenWriteDisconnected().then([this]() -> kj::Promise<void> {
    if (upgraded_) return kj::NEVER_DONE;
    return kj::READY_NOW;
  });
}

/// kj writes a head in one piece: the first bytes of an answer tell whether it upgrades, those of a
/// request whether its answer has a body.
void GuardedStream::watch_writes(kj::ArrayPtr<const kj::byte> first_piece) {
  const std::string_view text = as_text(first_piece);
  if (role_ != Role::server) {
    if (!asked_ && text.starts_with("HEAD ")) http_.expect_no_body();
    asked_ = true;
    return;
  }
  if (answer_begun_) return;
  answer_begun_ = true;
  if (mode_ == Mode::http && http_.offers_websocket() &&
      text.substr(0, switching_protocols.size()) == switching_protocols) {
    mode_ = Mode::frames;
    upgraded_ = true;
  }
}

}  // namespace candela
