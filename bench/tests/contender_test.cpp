#include "../contender.hpp"

#include <signal.h>

#include <algorithm>
#include <stdexcept>

#include <doctest/doctest.h>

namespace candela::bench {

namespace {

/// Counts how many of it are alive, and how many were at once.
struct Counted {
  struct Counts {
    std::size_t alive = 0;
    std::size_t most = 0;
  };
  explicit Counted(Counts& all) : counts(all) {
    counts.most = std::max(++counts.alive, counts.most);
  }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  ~Counted() noexcept { --counts.alive; }
  Counts& counts;
};

}  // namespace

TEST_CASE("results are kept until the turn is over, at most so many, and then freed") {
  Counted::Counts counts;
  const Contender kept =
      in_process_kept("kept", [&counts] { return std::make_shared<const Counted>(counts); });
  CHECK(kept.measure(Milliseconds{60'000}) > 0);
  CHECK(counts.most == most_kept);
  CHECK(counts.alive == 0);
  CHECK(kept.measure(Milliseconds{0}) > 0);
  kept.once();
  CHECK(counts.alive == 0);
}

TEST_CASE("what overflows its stack is missing, and the process goes on") {
  const Contender overflowing = tried("deep", []() -> Contender {
    ::raise(SIGSEGV);
    return {};
  });
  CHECK(overflowing.name == "deep");
  CHECK(overflowing.missing == "overflows its stack");
  const Contender killed = tried("killed", []() -> Contender {
    ::raise(SIGKILL);
    return {};
  });
  CHECK(killed.missing.starts_with("ends with "));
}

TEST_CASE("what throws has failed, with what it said") {
  const Contender thrown =
      tried("bad", []() -> Contender { throw std::runtime_error("a wrong answer"); });
  CHECK(thrown.missing == "failed: a wrong answer");
}

TEST_CASE("what works is made in this process") {
  int made = 0;
  const Contender good = tried("good", [&made] {
    ++made;
    return in_process("good", [] {});
  });
  CHECK(good.missing.empty());
  CHECK(made == 1);
}

}  // namespace candela::bench
