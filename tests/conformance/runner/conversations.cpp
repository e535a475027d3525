#include "conversations.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mask.hpp"
#include "recordings.hpp"
#include "websocket_client.hpp"

namespace candela::conformance {
namespace {

/// These call tags, push and closeAll of PROBE_DO: the server's actors do not reach their sockets.
constexpr std::array<std::string_view, 4> about_sockets = {
    "downstream", "client-id-odd", "server-close-4401", "reconnect-after-close"};

constexpr std::array<std::string_view, 2> masked = {"timestamp", "stack"};

class Conversation {
 public:
  explicit Conversation(const Endpoint& server) : server_(server) {}

  /// What is wrong with the frame; empty when nothing is.
  std::string play(Value frame) {
    const std::string_view direction = text_of(frame, "dir");
    if (direction == "connect") return connect(frame);
    if (!client_) return "there is no connection";
    if (direction == "upgrade-response") return check_upgrade(frame);
    if (direction == "client->server") return client_->send_text(text_of(frame, "data")), "";
    if (direction == "server->client") return check_text(text_of(frame, "data"));
    if (direction == "client-close-call") return close(frame);
    return "a frame of an unknown kind: " + std::string(direction);
  }

 private:
  std::string connect(Value frame) {
    const std::string_view url = text_of(frame, "url");
    constexpr std::string_view before = "ws://HOST";
    if (!url.starts_with(before)) return "not a recorded URL: " + std::string(url);
    std::vector<std::string_view> protocols;
    for (std::size_t i = 0; i < frame["protocols"].size(); ++i)
      protocols.push_back(frame["protocols"][i].as_string());
    client_.emplace(server_, url.substr(before.size()), protocols);
    return {};
  }

  std::string check_upgrade(Value frame) const {
    const auto status = static_cast<int>(frame["status"].as_number());
    const std::string_view protocol = text_of(frame["headers"], "sec-websocket-protocol");
    if (client_->status() == status && client_->protocol() == protocol) return {};
    return "the upgrade gave " + std::to_string(client_->status()) + " and the protocol \"" +
           client_->protocol() + '"';
  }

  std::string check_text(std::string_view recorded) {
    const auto received = client_->receive();
    const std::string* text = std::get_if<std::string>(&received);
    if (text == nullptr) return "closed, instead of " + std::string(recorded);
    const std::string wanted = mask_values(recorded, masked);
    const std::string got = mask_values(*text, masked);
    return wanted == got ? "" : "wanted " + wanted + "\n      got    " + got;
  }

  std::string close(Value frame) {
    const auto code = static_cast<std::uint16_t>(frame["code"].as_number());
    client_->send_close(code, text_of(frame, "reason"));
    const auto received = client_->receive();
    const auto* closed = std::get_if<WebSocketClient::Closed>(&received);
    if (closed != nullptr && closed->code == code) return {};
    return closed == nullptr ? "a text after the close: " + std::get<std::string>(received)
                             : "closed with " + std::to_string(closed->code);
  }

  const Endpoint& server_;
  std::optional<WebSocketClient> client_;
};

std::string check_conversation(Value frames, const Endpoint& server) {
  Conversation conversation(server);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (const std::string wrong = conversation.play(frames[i]); !wrong.empty())
      return "frame " + std::to_string(i) + ": " + wrong;
  }
  return {};
}

bool is_about_sockets(std::string_view name) {
  return std::find(about_sockets.begin(), about_sockets.end(), name) != about_sockets.end();
}

}  // namespace

void check_conversations(Value recordings, Format format, const Endpoint& server, Report& report) {
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    const std::string_view name = text_of(recordings[i], "name");
    const std::string title = std::string(to_string(format)).append(" websocket ").append(name);
    if (is_about_sockets(name)) {
      report.leave_out(title, "the server's actors do not reach their sockets");
    } else {
      report.check(title, [&] { return check_conversation(recordings[i]["frames"], server); });
    }
  }
}

}  // namespace candela::conformance
