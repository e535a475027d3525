#pragma once
// A server that the runner starts, talks to and stops. Owns the process, and kills it where nobody
// called `stop`. Throws std::runtime_error where it does not start. Not thread-safe.
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "http_client.hpp"

namespace candela::conformance {

inline constexpr std::chrono::seconds start_timeout{30};

class ServerProcess {
 public:
  /// Runs the program and waits for its line `listening on http://HOST:PORT`.
  ServerProcess(const std::filesystem::path& program, std::vector<std::string> arguments);
  ServerProcess(ServerProcess&&) = delete;
  ServerProcess& operator=(ServerProcess&&) = delete;
  ~ServerProcess();

  const Endpoint& endpoint() const noexcept { return endpoint_; }
  /// SIGTERM, and then its exit status; what a signal ended gives 128 and the signal's number.
  int stop();

 private:
  std::string read_url();

  pid_t process_ = -1;
  int output_ = -1;
  Endpoint endpoint_;
};

/// A new folder, removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace candela::conformance
