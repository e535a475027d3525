#pragma once
// GatheredStream: the small writes of one turn of the event loop leave as one system call.
//
// A write is copied and done at once; what was gathered is written when the loop has nothing else
// to do (kj::evalLast), or when `gather_bytes` are waiting. Back-pressure: a write that finds more
// than `gather_bytes` unsent is done only when they were sent, so a slow reader blocks the writer,
// and no more than twice that much is held. A single write of `direct_bytes` or more is never
// copied: it follows what waits and is done when the socket took it.
//
// Bytes leave in the order of the calls. An error of a gathered write is reported by the next
// write.
// One loop, one thread.
// Requires: the stream outlives its promises; `flush` before it is destroyed, as what is unsent
// then is lost.

#include <cstddef>
#include <optional>
#include <vector>

#include <kj/async-io.h>

#include "kj/kj_compat.hpp"

namespace candela {

struct GatherLimits {
  std::size_t gather_bytes = 256 * 1024;
  std::size_t direct_bytes = 64 * 1024;
};

class GatheredStream final : public StreamBase<kj::AsyncIoStream> {
 public:
  GatheredStream(kj::Own<kj::AsyncIoStream> inner, const GatherLimits& limits);
  GatheredStream(const GatheredStream&) = delete;
  GatheredStream& operator=(const GatheredStream&) = delete;
  ~GatheredStream() noexcept {}

  /// Done when everything that was written so far has been sent.
  kj::Promise<void> flush();
  /// More than `gather_bytes` wait for the reader.
  bool congested() const { return unsent() > limits_.gather_bytes; }
  /// A write may have to wait for the reader.
  bool blocks_writers() const { return congested() || large_write_; }
  /// Done when the stream is not congested.
  kj::Promise<void> when_writable();

  kj::Promise<std::size_t> tryRead(void* buffer, std::size_t min_bytes,
                                   std::size_t max_bytes) override;
  kj::Promise<void> whenWriteDisconnected() override;
  /// Takes effect after what was written has been sent.
  void shutdownWrite() override;
  void abortRead() override;
  void getsockopt(int level, int option, void* value, kj::uint* length) override;
  void setsockopt(int level, int option, const void* value, kj::uint length) override;
  void getsockname(struct sockaddr* address, kj::uint* length) override;
  void getpeername(struct sockaddr* address, kj::uint* length) override;

 private:
  using Pieces = kj::ArrayPtr<const kj::ArrayPtr<const kj::byte>>;

  kj::Promise<void> write_bytes(kj::ArrayPtr<const kj::byte> bytes) override;
  kj::Promise<void> write_pieces(Pieces pieces) override;
  kj::Promise<void> gather(Pieces pieces, std::size_t size);
  kj::Promise<void> write_directly(Pieces pieces);
  kj::Promise<void> send_directly(Pieces pieces);
  std::size_t unsent() const { return waiting_.size() + sending_.size(); }
  /// Not more than this many gathered bytes are unsent, and for none: no direct write either.
  bool has_come_down_to(std::size_t bytes) const;
  kj::Promise<void> until_down_to(std::size_t bytes);
  void schedule();
  void start_now();
  kj::Promise<void> send_waiting();
  void come_to_rest();
  void wake();
  void fail(kj::Exception&& exception);

  enum class State { idle, scheduled, sending, direct };
  struct Waiter {
    std::size_t bytes;
    kj::Own<kj::PromiseFulfiller<void>> fulfiller;
  };

  kj::Own<kj::AsyncIoStream> inner_;
  const GatherLimits limits_;
  std::vector<kj::byte> waiting_;
  std::vector<kj::byte> sending_;
  std::vector<Waiter> waiters_;
  State state_ = State::idle;
  bool large_write_ = false;
  bool shut_down_ = false;
  std::optional<kj::Exception> failure_;
  kj::Promise<void> task_ = nullptr;  // last: its callbacks use what stands above
};

}  // namespace candela
