#include "contender.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <exception>
#include <system_error>
#include <utility>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace candela::bench {

namespace {

/// So that the next allocations are of pages that were not touched yet.
void return_free_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

/// As it ends: waitpid's status. Only a signal is told from it, the rest `work` tells itself.
int status_of_child(const Operation& work) {
  const pid_t child = ::fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::signal(SIGSEGV, SIG_DFL);
    ::signal(SIGBUS, SIG_DFL);
    try {
      work();
    } catch (...) {
      ::_exit(1);
    }
    ::_exit(0);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

Contender in_process(std::string name, Operation operation) {
  auto measure = [operation](Milliseconds duration) {
    return nanoseconds_each(operation, duration);
  };
  return {std::move(name), measure, operation};
}

Contender in_process_writing(std::string name, std::size_t bytes, Operation operation) {
  Contender contender = in_process(std::move(name), std::move(operation));
  contender.bytes = bytes;
  return contender;
}

Contender in_process_after(std::string name, Operation preparation, Operation both) {
  auto measure = [preparation, both](Milliseconds duration) {
    const double with = nanoseconds_each(both, duration);
    const double without = nanoseconds_each(preparation, duration / 4);
    return std::max(with - without, 0.0);
  };
  return {std::move(name), measure, both};
}

Contender in_process_kept(std::string name, std::function<std::shared_ptr<const void>()> make) {
  using Clock = std::chrono::steady_clock;
  auto measure = [make](Milliseconds duration) {
    std::vector<std::shared_ptr<const void>> kept;
    kept.reserve(most_kept);
    return_free_memory();
    const auto start = Clock::now();
    std::chrono::duration<double, std::nano> taken{};
    do {
      kept.push_back(make());
      taken = Clock::now() - start;
    } while (taken < duration && kept.size() < most_kept);
    return taken.count() / static_cast<double>(kept.size());
  };
  return {std::move(name), measure, [make] { keep(make()); }};
}

Contender missing(std::string name, std::string why) {
  return {std::move(name), nullptr, nullptr, std::move(why), std::nullopt};
}

Contender tried(std::string name, const std::function<Contender()>& make) {
  const int status = status_of_child([&make] { keep(make()); });
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    return missing(std::move(name), signal == SIGSEGV || signal == SIGBUS
                                        ? std::string("overflows its stack")
                                        : std::string("ends with ") + ::strsignal(signal));
  }
  try {
    return make();
  } catch (const std::exception& error) {
    return missing(std::move(name), std::string("failed: ") + error.what());
  }
}

}  // namespace candela::bench
