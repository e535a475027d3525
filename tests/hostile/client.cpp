#include "client.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace candela::hostile {
namespace {

std::system_error failure(const char* what) {
  return {errno, std::generic_category(), what};
}

/// Waits until there is something to read.
void wait_for(int handle, const char* what) {
  pollfd waiting{handle, POLLIN, 0};
  const auto timeout = std::chrono::milliseconds(answer_timeout).count();
  const int ready = poll(&waiting, 1, static_cast<int>(timeout));
  if (ready < 0) throw failure(what);
  if (ready == 0) throw std::runtime_error(std::string(what) + ": nothing came for a long time");
}

/// In the child: only calls that are safe between fork and exec.
[[noreturn]] void become(char* const* words, int output) {
  dup2(output, STDOUT_FILENO);
  execv(words[0], words);
  _exit(127);
}

std::uint64_t number(std::string_view digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// The value of a header line; empty where there is none.
std::string_view header(std::string_view head, std::string_view name) {
  std::size_t line = 0;
  while ((line = head.find("\r\n", line)) != std::string_view::npos) {
    line += 2;
    const std::string_view rest = head.substr(line);
    if (rest.size() <= name.size() || rest[name.size()] != ':') continue;
    const bool same = strncasecmp(rest.data(), name.data(), name.size()) == 0;
    if (same) return rest.substr(name.size() + 2, rest.find("\r\n") - name.size() - 2);
  }
  return {};
}

}  // namespace

// The process

Server::Server(const std::string& program) {
  std::string name = (std::filesystem::temp_directory_path() / "candela-hostile-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw failure("a temporary folder");
  data_ = name;
  std::array<std::string, 5> arguments{program, "--port", "0", "--data", data_};
  std::array<char*, 6> words{};
  for (std::size_t i = 0; i < arguments.size(); ++i)
    words[i] = arguments[i].data();
  std::array<int, 2> pipe{};
  if (pipe2(pipe.data(), O_CLOEXEC) != 0) throw failure("pipe");
  process_ = fork();
  if (process_ == 0) become(words.data(), pipe[1]);
  output_ = pipe[0];
  ::close(pipe[1]);
  if (process_ > 0) port_ = read_port(output_);
  if (port_ == 0) throw std::runtime_error(program + " did not say where it listens");
}

Server::~Server() {
  if (process_ > 0) kill(process_, SIGKILL);
  stop();
  ::close(output_);
  std::error_code ignored;  // a folder that stays is no reason to end a program
  std::filesystem::remove_all(data_, ignored);
}

std::uint16_t Server::read_port(int output) const {
  std::string text;
  std::array<char, 256> buffer{};
  while (text.find('\n') == std::string::npos) {
    wait_for(output, "the server's first line");
    const ssize_t size = read(output, buffer.data(), buffer.size());
    if (size <= 0) return 0;
    text.append(buffer.data(), static_cast<std::size_t>(size));
  }
  if (text.find("listening on ") == std::string::npos) return 0;
  return static_cast<std::uint16_t>(number(std::string_view(text).substr(text.rfind(':') + 1)));
}

std::size_t Server::resident_bytes() const {
  std::ifstream statm("/proc/" + std::to_string(process_) + "/statm");
  std::size_t size = 0;
  std::size_t resident = 0;
  statm >> size >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

int Server::stop() {
  if (process_ <= 0) return -1;
  kill(process_, SIGTERM);
  int status = 0;
  if (waitpid(std::exchange(process_, -1), &status, 0) < 0) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// The stream

void Stream::open() {
  close();
  handle_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (handle_ < 0) throw failure("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw failure("the server takes no connection");
  const int on = 1;
  setsockopt(handle_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void Stream::close() noexcept {
  if (handle_ >= 0) ::close(std::exchange(handle_, -1));
  received_.clear();
}

void Stream::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool Stream::receive_more() {
  wait_for(handle_, "an answer");
  std::array<char, 65536> buffer;  // NOLINT: filled by the next line
  const ssize_t size = recv(handle_, buffer.data(), buffer.size(), 0);
  if (size <= 0) return false;
  received_.append(buffer.data(), static_cast<std::size_t>(size));
  return true;
}

std::string Stream::receive(std::size_t size) {
  while (received_.size() < size)
    if (!receive_more()) return {};
  std::string bytes = received_.substr(0, size);
  received_.erase(0, size);
  return bytes;
}

std::string Stream::receive_until(std::string_view mark) {
  std::size_t found = 0;
  while ((found = received_.find(mark)) == std::string::npos)
    if (!receive_more()) return {};
  return receive(found + mark.size());
}

// HTTP

Answer HttpClient::exchange(std::string_view head, std::string_view body) {
  const bool was_open = stream_.is_open();
  if (!was_open) stream_.open();
  stream_.send(std::string(head).append(body));
  std::string answer = stream_.receive_until("\r\n\r\n");
  if (answer.empty() && was_open) {  // closed after the answer before this one
    stream_.open();
    stream_.send(std::string(head).append(body));
    answer = stream_.receive_until("\r\n\r\n");
  }
  if (answer.empty()) {
    stream_.close();
    return {};
  }
  const bool bodiless = head.substr(0, 5) == "HEAD ";
  const std::uint64_t size = bodiless ? 0 : number(header(answer, "Content-Length"));
  Answer result{static_cast<int>(number(std::string_view(answer).substr(9, 3))),
                stream_.receive(size)};
  if (header(answer, "Connection") == "close" || result.status == 101) stream_.close();
  return result;
}

// WebSocket

void WebSocketClient::upgrade() {
  stream_.open();
  stream_.send("GET " + path_ +
               " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
               "Sec-WebSocket-Protocol: lumenize.rpc\r\n\r\n");
  if (stream_.receive_until("\r\n\r\n").substr(0, 12) != "HTTP/1.1 101")
    throw std::runtime_error("the server does not take the WebSocket");
}

Answer WebSocketClient::exchange(Opcode opcode, std::string_view message,
                                 std::uint64_t declared_size) {
  if (!stream_.is_open()) upgrade();
  // A whole message, with a mask of zeros, which leaves the bytes as they are.
  std::string frame{static_cast<char>(0x80 | static_cast<int>(opcode))};
  if (declared_size < 126) {
    frame += static_cast<char>(0x80 | declared_size);
  } else if (declared_size < 65'536) {
    frame += static_cast<char>(0x80 | 126);
    for (int shift = 8; shift >= 0; shift -= 8)
      frame += static_cast<char>(declared_size >> shift);
  } else {
    frame += static_cast<char>(0x80 | 127);
    for (int shift = 56; shift >= 0; shift -= 8)
      frame += static_cast<char>(declared_size >> shift);
  }
  stream_.send(frame.append(4, '\0').append(message));

  const std::string head = stream_.receive(2);
  if (head.empty()) {
    stream_.close();
    return {};
  }
  std::uint64_t size = static_cast<unsigned char>(head[1]);
  if (size > 125) {
    const std::string length = stream_.receive(size == 126 ? 2 : 8);
    size = 0;
    for (const char byte : length)
      size = size << 8 | static_cast<unsigned char>(byte);
  }
  Answer answer{101, stream_.receive(size)};
  if ((head[0] & 0x0F) != 8) return answer;
  stream_.close();
  answer.status = 0;
  if (answer.body.size() >= 2)
    answer.status = static_cast<unsigned char>(answer.body[0]) << 8 |
                    static_cast<unsigned char>(answer.body[1]);
  return answer;
}

}  // namespace candela::hostile
