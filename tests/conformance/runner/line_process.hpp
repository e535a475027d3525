#pragma once
// A program that the runner speaks with by lines: one there, one back. Owns the process, and kills
// it in the end. Throws std::runtime_error where it cannot be started, is gone, or does not answer
// within `line_timeout`. Not thread-safe. The programs are the runner's own, so that their answers
// have no bound but that time.
#include <sys/types.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace candela::conformance {

inline constexpr std::chrono::seconds line_timeout{60};

class LineProcess {
 public:
  /// words[0] is looked for in PATH.
  explicit LineProcess(std::vector<std::string> words);
  LineProcess(LineProcess&&) = delete;
  LineProcess& operator=(LineProcess&&) = delete;
  ~LineProcess();

  /// The answer, without its end. Requires: no line feed in `line`.
  std::string ask(std::string_view line);

 private:
  void send(std::string_view bytes);
  void receive(std::chrono::steady_clock::time_point deadline);
  [[noreturn]] void fail(const std::string& what) const;

  std::string name_;
  pid_t process_ = -1;
  int socket_ = -1;
  std::string unread_;
};

}  // namespace candela::conformance
