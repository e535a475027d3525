#include "server_process.hpp"

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace candela::conformance {
namespace {

constexpr std::string_view announcement = "listening on ";

std::system_error failure(const char* what) {
  return {errno, std::generic_category(), what};
}

/// In the child: only calls that are safe between fork and exec.
[[noreturn]] void become(const std::vector<char*>& words, int output) {
  dup2(output, STDOUT_FILENO);
  execv(words[0], words.data());
  _exit(127);
}

}  // namespace

ServerProcess::ServerProcess(const std::filesystem::path& program,
                             std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), program.string());
  std::vector<char*> words;
  for (std::string& argument : arguments)
    words.push_back(argument.data());
  words.push_back(nullptr);
  std::array<int, 2> pipe{};
  if (pipe2(pipe.data(), O_CLOEXEC) != 0) throw failure("pipe");
  process_ = fork();
  if (process_ == 0) become(words, pipe[1]);
  output_ = pipe[0];
  close(pipe[1]);
  if (process_ < 0) {
    close(output_);
    throw failure("fork");
  }
  try {
    endpoint_ = endpoint_of_url(read_url());
  } catch (const std::exception&) {
    stop();
    close(output_);
    throw std::runtime_error(program.string() + " did not say what it listens on");
  }
}

ServerProcess::~ServerProcess() {
  if (process_ > 0) kill(process_, SIGKILL);
  stop();
  close(output_);
}

int ServerProcess::stop() {
  if (process_ <= 0) return 0;
  kill(process_, SIGTERM);
  int status = 0;
  const pid_t ended = waitpid(std::exchange(process_, -1), &status, 0);
  if (ended < 0) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string ServerProcess::read_url() {
  const auto deadline = std::chrono::steady_clock::now() + start_timeout;
  std::string text;
  for (;;) {
    const std::size_t found = text.find(announcement);
    const std::size_t end = found == std::string::npos ? found : text.find('\n', found);
    if (end != std::string::npos) {
      const std::size_t url = found + announcement.size();
      return text.substr(url, end - url);
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd waiting{.fd = output_, .events = POLLIN, .revents = 0};
    if (left.count() <= 0 || poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return {};
    std::array<char, 512> buffer{};
    const ssize_t size = read(output_, buffer.data(), buffer.size());
    if (size <= 0) return {};
    text.append(buffer.data(), static_cast<std::size_t>(size));
  }
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "candela-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw failure("a temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // a folder that stays is no reason to end a program
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace candela::conformance
