// The load of the rpc benchmarks: one client, the same and cheaper than every server it measures.
//
//   load_client --mode http|ws --port N --request FILE [--path PATH] [--connections N]
//               [--in-flight N] [--seconds S] [--warmup S] [--server-pid PID] [--protocol NAME]
//
// Every connection to 127.0.0.1 keeps `in-flight` copies of the request on the way (HTTP:
// pipelined) and sends another for each answer. Answers are counted, not read: Content-Length or
// chunks over HTTP, unfragmented frames on a WebSocket. An HTTP status other than 200, a close or a
// lost connection ends the run as failed. Prints one JSON object; latencies are from the write of a
// request to the read that completed its answer. With --server-pid, the time on the processor of
// that process for each call is read from /proc. One thread, epoll; pin it with taskset.

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  std::string mode;
  std::uint16_t port = 0;
  std::string request_file;
  std::string path = "/";
  std::string protocol;
  std::size_t connections = 1;
  std::size_t in_flight = 1;
  double seconds = 2;
  double warmup_seconds = 0.5;
  int server_pid = 0;
};

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what);
}

[[noreturn]] void fail_with_errno(const std::string& what) {
  fail(what + ": " + std::strerror(errno));
}

template <typename Number>
Number number(std::string_view text) {
  Number value{};
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size()) {
    fail("not a number: " + std::string(text));
  }
  return value;
}

Options read_options(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
    const std::string& name = arguments[i];
    const std::string& value = arguments[i + 1];
    if (name == "--mode")
      options.mode = value;
    else if (name == "--port")
      options.port = number<std::uint16_t>(value);
    else if (name == "--request")
      options.request_file = value;
    else if (name == "--path")
      options.path = value;
    else if (name == "--protocol")
      options.protocol = value;
    else if (name == "--connections")
      options.connections = number<std::size_t>(value);
    else if (name == "--in-flight")
      options.in_flight = number<std::size_t>(value);
    else if (name == "--seconds")
      options.seconds = number<double>(value);
    else if (name == "--warmup")
      options.warmup_seconds = number<double>(value);
    else if (name == "--server-pid")
      options.server_pid = number<int>(value);
    else
      fail("unknown option " + name);
  }
  if (arguments.size() % 2 != 0) fail("an option has no value");
  if (options.mode != "http" && options.mode != "ws") fail("--mode is http or ws");
  if (options.request_file.empty()) fail("--request FILE is missing");
  return options;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) fail("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Latencies within 1.6 %, in constant memory: 64 buckets for each power of two of nanoseconds.
class Histogram {
 public:
  void add(std::uint64_t nanoseconds) {
    ++counts_[bucket(nanoseconds)];
    ++total_;
  }
  double quantile_us(double share) const {
    const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(total_));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      seen += counts_[i];
      if (seen > wanted) return static_cast<double>(lowest_of(i)) / 1000;
    }
    return 0;
  }

 private:
  static constexpr unsigned step_bits = 6;
  static constexpr std::size_t steps = std::size_t{1} << step_bits;

  static std::size_t bucket(std::uint64_t value) {
    if (value < steps) return static_cast<std::size_t>(value);
    const auto power = static_cast<unsigned>(63 - __builtin_clzll(value));
    return (power - step_bits + 1) * steps +
           static_cast<std::size_t>(value >> (power - step_bits) & (steps - 1));
  }
  static std::uint64_t lowest_of(std::size_t bucket) {
    if (bucket < steps) return bucket;
    const auto shift = static_cast<unsigned>(bucket / steps - 1);
    return (steps + bucket % steps) << shift;
  }

  std::array<std::uint64_t, 60 * steps> counts_{};
  std::uint64_t total_ = 0;
};

/// Counts whole answers in a stream of bytes, without keeping them.
class AnswerCounter {
 public:
  virtual ~AnswerCounter() = default;
  AnswerCounter() = default;
  AnswerCounter(const AnswerCounter&) = delete;
  AnswerCounter& operator=(const AnswerCounter&) = delete;
  virtual std::size_t count(std::string_view bytes) = 0;
};

class HttpAnswers final : public AnswerCounter {
 public:
  std::size_t count(std::string_view bytes) override {
    std::size_t answers = 0;
    while (!bytes.empty()) {
      if (body_remaining_ > 0) {
        const std::size_t taken = std::min(body_remaining_, bytes.size());
        body_remaining_ -= taken;
        bytes.remove_prefix(taken);
        if (body_remaining_ == 0 && !chunked_) ++answers;
        continue;
      }
      // What is not data is lines; a head is read as one.
      const std::string_view end = chunked_ ? "\r\n" : "\r\n\r\n";
      const std::size_t before = pending_.size();
      pending_.append(bytes);
      const auto found = pending_.find(end, before < 3 ? 0 : before - 3);
      if (found == std::string::npos) return answers;
      bytes.remove_prefix(found + end.size() - before);
      pending_.resize(found);
      answers += chunked_ ? end_chunk_line() : begin_answer();
      pending_.clear();
    }
    return answers;
  }

 private:
  std::size_t begin_answer() {
    if (pending_.compare(0, 12, "HTTP/1.1 200") != 0) fail("answer: " + pending_.substr(0, 100));
    std::transform(pending_.begin(), pending_.end(), pending_.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    constexpr std::string_view length = "\r\ncontent-length: ";
    const auto at = pending_.find(length);
    chunked_ = at == std::string::npos;
    if (chunked_) return 0;
    std::string_view value = std::string_view(pending_).substr(at + length.size());
    body_remaining_ = number<std::size_t>(value.substr(0, value.find('\r')));
    return body_remaining_ == 0 ? 1 : 0;
  }
  /// A size, the empty line behind a chunk, or the empty line behind the last one.
  std::size_t end_chunk_line() {
    if (pending_.empty()) {
      if (!last_chunk_) return 0;
      last_chunk_ = false;
      chunked_ = false;
      return 1;
    }
    const auto* end = pending_.data() + pending_.size();
    std::from_chars(pending_.data(), end, body_remaining_, 16);
    last_chunk_ = body_remaining_ == 0;
    return 0;
  }

  std::string pending_;
  std::size_t body_remaining_ = 0;
  bool chunked_ = false;
  bool last_chunk_ = false;
};

class WebSocketAnswers final : public AnswerCounter {
 public:
  std::size_t count(std::string_view bytes) override {
    std::size_t answers = 0;
    while (!bytes.empty()) {
      if (payload_remaining_ > 0) {
        const auto taken = std::min<std::uint64_t>(payload_remaining_, bytes.size());
        payload_remaining_ -= taken;
        bytes.remove_prefix(static_cast<std::size_t>(taken));
        if (payload_remaining_ == 0) ++answers;
        continue;
      }
      header_[header_bytes_++] = static_cast<unsigned char>(bytes.front());
      bytes.remove_prefix(1);
      if (header_bytes_ < 2) continue;
      const unsigned length = header_[1];
      const std::size_t extended = length == 126 ? 2 : length == 127 ? 8 : 0;
      if (header_bytes_ < 2 + extended) continue;
      header_bytes_ = 0;
      if (header_[0] != 0x81 && header_[0] != 0x82) fail("not a message of one frame");
      payload_remaining_ = extended == 0 ? length : 0;
      for (std::size_t i = 0; i < extended; ++i) {
        payload_remaining_ = payload_remaining_ << 8 | header_[2 + i];
      }
      if (payload_remaining_ == 0) ++answers;
    }
    return answers;
  }

 private:
  std::array<unsigned char, 10> header_{};
  std::size_t header_bytes_ = 0;
  std::uint64_t payload_remaining_ = 0;
};

std::string http_request(const Options& options, const std::string& body) {
  return "POST " + options.path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" +
         "Content-Type: application/json; charset=utf-8\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string masked_frame(const std::string& payload) {
  constexpr std::array<unsigned char, 4> mask{0x37, 0xfa, 0x21, 0x3d};
  std::string frame = "\x81";
  const auto append = [&frame](std::uint64_t value) { frame += static_cast<char>(value & 0xff); };
  if (payload.size() < 126) {
    append(0x80 | payload.size());
  } else if (payload.size() < 65'536) {
    append(0x80 | 126);
    for (unsigned shift : {8u, 0u})
      append(payload.size() >> shift);
  } else {
    append(0x80 | 127);
    for (unsigned shift : {56u, 48u, 40u, 32u, 24u, 16u, 8u, 0u})
      append(payload.size() >> shift);
  }
  for (unsigned char byte : mask)
    append(byte);
  for (std::size_t i = 0; i < payload.size(); ++i) {
    append(static_cast<unsigned char>(payload[i]) ^ mask[i % mask.size()]);
  }
  return frame;
}

int connect_to(std::uint16_t port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) fail_with_errno("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    fail_with_errno("connect");
  }
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  return fd;
}

void upgrade(int fd, const Options& options) {
  std::string request = "GET " + options.path +
                        " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
                        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  if (!options.protocol.empty()) request += "Sec-WebSocket-Protocol: " + options.protocol + "\r\n";
  request += "\r\n";
  if (send(fd, request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size())) {
    fail_with_errno("handshake");
  }
  std::string answer;
  char byte = 0;
  while (answer.find("\r\n\r\n") == std::string::npos) {
    if (recv(fd, &byte, 1, 0) != 1) fail("no answer to the handshake");
    answer += byte;
  }
  if (answer.compare(0, 12, "HTTP/1.1 101") != 0) fail("handshake: " + answer);
}

/// One connection: what it still has to write is a place in an endless row of requests.
class Connection {
 public:
  Connection(const Options& options, const std::string& request, std::size_t in_flight)
      : request_(request), fd_(connect_to(options.port)) {
    if (options.mode == "ws") {
      upgrade(fd_, options);
      answers_ = std::make_unique<WebSocketAnswers>();
    } else {
      answers_ = std::make_unique<HttpAnswers>();
    }
    for (std::size_t i = 0; i < in_flight; ++i)
      requests_ += request;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { close(fd_); }

  int fd() const { return fd_; }
  bool has_unsent() const { return unsent_ > 0; }

  void add_requests(std::size_t count, Clock::time_point now) {
    started_.insert(started_.end(), count, now);
    unsent_ += count * request_.size();
    write_some();
  }
  void write_some() {
    while (unsent_ > 0) {
      const std::size_t size = std::min(unsent_, requests_.size() - offset_);
      const ssize_t sent = send(fd_, requests_.data() + offset_, size, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && (errno == EAGAIN || errno == EINTR)) return;
      if (sent < 0) fail_with_errno("send");
      unsent_ -= static_cast<std::size_t>(sent);
      offset_ = (offset_ + static_cast<std::size_t>(sent)) % request_.size();
    }
  }
  /// Reads what is there; gives how many answers that completed.
  std::size_t read_some(std::vector<char>& buffer) {
    const ssize_t size = recv(fd_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size == 0) fail("the server closed the connection");
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (size < 0) fail_with_errno("recv");
    return answers_->count({buffer.data(), static_cast<std::size_t>(size)});
  }
  Clock::time_point take_start() {
    if (started_.empty()) fail("an answer that nobody asked for");
    const auto start = started_.front();
    started_.pop_front();
    return start;
  }

 private:
  const std::string& request_;
  const int fd_;
  std::string requests_;
  std::unique_ptr<AnswerCounter> answers_;
  std::deque<Clock::time_point> started_;
  std::size_t unsent_ = 0;
  std::size_t offset_ = 0;
};

/// Nanoseconds that all threads of a process have spent on a processor.
std::uint64_t processor_time(int pid) {
  if (pid == 0) return 0;
  std::uint64_t total = 0;
  const std::string tasks = "/proc/" + std::to_string(pid) + "/task";
  for (const auto& task : std::filesystem::directory_iterator(tasks)) {
    std::ifstream file(task.path() / "schedstat");
    std::uint64_t nanoseconds = 0;
    file >> nanoseconds;
    total += nanoseconds;
  }
  return total;
}

class Load {
 public:
  explicit Load(const Options& options)
      : options_(options), epoll_(epoll_create1(EPOLL_CLOEXEC)), buffer_(256 * 1024) {
    const std::string body = read_file(options.request_file);
    request_ = options.mode == "ws" ? masked_frame(body) : http_request(options, body);
    for (std::size_t i = 0; i < options.connections; ++i) {
      connections_.push_back(std::make_unique<Connection>(options, request_, options.in_flight));
      watch(*connections_.back(), EPOLL_CTL_ADD);
    }
  }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;
  ~Load() { close(epoll_); }

  void run() {
    for (auto& connection : connections_) {
      connection->add_requests(options_.in_flight, Clock::now());
      watch(*connection, EPOLL_CTL_MOD);
    }
    turn_until(Clock::now() + seconds(options_.warmup_seconds));
    latencies_ = Histogram();
    calls_ = 0;
    const std::uint64_t server_before = processor_time(options_.server_pid);
    const auto start = Clock::now();
    turn_until(start + seconds(options_.seconds));
    const double elapsed = std::chrono::duration<double>(Clock::now() - start).count();
    report(elapsed, processor_time(options_.server_pid) - server_before);
  }

 private:
  static Clock::duration seconds(double count) {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(count));
  }
  void watch(Connection& connection, int operation) {
    epoll_event event{};
    event.events = connection.has_unsent() ? EPOLLIN | EPOLLOUT : EPOLLIN;
    event.data.ptr = &connection;
    if (epoll_ctl(epoll_, operation, connection.fd(), &event) != 0) fail_with_errno("epoll_ctl");
  }
  void turn_until(Clock::time_point end) {
    std::array<epoll_event, 256> events{};
    while (Clock::now() < end) {
      const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 1000);
      if (count == 0) fail("no answer for a second");
      for (int i = 0; i < count; ++i) {
        serve(*static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr));
      }
    }
  }
  void serve(Connection& connection) {
    const bool was_blocked = connection.has_unsent();
    const std::size_t answers = connection.read_some(buffer_);
    const auto now = Clock::now();
    for (std::size_t i = 0; i < answers; ++i) {
      const auto latency = now - connection.take_start();
      latencies_.add(static_cast<std::uint64_t>(
          std::chrono::duration_cast<std::chrono::nanoseconds>(latency).count()));
    }
    calls_ += answers;
    connection.add_requests(answers, now);
    if (was_blocked != connection.has_unsent()) watch(connection, EPOLL_CTL_MOD);
  }
  void report(double elapsed, std::uint64_t server_nanoseconds) const {
    std::printf(
        "{\"mode\":\"%s\",\"connections\":%zu,\"in_flight\":%zu,\"request_bytes\":%zu,"
        "\"seconds\":%.3f,\"calls\":%llu,\"calls_per_second\":%.0f,\"p50_us\":%.2f,\"p99_us\":%.2f",
        options_.mode.c_str(), options_.connections, options_.in_flight, request_.size(), elapsed,
        static_cast<unsigned long long>(calls_), static_cast<double>(calls_) / elapsed,
        latencies_.quantile_us(0.5), latencies_.quantile_us(0.99));
    if (options_.server_pid != 0 && calls_ > 0) {
      std::printf(",\"server_cpu_us_per_call\":%.3f",
                  static_cast<double>(server_nanoseconds) / 1000 / static_cast<double>(calls_));
    }
    std::printf("}\n");
  }

  const Options options_;
  const int epoll_;
  std::vector<char> buffer_;
  std::string request_;
  std::vector<std::unique_ptr<Connection>> connections_;
  Histogram latencies_;
  std::uint64_t calls_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  try {
    Load(read_options({argv + 1, argv + argc})).run();
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "load_client: %s\n", error.what());
    return 1;
  }
}
