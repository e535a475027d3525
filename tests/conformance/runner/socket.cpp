#include "socket.hpp"

#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace candela::conformance {

Socket::Socket(const Endpoint& endpoint) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* addresses = nullptr;
  if (getaddrinfo(endpoint.host.c_str(), endpoint.port.c_str(), &hints, &addresses) != 0)
    throw std::runtime_error(endpoint.host + " is no host");
  for (addrinfo* address = addresses; address != nullptr && handle_ < 0; address = address->ai_next)
    connect_to(*address);
  freeaddrinfo(addresses);
  if (handle_ < 0) throw std::runtime_error("no server on " + endpoint.host + ":" + endpoint.port);
}

Socket::~Socket() {
  close(handle_);
}

void Socket::connect_to(const addrinfo& address) {
  const int handle = socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC, 0);
  if (handle < 0) return;
  const timeval patience{.tv_sec = answer_timeout.count(), .tv_usec = 0};
  setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (connect(handle, address.ai_addr, address.ai_addrlen) == 0) {
    handle_ = handle;
  } else {
    close(handle);
  }
}

void Socket::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) throw std::system_error(errno, std::generic_category(), "sending");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string Socket::receive() const {
  std::array<char, 16384> buffer{};
  const ssize_t size = recv(handle_, buffer.data(), buffer.size(), 0);
  if (size < 0) throw std::system_error(errno, std::generic_category(), "receiving");
  return {buffer.data(), static_cast<std::size_t>(size)};
}

Endpoint endpoint_of_url(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  const std::string wrong = '"' + std::string(url) + "\" is not http://HOST:PORT";
  if (!url.starts_with(scheme)) throw std::runtime_error(wrong);
  url.remove_prefix(scheme.size());
  if (url.ends_with('/')) url.remove_suffix(1);
  const std::size_t colon = url.rfind(':');
  if (colon == std::string_view::npos || url.find('/') != std::string_view::npos)
    throw std::runtime_error(wrong);
  return {std::string(url.substr(0, colon)), std::string(url.substr(colon + 1))};
}

}  // namespace candela::conformance
