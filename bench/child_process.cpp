#include "child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace candela::bench {

namespace {

[[noreturn]] void fail(const std::string& name, const std::string& what) {
  throw std::runtime_error(name + ": " + what);
}

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe make_pipe(const std::string& name) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail(name, std::strerror(errno));
  return {ends[0], ends[1]};
}

/// Binds the calling thread to a core while it lives: what is started meanwhile inherits that.
class OnCore {
 public:
  explicit OnCore(std::optional<int> core) : bound_(core.has_value()) {
    if (!bound_) return;
    ::sched_getaffinity(0, sizeof(before_), &before_);
    cpu_set_t wanted;
    CPU_ZERO(&wanted);
    CPU_SET(static_cast<unsigned>(*core), &wanted);
    ::sched_setaffinity(0, sizeof(wanted), &wanted);
  }
  OnCore(const OnCore&) = delete;
  OnCore& operator=(const OnCore&) = delete;
  ~OnCore() noexcept {
    if (bound_) ::sched_setaffinity(0, sizeof(before_), &before_);
  }

 private:
  bool bound_;
  cpu_set_t before_{};
};

/// 0, or the error; `id` is the process.
int spawn(const std::vector<std::string>& words, const Pipe& to, const Pipe& from, pid_t& id) {
  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (std::string& word : copies)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, to.read_end, STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&actions, from.write_end, STDOUT_FILENO);
  const int error = ::posix_spawnp(&id, arguments[0], &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  return error;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& words, const Options& options)
    : name_(words.at(0).substr(words[0].rfind('/') + 1)) {
  // A peer that died must be an error of the write, not the end of the harness.
  ::signal(SIGPIPE, SIG_IGN);
  const Pipe to = make_pipe(name_);
  const Pipe from = make_pipe(name_);
  const OnCore on_core(options.core);
  const int error = spawn(words, to, from, id_);
  ::close(to.read_end);
  ::close(from.write_end);
  input_ = to.write_end;
  output_ = from.read_end;
  if (error != 0) {
    ::close(input_);
    ::close(output_);
    fail(name_, std::strerror(error));
  }
}

ChildProcess::~ChildProcess() noexcept {
  ::close(input_);
  ::close(output_);
  ::kill(id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
}

void ChildProcess::write_line(std::string_view line) {
  std::string left = std::string(line) + '\n';
  while (!left.empty()) {
    const ssize_t written = ::write(input_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(name_, std::strerror(errno));
    left.erase(0, static_cast<std::size_t>(written));
  }
}

std::string ChildProcess::read_line(std::chrono::seconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  for (;;) {
    const std::size_t end = unread_.find('\n');
    if (std::min(end, unread_.size()) > longest_line) fail(name_, "a line that is too long");
    if (end != std::string::npos) {
      std::string line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return line;
    }
    if (!read_more(deadline)) fail(name_, "ended without an answer");
  }
}

bool ChildProcess::read_more(std::chrono::steady_clock::time_point deadline) {
  using std::chrono::milliseconds;
  const auto left =
      std::chrono::duration_cast<milliseconds>(deadline - std::chrono::steady_clock::now());
  pollfd waiting{output_, POLLIN, 0};
  const int ready = ::poll(&waiting, 1, static_cast<int>(std::max(left, milliseconds{0}).count()));
  if (ready < 0 && errno == EINTR) return true;
  if (ready <= 0) fail(name_, "no answer in time");
  std::array<char, 4096> bytes{};
  const ssize_t count = ::read(output_, bytes.data(), bytes.size());
  if (count < 0 && errno == EINTR) return true;
  if (count <= 0) return false;
  unread_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

}  // namespace candela::bench
