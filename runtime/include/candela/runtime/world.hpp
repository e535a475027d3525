#pragma once
// The world a node runs in: the one door through which time, chance and the disk reach the runtime.
//
// Guarantee: nothing in the runtime asks the operating system for a time, a random number or a file
// except through a World, so that a whole node runs in a simulated one and a failure replays from
// its seed (testing/simulated_world.hpp). The order of events and the network join this interface
// with the rooms that need them.
// Threads: a World and its parts belong to one shard's thread.
// Ownership: whoever is handed a World, or a part of one, must not outlive it.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace candela {

/// Wall time in milliseconds since 1970 (UTC). It may jump; alarms and dates use it.
using SystemTime = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// Microseconds since some start. It never goes back; delays and deadlines use it.
using MonotonicTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::microseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual SystemTime system_now() = 0;
  virtual MonotonicTime monotonic_now() = 0;
};

/// Where random bytes come from. The real one is fit for secrets (ids, nonces).
class Chance {
 public:
  virtual ~Chance() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;

  std::uint64_t next();
  /// Uniform in [0, bound). Requires: bound > 0.
  std::uint64_t below(std::uint64_t bound);
};

/// Where files live. A store opens its files through the SQLite VFS of this name.
class Disk {
 public:
  virtual ~Disk() = default;
  /// Empty: the operating system's own.
  virtual const std::string& vfs_name() const = 0;
};

class World {
 public:
  virtual ~World() = default;
  virtual Clock& clock() = 0;
  virtual Chance& chance() = 0;
  virtual Disk& disk() = 0;
};

class SystemClock final : public Clock {
 public:
  SystemTime system_now() override;
  MonotonicTime monotonic_now() override;
};

/// The operating system's entropy. Throws std::system_error if it has none to give.
class SystemChance final : public Chance {
 public:
  void fill(std::span<std::byte> bytes) override;
};

class SystemDisk final : public Disk {
 public:
  const std::string& vfs_name() const override { return vfs_name_; }

 private:
  std::string vfs_name_;
};

/// The machine as it is.
class RealWorld final : public World {
 public:
  Clock& clock() override { return clock_; }
  Chance& chance() override { return chance_; }
  Disk& disk() override { return disk_; }

 private:
  SystemClock clock_;
  SystemChance chance_;
  SystemDisk disk_;
};

}  // namespace candela
