// What WebSocketGuard lets through, and the verdict on it, are the same however the bytes are cut.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kj/websocket_guard.hpp"

namespace {

constexpr std::size_t message_bytes = 300;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Verdict {
  std::size_t accepted = 0;
  unsigned code = 0;
};

Verdict judge(std::string_view bytes, std::size_t piece, candela::WebSocketGuard::Peer peer) {
  candela::WebSocketGuardLimits limits;
  limits.message_bytes = message_bytes;
  limits.fragments = 5;
  candela::WebSocketGuard guard(peer, limits);
  Verdict verdict;
  while (verdict.accepted < bytes.size() && !guard.refusal()) {
    const std::string_view rest = bytes.substr(verdict.accepted, piece);
    const std::size_t accepted = guard.consume(rest);
    require(accepted <= rest.size());
    require(accepted == rest.size() || guard.refusal().has_value());
    verdict.accepted += accepted;
  }
  if (guard.refusal()) verdict.code = guard.refusal()->code;
  return verdict;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto peer = (data[0] & 1) != 0 ? candela::WebSocketGuard::Peer::client
                                       : candela::WebSocketGuard::Peer::server;
  const Verdict whole = judge(bytes, std::max<std::size_t>(bytes.size(), 1), peer);
  const Verdict cut = judge(bytes, std::size_t{1} + (data[0] >> 1), peer);
  require(whole.accepted == cut.accepted);
  require(whole.code == cut.code);
  return 0;
}
