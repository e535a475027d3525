#pragma once
// A TCP connection with blocking calls. Throws std::runtime_error where there is no server, or
// where it says nothing for `answer_timeout`. Owns its descriptor; not thread-safe.
#include <netdb.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace candela::conformance {

inline constexpr std::chrono::seconds answer_timeout{30};

struct Endpoint {
  std::string host;
  std::string port;
};

/// Of "http://HOST:PORT", with or without a slash at its end.
Endpoint endpoint_of_url(std::string_view url);

class Socket {
 public:
  explicit Socket(const Endpoint& endpoint);
  Socket(Socket&&) = delete;
  Socket& operator=(Socket&&) = delete;
  ~Socket();

  void send(std::string_view bytes) const;
  /// Some bytes, at least one; none when the other side has ended.
  std::string receive() const;

 private:
  void connect_to(const addrinfo& address);

  int handle_ = -1;
};

}  // namespace candela::conformance
