#pragma once
// GuardedStream: a connection on which kj reads only what the guards let through.
//
// It stands between kj's HTTP server (or client) and the socket. On a server every byte goes
// through HttpGuard until kj answers 101; on both sides the bytes after an upgrade go through
// WebSocketGuard and pass unchanged. A refused request is answered here (400, 408, 413, 414, 417,
// 431, 501, 505), unless its answer has begun, and the connection ends: what still comes is read
// and thrown away for a while, so that the client sees the answer and not a reset. Refused frames
// reach the reader as an exception that `websocket_failure` recognises; the close frame is the
// reader's to send.
//
// Requests are handed to kj one at a time: the first byte of a request is given only after kj asks
// for it, which it does when the answer before is written. `Expect: 100-continue` is answered, and
// `Connection: close` obeyed, which kj 0.9.2 does neither. A body has `body_timeout` to arrive, a
// write that a slow reader blocks `send_timeout` to finish.
// While the answers are not read (GatheredStream::congested), frames are not read either, so that
// pings cannot pile up pongs.
//
// One loop, one thread.
// Requires: the gathered stream and the timer outlive it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <kj/async-io.h>
#include <kj/timer.h>

#include "kj/gathered_stream.hpp"
#include "kj/http_guard.hpp"
#include "kj/kj_compat.hpp"
#include "kj/websocket_guard.hpp"

namespace candela {

struct GuardLimits {
  HttpGuardLimits http;
  WebSocketGuardLimits websocket;
  kj::Duration body_timeout = 30 * kj::SECONDS;
  kj::Duration send_timeout = 60 * kj::SECONDS;
  std::size_t linger_bytes = 256 * 1024;  // read and thrown away after a refusal
  kj::Duration linger_timeout = 2 * kj::SECONDS;
};

/// Told once, when a client is turned away.
class RefusalObserver {
 public:
  virtual void refused(const HttpRefusal& refusal) = 0;
  virtual void refused(const WebSocketRefusal& refusal) = 0;

 protected:
  ~RefusalObserver() = default;
};

struct WebSocketFailure {
  std::uint16_t code = 0;
  std::string reason;
};
/// What a read of frames was rejected with, if it was a refusal: the close frame to send.
std::optional<WebSocketFailure> websocket_failure(const kj::Exception& exception);

class GuardedStream final : public StreamBase<kj::AsyncIoStream> {
 public:
  /// Which end this stream is: a server guards itself against clients.
  enum class Role { server, client };

  GuardedStream(Role role, GatheredStream& inner, kj::Timer& timer, const GuardLimits& limits,
                RefusalObserver& observer);
  GuardedStream(const GuardedStream&) = delete;
  GuardedStream& operator=(const GuardedStream&) = delete;
  ~GuardedStream() noexcept {}

  kj::Promise<std::size_t> tryRead(void* buffer, std::size_t min_bytes,
                                   std::size_t max_bytes) override;
  /// Never, after an upgrade: kj's server would cancel a WebSocket whose end its reader sees
  /// anyway.
  kj::Promise<void> whenWriteDisconnected() override;
  void shutdownWrite() override { inner_.shutdownWrite(); }
  void abortRead() override { inner_.abortRead(); }
  void getsockopt(int level, int option, void* value, kj::uint* length) override {
    inner_.getsockopt(level, option, value, length);
  }
  void setsockopt(int level, int option, const void* value, kj::uint length) override {
    inner_.setsockopt(level, option, value, length);
  }
  void getsockname(struct sockaddr* address, kj::uint* length) override {
    inner_.getsockname(address, length);
  }
  void getpeername(struct sockaddr* address, kj::uint* length) override {
    inner_.getpeername(address, length);
  }

 private:
  enum class Mode {
    http,            // server: requests
    answer_head,     // client: until the answer to the upgrade is there
    unguarded,       // client: the upgrade was not granted
    frames,          // after 101
    refused,         // a request was, and is not answered yet
    frames_refused,  // the reader was told
    ended,
  };
  /// What kj asked for, and how much of it is there.
  struct Read {
    kj::byte* buffer;
    std::size_t min_bytes;
    std::size_t max_bytes;
    std::size_t have = 0;
  };

  kj::Promise<void> write_bytes(kj::ArrayPtr<const kj::byte> bytes) override;
  kj::Promise<void> write_pieces(kj::ArrayPtr<const kj::ArrayPtr<const kj::byte>> pieces) override;
  kj::Promise<void> within_send_timeout(kj::Promise<void> written);
  void watch_answer(kj::ArrayPtr<const kj::byte> first_piece);

  kj::Promise<std::size_t> continue_read(Read read);
  kj::Promise<std::size_t> read_some(const Read& read);
  kj::Promise<std::size_t> filter(Read read, std::size_t arrived);
  kj::Promise<std::size_t> filter_http(Read read, std::string_view bytes);
  kj::Promise<std::size_t> filter_answer_head(Read read, std::string_view bytes);
  kj::Promise<std::size_t> filter_frames(Read read, std::string_view bytes);
  kj::Promise<std::size_t> refuse_frames();
  void hold_back(std::string_view bytes) { held_back_.insert(0, bytes); }
  void refuse_request();
  kj::Promise<void> answer_refusal();
  kj::Promise<void> linger();
  kj::Promise<void> discard(kj::ArrayPtr<kj::byte> buffer, std::size_t allowed);

  GatheredStream& inner_;
  kj::Timer& timer_;
  const GuardLimits limits_;
  RefusalObserver& observer_;
  HttpGuard http_;
  WebSocketGuard frames_;
  Mode mode_;
  bool upgraded_ = false;
  bool answer_begun_ = false;  // for the request that was handed over last
  std::string held_back_;      // arrived with an earlier request, or with the head of an answer
  std::string answer_head_;    // client only
  kj::TimePoint body_deadline_;
};

}  // namespace candela
