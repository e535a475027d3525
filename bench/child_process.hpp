#pragma once

// A program that runs beside the harness, spoken to by lines: its standard input and output are
// pipes.
//
// Guarantees: it ends with its owner (SIGKILL, then waited for). Reading has a deadline, so that a
// program that hangs is an error and not a wait.
// Threads: one.
// Limits: a line has at most `longest_line` bytes.

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace candela::bench {

class ChildProcess {
 public:
  static constexpr std::size_t longest_line = std::size_t{1} << 20;

  struct Options {
    /// The core it is bound to; none: any.
    std::optional<int> core = std::nullopt;
  };

  /// words[0] is looked for in PATH. Throws std::runtime_error when it cannot be started.
  ChildProcess(const std::vector<std::string>& words, const Options& options);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess() noexcept;

  /// Throws std::runtime_error when the program is gone.
  void write_line(std::string_view line);
  /// The next line, without its end. Throws std::runtime_error when none comes in time, or the
  /// program ends first.
  std::string read_line(std::chrono::seconds patience);

  pid_t id() const noexcept { return id_; }

 private:
  /// False where the program has closed its output.
  bool read_more(std::chrono::steady_clock::time_point deadline);

  std::string name_;
  pid_t id_ = -1;
  int input_ = -1;
  int output_ = -1;
  std::string unread_;
};

}  // namespace candela::bench
