#pragma once
// Callers of a counter over plain sockets, so that the client of the project, and a fault of it, is
// not part of the test.
//
// Each caller keeps one call in flight; all of them are driven by one poll loop.
// Threads: one.

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace candela {

class HttpCaller {
 public:
  HttpCaller(int port, std::string actor) : actor_(std::move(actor)) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
      throw std::runtime_error("cannot connect");
  }
  HttpCaller(HttpCaller&& other) noexcept
      : actor_(std::move(other.actor_)),
        received_(std::move(other.received_)),
        socket_(std::exchange(other.socket_, -1)),
        in_flight_(other.in_flight_) {}
  HttpCaller& operator=(HttpCaller&&) = delete;
  ~HttpCaller() {
    if (socket_ >= 0) ::close(socket_);
  }

  int socket() const { return socket_; }
  const std::string& actor() const { return actor_; }
  bool in_flight() const { return in_flight_; }

  /// A server that is gone is noticed when the answer is read.
  void increment(int by) {
    const std::string body =
        R"({"json":{"batch":[{"id":"1","operations":[{"type":"get","key":"increment"},)"
        R"({"type":"apply","args":[)" +
        std::to_string(by) + R"(]}]}]},"meta":{}})";
    const std::string request =
        "POST /__rpc/COUNTER/" + actor_ +
        "/call HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
    const ssize_t sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
    in_flight_ = true;
    if (sent >= 0 && static_cast<std::size_t>(sent) != request.size())
      throw std::runtime_error("a short write");
  }

  enum class State { waiting, answered, gone };
  /// Reads what is there; waits if nothing is.
  State receive() {
    char part[4096];
    ssize_t got = 0;
    while ((got = ::recv(socket_, part, sizeof(part), 0)) < 0 && errno == EINTR) {
    }
    if (got <= 0) return State::gone;
    received_.append(part, static_cast<std::size_t>(got));
    return complete() ? State::answered : State::waiting;
  }
  /// The counter after the increment. Throws for any other answer.
  int take_answer() {
    const std::string_view text(received_);
    constexpr std::string_view mark = R"("success":true,"result":)";
    const auto at = text.find(mark);
    if (at == std::string_view::npos) throw std::runtime_error("no success: " + received_);
    const int result = std::stoi(received_.substr(at + mark.size()));
    received_.clear();
    in_flight_ = false;
    return result;
  }

 private:
  bool complete() const {
    const auto head = received_.find("\r\n\r\n");
    if (head == std::string::npos) return false;
    const auto length = received_.find("Content-Length: ");
    if (length == std::string::npos || length > head)
      throw std::runtime_error("no length: " + received_);
    return received_.size() >= head + 4 + std::stoul(received_.substr(length + 16));
  }

  std::string actor_;
  std::string received_;
  int socket_ = -1;
  bool in_flight_ = false;
};

/// Gives each caller that has something to read to `ready`, until it says that this is enough.
inline void poll_callers(std::vector<HttpCaller>& callers,
                         const std::function<bool(HttpCaller&)>& ready) {
  std::vector<pollfd> polled;
  for (const HttpCaller& caller : callers)
    polled.push_back({caller.socket(), POLLIN, 0});
  constexpr int patience_ms = 20'000;  // of a server that hangs, which fails the test
  while (true) {
    if (::poll(polled.data(), polled.size(), patience_ms) <= 0)
      throw std::runtime_error("no answer for 20 s");
    for (std::size_t i = 0; i < polled.size(); ++i) {
      if (polled[i].revents != 0 && !ready(callers[i])) return;
    }
  }
}

}  // namespace candela
