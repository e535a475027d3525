// What store_kill_test kills: it opens the store of its first argument, runs numbered turns on from
// the last one stored, and prints each that is durable. It runs until it is killed.

#include <cstdio>
#include <exception>
#include <unistd.h>

#include <candela/runtime/sqlite_store.hpp>

#include "numbered_turns.hpp"

namespace {

void print_line(int number) {
  const std::string line = std::to_string(number) + "\n";
  if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) std::terminate();
}

void run(const std::string& path) {
  using namespace candela;
  RealWorld world;
  SqliteStoreOptions options;
  options.path = path;
  options.log_pages = 64;  // so that many a kill falls into the folding of the log
  const auto store = open_sqlite_store(world.disk(), options);
  GroupCommit group(world.clock(), *store);
  for (int turn = last_numbered_turn(*store) + 1;; ++turn) {
    submit_numbered_turn(*store, group, turn, [turn](const StoreError* error) {
      if (error == nullptr) print_line(turn);
    });
    if (world.chance().below(6) != 0) continue;
    if (const auto error = group.commit()) throw *error;
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc == 2) run(argv[1]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "store_victim: %s\n", error.what());
  }
  return 1;
}
