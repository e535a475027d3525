#pragma once
// A server process and a raw client of it, over plain sockets: it shares no code with the server
// that it attacks. Blocking, one thread; every wait ends after `answer_timeout` with an exception.
#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace candela::hostile {

inline constexpr std::chrono::seconds answer_timeout{30};

/// A started server. Killed where nobody called `stop`.
class Server {
 public:
  /// Runs it on a free port with data of its own, and waits until it listens.
  explicit Server(const std::string& program);
  Server(Server&&) = delete;
  Server& operator=(Server&&) = delete;
  ~Server();

  std::uint16_t port() const noexcept { return port_; }
  /// From /proc: bytes in memory.
  std::size_t resident_bytes() const;
  /// SIGTERM, and its exit status; 128 and the number of the signal that ended it.
  int stop();

 private:
  std::uint16_t read_port(int output) const;

  std::string data_;
  pid_t process_ = -1;
  int output_ = -1;
  std::uint16_t port_ = 0;
};

/// The stream under both clients. It is opened anew when the server has closed it.
class Stream {
 public:
  explicit Stream(std::uint16_t port) noexcept : port_(port) {}
  Stream(Stream&&) = delete;
  Stream& operator=(Stream&&) = delete;
  ~Stream() { close(); }

  bool is_open() const noexcept { return handle_ >= 0; }
  void open();
  void close() noexcept;
  /// A server may answer and close before it has read everything: then the rest is not sent.
  void send(std::string_view bytes) const;
  /// Exactly so many bytes, or up to and with the mark. Empty where the stream has ended before.
  std::string receive(std::size_t size);
  std::string receive_until(std::string_view mark);

 private:
  bool receive_more();

  std::uint16_t port_;
  int handle_ = -1;
  std::string received_;
};

struct Answer {
  int status = 0;  ///< 0: the stream ended without an answer.
  std::string body = {};
};

/// HTTP/1.1 with one connection, as long as the server keeps it.
class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port) noexcept : stream_(port) {}
  /// `head` is the request line and headers, with the empty line.
  Answer exchange(std::string_view head, std::string_view body);

 private:
  Stream stream_;
};

class WebSocketClient {
 public:
  WebSocketClient(std::uint16_t port, std::string path) : stream_(port), path_(std::move(path)) {}

  enum class Opcode : std::uint8_t { text = 1, binary = 2 };
  /// `declared_size` stands in the frame's head. The answer's status is 101 for a message, and the
  /// code for a close; it connects again for the next.
  Answer exchange(Opcode opcode, std::string_view message, std::uint64_t declared_size);

 private:
  void upgrade();

  Stream stream_;
  std::string path_;
};

}  // namespace candela::hostile
