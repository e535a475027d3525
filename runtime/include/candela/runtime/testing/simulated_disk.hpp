#pragma once
// A disk in memory that loses power, runs full and fails to sync when it is told to.
//
// Guarantee: what was synced survives lose_power(); of what was not, each sector survives or not as
// the chance has it, in no order. Same seed, same operations: same bytes.
// Threads: one.
// Ownership: `chance` must outlive the disk, and the disk whatever opened files on it. Files live
// as long as the disk; one that is removed, until nobody has it open. Names are whole paths; there
// are no folders.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <candela/runtime/world.hpp>

namespace candela {

/// What the page cache shows after a failed sync. In both cases the disk does not have the bytes,
/// and no later sync will write them: real kernels do the one or the other.
enum class FailedSync : std::uint8_t { keeps_the_cache, drops_the_cache };

class SimulatedDisk final : public Disk {
 public:
  static constexpr std::size_t sector_bytes = 512;

  explicit SimulatedDisk(Chance& chance);
  SimulatedDisk(const SimulatedDisk&) = delete;
  SimulatedDisk& operator=(const SimulatedDisk&) = delete;
  ~SimulatedDisk() override;

  const std::string& vfs_name() const override;

  /// All files together; a write past it fails as on a full disk.
  void set_capacity(std::uint64_t bytes);
  void set_read_only(std::string_view path);

  /// The n-th sync from now fails; 1 is the next.
  void fail_sync_in(std::uint64_t syncs, FailedSync effect);
  /// Power goes at the n-th write, truncation, sync or deletion from now; 1 is the next.
  void lose_power_in(std::uint64_t changes);
  void lose_power();
  /// Power is back. Files opened before stay dead.
  void restart();

  bool has_power() const;
  std::uint64_t changes() const;
  std::uint64_t syncs() const;

  /// For damage done on purpose; durable at once. The file is made if there is none.
  void overwrite(std::string_view path, std::size_t offset, std::string_view bytes);
  bool exists(std::string_view path) const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace candela
