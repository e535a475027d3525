#pragma once
// A WebSocket client: text frames and close codes, no extensions. Blocking, as Socket. Throws
// std::runtime_error for what is no WebSocket, and for frames that a server may not send.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "socket.hpp"

namespace candela::conformance {

class WebSocketClient {
 public:
  /// Asks for the upgrade. Whether it was granted is in `status`.
  WebSocketClient(const Endpoint& endpoint, std::string_view target,
                  const std::vector<std::string_view>& protocols);

  int status() const noexcept { return status_; }
  /// Empty where the server chose none.
  const std::string& protocol() const noexcept { return protocol_; }

  void send_text(std::string_view text) { send(Opcode::text, text); }
  void send_close(std::uint16_t code, std::string_view reason);

  struct Closed {
    unsigned code = 0;  ///< 0: the connection ended without a close frame.
  };
  /// The next text, or the end.
  std::variant<std::string, Closed> receive();

 private:
  enum class Opcode : std::uint8_t { text = 1, close = 8, ping = 9, pong = 10 };

  void send(Opcode opcode, std::string_view payload);
  /// Waits until that many bytes are there; whether they came.
  bool fill(std::size_t size);

  Socket socket_;
  std::string received_;
  int status_ = 0;
  std::string protocol_;
};

}  // namespace candela::conformance
