#pragma once
// WebSocketGuard: says of every byte after an upgrade whether kj's WebSocket may see it.
//
// kj 0.9.2 ignores reserved bits and the mask rule, takes control frames of any size, and keeps an
// endless row of empty fragments in memory. The guard reads the frame headers first, by the letter
// of RFC 6455 section 5. What it accepts passes unchanged; the last byte of a bad header is never
// accepted, so kj never acts on one. Of payloads only the code of a close frame is looked at: 1005,
// 1006 and 1015 say what no frame said (RFC 6455 section 7.4.1), and kj reads 1005 as none.
//
// A machine without I/O and without kj.
// Memory: one frame header.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace candela {

struct WebSocketGuardLimits {
  std::uint64_t message_bytes = 1024 * 1024;  // all fragments of a message; past it: 1009
  std::size_t fragments = 1024;               // frames of one message; past it: 1009
};

/// A control frame (ping, pong, close) carries no more (RFC 6455 section 5.5).
inline constexpr std::uint64_t max_control_frame_bytes = 125;

/// Why the connection fails: the code of the close frame that says so. The reason is a literal.
struct WebSocketRefusal {
  std::uint16_t code = 0;
  std::string_view reason;
};

class WebSocketGuard {
 public:
  enum class Peer { client, server };  // clients mask their frames, servers must not

  WebSocketGuard(Peer peer, const WebSocketGuardLimits& limits) : peer_(peer), limits_(limits) {}

  /// How many of the bytes were accepted; fewer than given only after a refusal.
  std::size_t consume(std::string_view bytes);
  const std::optional<WebSocketRefusal>& refusal() const { return refusal_; }

 private:
  std::size_t header_size() const;
  bool begin_frame();
  bool take_close_code(unsigned char byte);
  bool begin_data_frame(bool continuation, bool final_frame, std::uint64_t length);
  std::uint64_t payload_length() const;
  bool refuse(std::uint16_t code, std::string_view reason);

  const Peer peer_;
  const WebSocketGuardLimits limits_;
  std::array<unsigned char, 14> header_{};
  std::size_t header_bytes_ = 0;
  std::uint64_t payload_remaining_ = 0;
  std::size_t close_bytes_ = 0;  // of a close code that were not seen yet
  unsigned close_code_ = 0;
  bool in_message_ = false;
  std::uint64_t message_bytes_ = 0;
  std::size_t fragments_ = 0;
  std::optional<WebSocketRefusal> refusal_;
};

}  // namespace candela
