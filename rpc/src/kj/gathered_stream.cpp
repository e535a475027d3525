#include "kj/gathered_stream.hpp"

#include <algorithm>
#include <utility>

#include <kj/debug.h>

namespace candela {
namespace {

/// A connection that is quiet again keeps no larger buffers than this.
constexpr std::size_t kept_bytes = 64 * 1024;

void clear(std::vector<kj::byte>& bytes) {
  if (bytes.capacity() > kept_bytes) {
    std::vector<kj::byte>().swap(bytes);
  } else {
    bytes.clear();
  }
}

}  // namespace

GatheredStream::GatheredStream(kj::Own<kj::AsyncIoStream> inner, const GatherLimits& limits)
    : inner_(kj::mv(inner)), limits_(limits) {}

kj::Promise<void> GatheredStream::write_bytes(kj::ArrayPtr<const kj::byte> bytes) {
  if (failure_) return kj::cp(*failure_);
  if (bytes.size() < limits_.direct_bytes) return gather(kj::arrayPtr(&bytes, 1), bytes.size());
  auto pieces = kj::heapArray<kj::ArrayPtr<const kj::byte>>(1);
  pieces[0] = bytes;
  auto promise = write_directly(pieces);
  return promise.attach(kj::mv(pieces));
}

kj::Promise<void> GatheredStream::write_pieces(Pieces pieces) {
  if (failure_) return kj::cp(*failure_);
  std::size_t size = 0;
  for (auto piece : pieces)
    size += piece.size();
  return size < limits_.direct_bytes ? gather(pieces, size) : write_directly(pieces);
}

kj::Promise<void> GatheredStream::gather(Pieces pieces, std::size_t size) {
  if (size == 0) return kj::READY_NOW;
  KJ_REQUIRE(!shut_down_, "write after shutdownWrite");
  waiting_.reserve(waiting_.size() + size);
  for (auto piece : pieces)
    waiting_.insert(waiting_.end(), piece.begin(), piece.end());
  if (state_ == State::idle) schedule();
  if (!congested()) return kj::READY_NOW;
  if (state_ == State::scheduled) start_now();
  return until_down_to(limits_.gather_bytes);
}

kj::Promise<void> GatheredStream::write_directly(Pieces pieces) {
  large_write_ = true;
  if (state_ == State::idle) return send_directly(pieces);
  if (state_ == State::scheduled) start_now();
  return until_down_to(0)
      .then([this, pieces]() { return send_directly(pieces); })
      .eagerlyEvaluate(nullptr);
}

kj::Promise<void> GatheredStream::send_directly(Pieces pieces) {
  KJ_REQUIRE(!shut_down_, "write after shutdownWrite");
  KJ_REQUIRE(state_ == State::idle, "two large writes at a time");
  state_ = State::direct;
  // A large write that is cancelled has sent an unknown part: nothing may follow it.
  auto cancelled = kj::defer([this]() {
    if (state_ == State::direct) fail(KJ_EXCEPTION(DISCONNECTED, "a write was cancelled"));
  });
  return inner_->write(pieces)
      .then([this]() { come_to_rest(); })
      .attach(kj::mv(cancelled))
      .eagerlyEvaluate(nullptr);
}

void GatheredStream::schedule() {
  state_ = State::scheduled;
  task_ = kj::evalLast([this]() {
            return send_waiting();
          }).eagerlyEvaluate([this](kj::Exception&& exception) { fail(kj::mv(exception)); });
}

/// Requires: the task waits for the end of the turn, so that none of its callbacks is running.
void GatheredStream::start_now() {
  task_ = kj::evalNow([this]() {
            return send_waiting();
          }).eagerlyEvaluate([this](kj::Exception&& exception) { fail(kj::mv(exception)); });
}

kj::Promise<void> GatheredStream::send_waiting() {
  state_ = State::sending;
  std::swap(waiting_, sending_);
  return write_to(*inner_, kj::arrayPtr(sending_.data(), sending_.size()))
      .then([this]() -> kj::Promise<void> {
        clear(sending_);
        if (!waiting_.empty()) {
          wake();
          return send_waiting();
        }
        state_ = State::idle;
        wake();
        if (shut_down_) inner_->shutdownWrite();
        return kj::READY_NOW;
      });
}

/// After a direct write: what was gathered meanwhile may go.
void GatheredStream::come_to_rest() {
  state_ = State::idle;
  large_write_ = false;
  if (!waiting_.empty()) {
    schedule();
  } else if (shut_down_) {
    inner_->shutdownWrite();
  }
  wake();
}

bool GatheredStream::has_come_down_to(std::size_t bytes) const {
  return unsent() <= bytes && (bytes > 0 || state_ != State::direct);
}

kj::Promise<void> GatheredStream::until_down_to(std::size_t bytes) {
  if (failure_) return kj::cp(*failure_);
  if (has_come_down_to(bytes)) return kj::READY_NOW;
  auto paf = kj::newPromiseAndFulfiller<void>();
  waiters_.push_back({bytes, kj::mv(paf.fulfiller)});
  return kj::mv(paf.promise);
}

void GatheredStream::wake() {
  const auto first_woken =
      std::stable_partition(waiters_.begin(), waiters_.end(), [this](Waiter& waiter) {
        return waiter.fulfiller->isWaiting() && !has_come_down_to(waiter.bytes);
      });
  for (auto waiter = first_woken; waiter != waiters_.end(); ++waiter)
    waiter->fulfiller->fulfill();
  waiters_.erase(first_woken, waiters_.end());
}

void GatheredStream::fail(kj::Exception&& exception) {
  if (!failure_) failure_.emplace(kj::mv(exception));
  state_ = State::idle;
  clear(waiting_);
  clear(sending_);
  for (auto& waiter : waiters_)
    waiter.fulfiller->reject(kj::cp(*failure_));
  waiters_.clear();
}

kj::Promise<void> GatheredStream::flush() {
  if (state_ == State::scheduled) start_now();
  return until_down_to(0);
}

kj::Promise<void> GatheredStream::when_writable() {
  return until_down_to(limits_.gather_bytes);
}

kj::Promise<std::size_t> GatheredStream::tryRead(void* buffer, std::size_t min_bytes,
                                                 std::size_t max_bytes) {
  return inner_->tryRead(buffer, min_bytes, max_bytes);
}

kj::Promise<void> GatheredStream::whenWriteDisconnected() {
  return inner_->whenWriteDisconnected();
}

void GatheredStream::shutdownWrite() {
  if (shut_down_) return;
  shut_down_ = true;
  if (state_ == State::idle && !failure_) inner_->shutdownWrite();
}

void GatheredStream::abortRead() {
  inner_->abortRead();
}

void GatheredStream::getsockopt(int level, int option, void* value, kj::uint* length) {
  inner_->getsockopt(level, option, value, length);
}
void GatheredStream::setsockopt(int level, int option, const void* value, kj::uint length) {
  inner_->setsockopt(level, option, value, length);
}
void GatheredStream::getsockname(struct sockaddr* address, kj::uint* length) {
  inner_->getsockname(address, length);
}
void GatheredStream::getpeername(struct sockaddr* address, kj::uint* length) {
  inner_->getpeername(address, length);
}

}  // namespace candela
