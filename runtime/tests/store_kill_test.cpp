// A process that owns a store is killed at points that nobody chose, and its file opened again.

#include <array>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include <candela/runtime/sqlite_store.hpp>
#include <candela/runtime/testing/simulated_world.hpp>

#include "numbered_turns.hpp"

namespace candela {
namespace {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    path_ = (std::filesystem::temp_directory_path() / "candela-store-XXXXXX").string();
    REQUIRE(::mkdtemp(path_.data()) != nullptr);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::string file(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// The victim as a child process, with its output.
class Victim {
 public:
  explicit Victim(const std::string& store_path) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    output_ = ends[0];
    std::string program = CANDELA_STORE_VICTIM;
    std::string path = store_path;
    std::array<char*, 3> arguments{program.data(), path.data(), nullptr};
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::execv(program.c_str(), arguments.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    REQUIRE(process_ > 0);
  }
  Victim(const Victim&) = delete;
  Victim& operator=(const Victim&) = delete;
  ~Victim() {
    kill();
    ::close(output_);
  }

  /// The next acknowledged turn; nothing at the end of the output.
  std::optional<int> next() {
    std::string line;
    char letter = 0;
    while (::read(output_, &letter, 1) == 1) {
      if (letter == '\n') return std::stoi(line);
      line += letter;
    }
    return std::nullopt;
  }

  void kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }

 private:
  pid_t process_ = 0;
  int output_ = -1;
};

TEST_CASE("after kill -9 every acknowledged turn is there, and no half of another") {
  constexpr std::uint64_t seed = 1;
  INFO("seed " << seed);
  SeededChance chance(seed);
  TemporaryFolder folder;
  SystemDisk disk;
  SqliteStoreOptions options;
  options.path = folder.file("shard.db");
  int acknowledged = 0;
  for (int round = 0; round < 40; ++round) {
    INFO("round " << round);
    Victim victim(options.path);
    for (auto left = chance.below(300) + 1; left > 0; --left) {
      const auto turn = victim.next();
      REQUIRE(turn.has_value());
      acknowledged = std::max(acknowledged, *turn);
    }
    victim.kill();
    while (const auto turn = victim.next())
      acknowledged = std::max(acknowledged, *turn);
    const auto store = open_sqlite_store(disk, options);
    REQUIRE(last_numbered_turn(*store) >= acknowledged);
  }
  CHECK(acknowledged > 40);
}

TEST_CASE("a store that another process owns is refused, and free when that process is dead") {
  TemporaryFolder folder;
  SystemDisk disk;
  SqliteStoreOptions options;
  options.path = folder.file("shard.db");
  Victim victim(options.path);
  REQUIRE(victim.next().has_value());  // so it has opened
  try {
    open_sqlite_store(disk, options);
    FAIL("two owners of one file");
  } catch (const StoreError& error) {
    CHECK(error.code() == StoreErrorCode::owned_elsewhere);
    CHECK(error.path() == options.path);
  }
  victim.kill();
  CHECK(last_numbered_turn(*open_sqlite_store(disk, options)) > 0);
}

}  // namespace
}  // namespace candela
