#include "websocket_client.hpp"

#include <charconv>
#include <stdexcept>

#include "http_client.hpp"

namespace candela::conformance {
namespace {

constexpr std::size_t max_short = 125;
constexpr std::size_t max_medium = 0xFFFF;
constexpr unsigned medium_length = 126;
constexpr unsigned long_length = 127;
constexpr unsigned mask_bit = 0x80;
constexpr unsigned final_bit = 0x80;

std::string upgrade_request(const Endpoint& endpoint, std::string_view target,
                            const std::vector<std::string_view>& protocols) {
  std::string text = "GET ";
  text.append(target).append(" HTTP/1.1\r\nHost: ");
  text.append(endpoint.host).append(":").append(endpoint.port);
  text.append("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
  text.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
  for (std::size_t i = 0; i < protocols.size(); ++i)
    text.append(i == 0 ? "Sec-WebSocket-Protocol: " : ", ").append(protocols[i]);
  return text.append(protocols.empty() ? "\r\n" : "\r\n\r\n");
}

std::size_t big_endian(std::string_view bytes) {
  std::size_t number = 0;
  for (const char byte : bytes)
    number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

void append_big_endian(std::string& bytes, std::size_t number, int size) {
  for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<char>(number >> shift & 0xFF));
}

}  // namespace

WebSocketClient::WebSocketClient(const Endpoint& endpoint, std::string_view target,
                                 const std::vector<std::string_view>& protocols)
    : socket_(endpoint) {
  constexpr std::string_view end_of_head = "\r\n\r\n";
  constexpr std::string_view version = "HTTP/1.1 ";
  socket_.send(upgrade_request(endpoint, target, protocols));
  while (received_.find(end_of_head) == std::string::npos) {
    const std::string more = socket_.receive();
    if (more.empty()) throw std::runtime_error("no answer to the upgrade");
    received_.append(more);
  }
  const std::size_t end = received_.find(end_of_head);
  const std::string head = received_.substr(0, end);
  received_.erase(0, end + end_of_head.size());
  if (head.starts_with(version))
    std::from_chars(head.data() + version.size(), head.data() + head.size(), status_);
  protocol_ = header_value(head, "sec-websocket-protocol");
}

void WebSocketClient::send_close(std::uint16_t code, std::string_view reason) {
  std::string payload;
  append_big_endian(payload, code, 2);
  send(Opcode::close, payload.append(reason));
}

/// The mask is all zeros: it keeps the payload as it is, and is a mask all the same.
void WebSocketClient::send(Opcode opcode, std::string_view payload) {
  std::string frame;
  frame.push_back(static_cast<char>(final_bit | static_cast<unsigned>(opcode)));
  if (payload.size() <= max_short) {
    frame.push_back(static_cast<char>(mask_bit | payload.size()));
  } else if (payload.size() <= max_medium) {
    frame.push_back(static_cast<char>(mask_bit | medium_length));
    append_big_endian(frame, payload.size(), 2);
  } else {
    frame.push_back(static_cast<char>(mask_bit | long_length));
    append_big_endian(frame, payload.size(), 8);
  }
  socket_.send(frame.append(4, '\0').append(payload));
}

std::variant<std::string, WebSocketClient::Closed> WebSocketClient::receive() {
  for (;;) {
    if (!fill(2)) return Closed{};
    const auto first = static_cast<unsigned char>(received_[0]);
    const auto second = static_cast<unsigned char>(received_[1]);
    if ((first & final_bit) == 0 || (second & mask_bit) != 0)
      throw std::runtime_error("a frame that a server may not send");
    const unsigned short_length = second;
    const std::size_t extra = short_length == medium_length ? 2U
                              : short_length == long_length ? 8U
                                                            : 0U;
    if (!fill(2 + extra)) return Closed{};
    const std::size_t length =
        extra == 0 ? short_length : big_endian(std::string_view(received_).substr(2, extra));
    if (!fill(2 + extra + length)) return Closed{};
    std::string payload = received_.substr(2 + extra, length);
    received_.erase(0, 2 + extra + length);
    switch (static_cast<Opcode>(first & 0x0F)) {
      case Opcode::text: return payload;
      case Opcode::close:
        return Closed{static_cast<unsigned>(big_endian(std::string_view(payload).substr(0, 2)))};
      case Opcode::ping: send(Opcode::pong, payload); break;
      case Opcode::pong: break;
      default: throw std::runtime_error("a frame that is no text");
    }
  }
}

bool WebSocketClient::fill(std::size_t size) {
  while (received_.size() < size) {
    const std::string more = socket_.receive();
    if (more.empty()) return false;
    received_.append(more);
  }
  return true;
}

}  // namespace candela::conformance
