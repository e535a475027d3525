#include "line_process.hpp"

#include <csignal>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <stdexcept>

namespace candela::conformance {
namespace {

/// 0, or the error. Both streams of the program are `socket`.
int spawn(std::vector<std::string>& words, int socket, pid_t& process) {
  std::vector<char*> arguments;
  for (std::string& word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
  const int error =
      posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

}  // namespace

LineProcess::LineProcess(std::vector<std::string> words) : name_(words.at(0)) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    fail(std::strerror(errno));
  const int error = spawn(words, ends[1], process_);
  close(ends[1]);
  socket_ = ends[0];
  if (error != 0) {
    close(socket_);
    fail(std::strerror(error));
  }
}

LineProcess::~LineProcess() {
  close(socket_);
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

std::string LineProcess::ask(std::string_view line) {
  send(line);
  send("\n");
  const auto deadline = std::chrono::steady_clock::now() + line_timeout;
  std::size_t searched = 0;
  for (;;) {
    const std::size_t end = unread_.find('\n', searched);
    if (end != std::string::npos) {
      std::string answer = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return answer;
    }
    searched = unread_.size();
    receive(deadline);
  }
}

void LineProcess::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) fail(std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void LineProcess::receive(std::chrono::steady_clock::time_point deadline) {
  using std::chrono::milliseconds;
  const auto left =
      std::chrono::duration_cast<milliseconds>(deadline - std::chrono::steady_clock::now());
  pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
  const int ready = poll(&waiting, 1, static_cast<int>(std::max(left, milliseconds{0}).count()));
  if (ready < 0 && errno == EINTR) return;
  if (ready <= 0) fail("no answer in time");
  std::array<char, 65536> bytes{};
  const ssize_t size = read(socket_, bytes.data(), bytes.size());
  if (size < 0 && errno == EINTR) return;
  if (size <= 0) fail("it ended without an answer");
  unread_.append(bytes.data(), static_cast<std::size_t>(size));
}

void LineProcess::fail(const std::string& what) const {
  throw std::runtime_error(name_ + ": " + what);
}

}  // namespace candela::conformance
