#include "kj/websocket_guard.hpp"

#include <string>

#include <doctest/doctest.h>

namespace {

using candela::WebSocketGuard;
using candela::WebSocketGuardLimits;

std::string frame(unsigned first, const std::string& payload, bool masked = true) {
  std::string bytes(1, static_cast<char>(first));
  const char mask = masked ? '\x80' : '\0';
  if (payload.size() < 126) {
    bytes += static_cast<char>(static_cast<unsigned char>(mask) | payload.size());
  } else {
    bytes += static_cast<char>(mask | 126);
    bytes += static_cast<char>(payload.size() >> 8);
    bytes += static_cast<char>(payload.size() & 0xff);
  }
  if (masked) bytes += "mask";
  return bytes + payload;
}

std::string long_header(const std::string& eight_bytes) {
  return "\x82\xff" + eight_bytes + "mask";
}

/// 0 when everything is accepted, else the code; whole and byte by byte.
unsigned judge(const std::string& bytes, WebSocketGuard::Peer peer = WebSocketGuard::Peer::client,
               const WebSocketGuardLimits& limits = {}) {
  WebSocketGuard whole(peer, limits);
  WebSocketGuard cut(peer, limits);
  const std::size_t accepted = whole.consume(bytes);
  std::size_t accepted_in_pieces = 0;
  for (char byte : bytes)
    accepted_in_pieces += cut.consume(std::string_view(&byte, 1));
  CHECK(accepted == accepted_in_pieces);
  CHECK(whole.refusal().has_value() == cut.refusal().has_value());
  CHECK((accepted == bytes.size()) == !whole.refusal().has_value());
  return whole.refusal() ? whole.refusal()->code : 0;
}

unsigned judge_within(const WebSocketGuardLimits& limits, const std::string& bytes) {
  return judge(bytes, WebSocketGuard::Peer::client, limits);
}

TEST_CASE("ordinary frames pass") {
  CHECK(judge(frame(0x81, "hi") + frame(0x82, std::string(70'000 % 65'536, 'x'))) == 0);
  CHECK(judge(frame(0x81, "")) == 0);
  CHECK(judge(frame(0x01, "a") + frame(0x89, "ping") + frame(0x00, "b") + frame(0x80, "c")) == 0);
  CHECK(judge(frame(0x8a, "") + frame(0x88, std::string("\x03\xe8", 2))) == 0);
  CHECK(judge(frame(0x81, "hi", false), WebSocketGuard::Peer::server) == 0);
  CHECK(judge(long_header(std::string("\0\0\0\0\0\0\0\3", 8)) + "abc") == 0);
}

TEST_CASE("what RFC 6455 forbids is refused with 1002") {
  CHECK(judge(frame(0xc1, "rsv1")) == 1002);
  CHECK(judge(frame(0x91, "rsv3")) == 1002);
  CHECK(judge(frame(0x83, "opcode")) == 1002);
  CHECK(judge(frame(0x8b, "opcode")) == 1002);
  CHECK(judge(frame(0x81, "unmasked", false)) == 1002);
  CHECK(judge(frame(0x81, "masked"), WebSocketGuard::Peer::server) == 1002);
  CHECK(judge(frame(0x80, "continuation of nothing")) == 1002);
  CHECK(judge(frame(0x01, "a") + frame(0x81, "b")) == 1002);
  CHECK(judge(frame(0x09, "fragmented ping")) == 1002);
  CHECK(judge(frame(0x88, "1")) == 1002);
  CHECK(judge(long_header("\xff\xff\xff\xff\xff\xff\xff\xff")) == 1002);
}

TEST_CASE("a close code that is for reports only is refused with 1002, masked and unmasked") {
  const auto close = [](unsigned code, WebSocketGuard::Peer peer) {
    const bool masked = peer == WebSocketGuard::Peer::client;
    std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
    if (masked) {
      payload[0] = static_cast<char>(payload[0] ^ 'm');
      payload[1] = static_cast<char>(payload[1] ^ 'a');
    }
    return judge(frame(0x88, payload + "why", masked), peer);
  };
  for (const auto peer : {WebSocketGuard::Peer::client, WebSocketGuard::Peer::server}) {
    for (const unsigned code : {1005U, 1006U, 1015U})
      CHECK(close(code, peer) == 1002);
    for (const unsigned code : {1000U, 1004U, 1007U, 1014U, 1016U, 4401U})
      CHECK(close(code, peer) == 0);
  }
}

TEST_CASE("a control frame passes at its limit and is refused one past it") {
  CHECK(judge(frame(0x89, std::string(candela::max_control_frame_bytes, 'p'))) == 0);
  CHECK(judge(frame(0x89, std::string(candela::max_control_frame_bytes + 1, 'p'))) == 1002);
}

TEST_CASE("a message passes at its limit and is refused one past it, in one frame and in several") {
  WebSocketGuardLimits limits;
  limits.message_bytes = 200;
  CHECK(judge_within(limits, frame(0x81, std::string(200, 'x'))) == 0);
  CHECK(judge_within(limits, frame(0x81, std::string(201, 'x'))) == 1009);
  const std::string half = frame(0x01, std::string(100, 'x'));
  CHECK(judge_within(limits, half + frame(0x80, std::string(100, 'x')) + half) == 0);
  CHECK(judge_within(limits, half + frame(0x80, std::string(101, 'x'))) == 1009);
  CHECK(judge_within(limits, long_header(std::string("\x7f\xff\xff\xff\xff\xff\xff\xff", 8))) ==
        1009);
}

TEST_CASE("empty fragments are counted: at the limit they pass, one past it is refused") {
  WebSocketGuardLimits limits;
  limits.fragments = 3;
  const std::string start = frame(0x01, "") + frame(0x00, "");
  CHECK(judge_within(limits, start + frame(0x80, "") + start) == 0);
  CHECK(judge_within(limits, start + frame(0x00, "") + frame(0x00, "")) == 1009);
}

}  // namespace
