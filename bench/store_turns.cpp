// Durable turns: how many a second in groups, and how long one alone takes.
//
//   A4  turns through GroupCommit and the store, against bare SQLite with the same keys, values and
//       group size (prepared statements, WAL, synchronous = FULL, exclusive lock)
//   A3  one turn at a time, against fdatasync of 4 KiB written over 4 KiB in the same folder
//
// Rounds alternate between ours and the peer; medians, with the least and the greatest beside them.
// Usage: store_turns [FOLDER]   (default: the present folder; it should be on a real disk)

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

#include <sqlite3.h>

#include <candela/runtime/group_commit.hpp>
#include <candela/runtime/sqlite_store.hpp>

namespace {

using namespace candela;
using Stopwatch = std::chrono::steady_clock;

constexpr int rounds = 9;
constexpr int actors = 20'000;
constexpr int turns = 100'000;
constexpr int group_turns = 128;
constexpr int lone_turns = 1'000;
constexpr std::size_t value_bytes = 100;

struct Spread {
  double median, least, greatest;
};

Spread spread_of(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return {numbers[numbers.size() / 2], numbers.front(), numbers.back()};
}

double seconds_since(Stopwatch::time_point start) {
  return std::chrono::duration<double>(Stopwatch::now() - start).count();
}

double median_us(int times, const std::function<void()>& action) {
  std::vector<double> micros;
  for (int i = 0; i < times; ++i) {
    const auto start = Stopwatch::now();
    action();
    micros.push_back(1e6 * seconds_since(start));
  }
  return spread_of(std::move(micros)).median;
}

class Folder {
 public:
  explicit Folder(const std::string& parent) : path_(parent + "/store-turns-XXXXXX") {
    if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no folder in " + parent);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string file(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// Ours: a store whose actors have all written once.
class OurTurns {
 public:
  OurTurns(RealWorld& world, const Folder& folder, GroupCommitLimits limits)
      : store_(open_sqlite_store(world.disk(), {folder.file("ours.db")})),
        group_(world.clock(), *store_, limits) {
    records_.reserve(actors);
    for (int i = 0; i < actors; ++i) {
      records_.emplace_back(ActorAddress{"COUNTER", ActorKey("actor" + std::to_string(i))});
      turn(i);
      if (group_.due(Backlog::ready)) commit();
    }
    commit();
  }

  void turn(int number) {
    ActorRecord& record = records_[static_cast<std::size_t>(number % actors)];
    TurnOverlay overlay(*store_, record);
    overlay.put("n", std::string(value_bytes, static_cast<char>('a' + number % 26)));
    group_.submit(record, overlay, Durability::strict,
                  make_turn_waiter([this](const StoreError* error) { durable_ += !error; }));
  }

  void commit() {
    if (const auto error = group_.commit()) throw *error;
    ++groups_;
  }

  double turns_per_second() {
    const auto start = Stopwatch::now();
    durable_ = groups_ = 0;
    for (int i = 0; i < turns; ++i) {
      turn(i);
      if (group_.due(Backlog::ready)) commit();
    }
    commit();
    if (durable_ != turns) throw std::runtime_error("turns were not told");
    return turns / seconds_since(start);
  }

  double turns_per_group() const { return static_cast<double>(turns) / groups_; }

 private:
  std::unique_ptr<Store> store_;
  GroupCommit group_;
  std::vector<ActorRecord> records_;
  int durable_ = 0;
  int groups_ = 0;
};

/// The peer: SQLite's own interface, as somebody who knows it would use it.
class BareSqlite {
 public:
  explicit BareSqlite(const Folder& folder) {
    check(sqlite3_open(folder.file("bare.db").c_str(), &database_));
    execute(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
        "PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;"
        "CREATE TABLE kv (slot INTEGER, key BLOB, value BLOB, PRIMARY KEY (slot, key))"
        " WITHOUT ROWID");
    check(sqlite3_prepare_v2(database_, "REPLACE INTO kv VALUES (?, ?, ?)", -1, &put_, nullptr));
    check(sqlite3_prepare_v2(database_, "BEGIN", -1, &begin_, nullptr));
    check(sqlite3_prepare_v2(database_, "COMMIT", -1, &commit_, nullptr));
    run(actors);
  }
  BareSqlite(const BareSqlite&) = delete;
  BareSqlite& operator=(const BareSqlite&) = delete;
  ~BareSqlite() {
    for (sqlite3_stmt* statement : {put_, begin_, commit_})
      sqlite3_finalize(statement);
    sqlite3_close(database_);
  }

  double turns_per_second() {
    const auto start = Stopwatch::now();
    run(turns);
    return turns / seconds_since(start);
  }

 private:
  void run(int count) {
    for (int i = 0; i < count;) {
      step(begin_);
      const int end = std::min(count, i + group_turns);
      for (; i < end; ++i) {
        const std::string value(value_bytes, static_cast<char>('a' + i % 26));
        sqlite3_bind_int(put_, 1, i % actors + 1);
        sqlite3_bind_blob(put_, 2, "n", 1, nullptr);
        sqlite3_bind_blob(put_, 3, value.data(), static_cast<int>(value.size()), nullptr);
        step(put_);
      }
      step(commit_);
    }
  }
  void check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(database_));
  }
  void execute(const char* sql) { check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }
  void step(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_));
    sqlite3_reset(statement);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* put_ = nullptr;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
};

/// fdatasync of a page written over a page.
class BareDisk {
 public:
  explicit BareDisk(const Folder& folder)
      : file_(::open(folder.file("bare.page").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)),
        page_(4096, 'x') {
    write_page();
  }
  BareDisk(const BareDisk&) = delete;
  BareDisk& operator=(const BareDisk&) = delete;
  ~BareDisk() { ::close(file_); }

  void write_page() {
    if (::pwrite(file_, page_.data(), page_.size(), 0) != static_cast<ssize_t>(page_.size()) ||
        ::fdatasync(file_) != 0) {
      throw std::runtime_error("the disk failed");
    }
  }

 private:
  int file_;
  std::string page_;
};

void print(const char* name, const char* unit, const Spread& ours, const Spread& peer,
           const Spread& ratio, double goal, bool met) {
  std::printf(
      "  {\"name\": \"%s\", \"unit\": \"%s\", \"ours\": %.1f, \"peer\": %.1f,\n"
      "   \"ratio\": %.3f, \"ratio_least\": %.3f, \"ratio_greatest\": %.3f, "
      "\"goal\": %.2f, \"met\": %s}",
      name, unit, ours.median, peer.median, ratio.median, ratio.least, ratio.greatest, goal,
      met ? "true" : "false");
}

struct Pairs {
  std::vector<double> ours, peer, ratio;
  void add(double our, double other) {
    ours.push_back(our);
    peer.push_back(other);
    ratio.push_back(our / other);
  }
};

void measure(const std::string& parent) {
  RealWorld world;
  Folder folder(parent);
  // Groups of the same size on both sides, whatever the time.
  OurTurns grouped(world, folder, {group_turns, 16 << 20, std::chrono::seconds(1)});
  BareSqlite bare(folder);
  BareDisk disk(folder);
  Pairs many;
  Pairs lone;
  for (int round = 0; round < rounds; ++round) {
    const double ours = grouped.turns_per_second();
    many.add(ours, bare.turns_per_second());
    int number = 0;
    const double turn_us = median_us(lone_turns, [&] {
      grouped.turn(number++);
      grouped.commit();
    });
    lone.add(turn_us, median_us(lone_turns, [&] { disk.write_page(); }));
  }
  const Spread many_ratio = spread_of(many.ratio);
  const Spread lone_ratio = spread_of(lone.ratio);
  std::printf("[\n");
  print("A4 durable turns, groups of 128, dense keys, against bare SQLite", "turns/s",
        spread_of(many.ours), spread_of(many.peer), many_ratio, 0.6, many_ratio.median >= 0.6);
  std::printf(",\n");
  print("A3 one durable turn, p50, against fdatasync", "us", spread_of(lone.ours),
        spread_of(lone.peer), lone_ratio, 1.5, lone_ratio.median <= 1.5);
  std::printf("\n]\n");
}

}  // namespace

int main(int argc, char** argv) {
  try {
    measure(argc > 1 ? argv[1] : ".");
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "store_turns: %s\n", error.what());
    return 1;
  }
}
