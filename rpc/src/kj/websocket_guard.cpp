#include "kj/websocket_guard.hpp"

#include <algorithm>

namespace candela {
namespace {

constexpr std::uint16_t protocol_error = 1002;
constexpr std::uint16_t message_too_big = 1009;

constexpr unsigned final_bit = 0x80;
constexpr unsigned reserved_bits = 0x70;
constexpr unsigned opcode_bits = 0x0f;
constexpr unsigned mask_bit = 0x80;
constexpr unsigned length_bits = 0x7f;

constexpr unsigned opcode_continuation = 0x0;
constexpr unsigned opcode_binary = 0x2;
constexpr unsigned opcode_close = 0x8;
constexpr unsigned opcode_pong = 0xa;

constexpr std::size_t close_code_bytes = 2;
/// Before the mask, in a control frame.
constexpr std::size_t short_header_bytes = 2;

constexpr unsigned length_follows_in_2_bytes = 126;
constexpr unsigned length_follows_in_8_bytes = 127;

}  // namespace

std::size_t WebSocketGuard::consume(std::string_view bytes) {
  std::size_t accepted = 0;
  while (accepted < bytes.size() && !refusal_) {
    if (close_bytes_ > 0) {
      if (!take_close_code(static_cast<unsigned char>(bytes[accepted]))) return accepted;
      --payload_remaining_;
      ++accepted;
      continue;
    }
    if (payload_remaining_ > 0) {
      const auto taken = std::min<std::uint64_t>(payload_remaining_, bytes.size() - accepted);
      payload_remaining_ -= taken;
      accepted += static_cast<std::size_t>(taken);
      continue;
    }
    header_[header_bytes_++] = static_cast<unsigned char>(bytes[accepted]);
    if (header_bytes_ == header_size()) {
      if (!begin_frame()) return accepted;
      header_bytes_ = 0;
    }
    ++accepted;
  }
  return accepted;
}

std::size_t WebSocketGuard::header_size() const {
  if (header_bytes_ < 2) return 2;
  const unsigned length = header_[1] & length_bits;
  const std::size_t extended = length == length_follows_in_2_bytes   ? 2
                               : length == length_follows_in_8_bytes ? 8
                                                                     : 0;
  return 2 + extended + ((header_[1] & mask_bit) != 0 ? 4 : 0);
}

std::uint64_t WebSocketGuard::payload_length() const {
  const unsigned length = header_[1] & length_bits;
  if (length < length_follows_in_2_bytes) return length;
  const std::size_t end = length == length_follows_in_2_bytes ? 4 : 10;
  std::uint64_t extended = 0;
  for (std::size_t i = 2; i < end; ++i)
    extended = extended << 8 | header_[i];
  return extended;
}

bool WebSocketGuard::begin_frame() {
  const bool final_frame = (header_[0] & final_bit) != 0;
  const unsigned opcode = header_[0] & opcode_bits;
  const bool masked = (header_[1] & mask_bit) != 0;
  const std::uint64_t length = payload_length();
  if ((header_[0] & reserved_bits) != 0) return refuse(protocol_error, "reserved bit set");
  if (masked != (peer_ == Peer::client)) {
    return refuse(protocol_error, masked ? "masked frame from a server" : "unmasked frame");
  }
  if (length >> 63 != 0) return refuse(protocol_error, "negative length");
  payload_remaining_ = length;
  if (opcode <= opcode_binary) {
    return begin_data_frame(opcode == opcode_continuation, final_frame, length);
  }
  if (opcode < opcode_close || opcode > opcode_pong)
    return refuse(protocol_error, "unknown opcode");
  if (!final_frame) return refuse(protocol_error, "fragmented control frame");
  if (length > max_control_frame_bytes) return refuse(protocol_error, "control frame too long");
  if (opcode == opcode_close && length == 1) return refuse(protocol_error, "half a close code");
  if (opcode == opcode_close && length > 0) {
    close_bytes_ = close_code_bytes;
    close_code_ = 0;
  }
  return true;
}

bool WebSocketGuard::take_close_code(unsigned char byte) {
  unsigned plain = byte;
  if (peer_ == Peer::client) plain ^= header_[short_header_bytes + close_code_bytes - close_bytes_];
  close_code_ = close_code_ << 8 | plain;
  if (--close_bytes_ > 0) return true;
  const bool reserved = close_code_ == 1005 || close_code_ == 1006 || close_code_ == 1015;
  return !reserved || refuse(protocol_error, "bad close code");
}

bool WebSocketGuard::begin_data_frame(bool continuation, bool final_frame, std::uint64_t length) {
  if (continuation != in_message_) {
    return refuse(protocol_error,
                  continuation ? "continuation of nothing" : "message in a message");
  }
  if (!continuation) {
    message_bytes_ = 0;
    fragments_ = 0;
  }
  if (length > limits_.message_bytes - message_bytes_) {
    return refuse(message_too_big, "message too big");
  }
  if (++fragments_ > limits_.fragments) return refuse(message_too_big, "too many fragments");
  message_bytes_ += length;
  in_message_ = !final_frame;
  return true;
}

bool WebSocketGuard::refuse(std::uint16_t code, std::string_view reason) {
  refusal_ = WebSocketRefusal{code, reason};
  return false;
}

}  // namespace candela
