#pragma once
// A server in a process of its own: started, awaited until it listens, killed or stopped.
//
// Guarantee: the destructor leaves no process behind.
// Threads: one. What goes wrong is an exception, which fails the test. Waiting is done on the
// process's pipes and its end, never by the clock.

#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

namespace candela {

class ServerProcess {
 public:
  ServerProcess(const std::string& program, std::vector<std::string> arguments) {
    std::array<int, 2> out{};
    std::array<int, 2> err{};
    if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0)
      throw std::runtime_error("no pipe");
    arguments.insert(arguments.begin(), program);
    std::vector<char*> words;
    for (std::string& argument : arguments)
      words.push_back(argument.data());
    words.push_back(nullptr);
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      ::dup2(err[1], STDERR_FILENO);
      ::execv(program.c_str(), words.data());
      ::_exit(127);
    }
    ::close(out[1]);
    ::close(err[1]);
    out_ = out[0];
    err_ = err[0];
    if (process_ < 0) throw std::runtime_error("no process");
  }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  ~ServerProcess() {
    if (process_ > 0) end(SIGKILL);
    ::close(out_);
    ::close(err_);
  }

  /// The port of `listening on http://HOST:PORT`.
  int await_port() {
    std::string line;
    char byte = 0;
    while (read_some(out_, &byte, 1) == 1 && byte != '\n')
      line += byte;
    if (line.rfind("listening on http://", 0) != 0)
      throw std::runtime_error("the server did not start: " + line + errors());
    return std::stoi(line.substr(line.rfind(':') + 1));
  }

  /// Sends the signal, and waits for the end. The exit code, or 128 + the signal that ended it.
  int end(int signal) {
    ::kill(process_, signal);
    return await_end();
  }
  int await_end() {
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  /// What it wrote to stderr, to its end.
  std::string errors() {
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t size = 0; (size = read_some(err_, part.data(), part.size())) > 0;)
      text.append(part.data(), static_cast<std::size_t>(size));
    return text;
  }

 private:
  static ssize_t read_some(int descriptor, char* into, std::size_t size) {
    ssize_t got = 0;
    while ((got = ::read(descriptor, into, size)) < 0 && errno == EINTR) {
    }
    return got;
  }

  pid_t process_ = -1;
  int out_ = -1;
  int err_ = -1;
};

}  // namespace candela
