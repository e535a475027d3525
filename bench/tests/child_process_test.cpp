#include "../child_process.hpp"

#include <stdexcept>

#include <doctest/doctest.h>

namespace candela::bench {

namespace {

constexpr std::chrono::seconds patience{60};

}  // namespace

TEST_CASE("a child process answers lines with lines") {
  ChildProcess cat({"cat"}, {});
  cat.write_line("one");
  cat.write_line("two");
  CHECK(cat.read_line(patience) == "one");
  CHECK(cat.read_line(patience) == "two");
}

TEST_CASE("a child process that ends without an answer is an error, not a wait") {
  ChildProcess silent({"true"}, {});
  CHECK_THROWS_AS(silent.read_line(patience), std::runtime_error);
}

TEST_CASE("a child process that does not answer in time is an error") {
  ChildProcess cat({"cat"}, {});
  CHECK_THROWS_AS(cat.read_line(std::chrono::seconds{0}), std::runtime_error);
}

TEST_CASE("a line that never ends is refused past its limit, and read up to it") {
  const auto program = [](std::size_t bytes, const char* end) {
    return std::vector<std::string>{
        "sh", "-c", "head -c " + std::to_string(bytes) + " /dev/zero; printf '" + end + "'"};
  };
  ChildProcess longest(program(ChildProcess::longest_line, "\\n"), {});
  CHECK(longest.read_line(patience).size() == ChildProcess::longest_line);
  ChildProcess longer(program(ChildProcess::longest_line + 1, "\\n"), {});
  CHECK_THROWS_AS(longer.read_line(patience), std::runtime_error);
}

TEST_CASE("a program that does not exist cannot be started") {
  CHECK_THROWS_AS(ChildProcess({"candela-no-such-program"}, {}), std::runtime_error);
}

TEST_CASE("a child process runs on the core it is bound to") {
  ChildProcess bound({"sh", "-c", "grep Cpus_allowed_list /proc/self/status"}, {0});
  CHECK(bound.read_line(patience) == "Cpus_allowed_list:\t0");
}

}  // namespace candela::bench
