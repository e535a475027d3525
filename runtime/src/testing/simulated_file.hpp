#pragma once
// One file of the simulated disk: what is seen, what is on the disk, and what lies between.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <candela/runtime/world.hpp>

namespace candela {

class SimulatedFile {
 public:
  std::string_view bytes() const { return seen_; }

  void write(std::size_t offset, std::string_view bytes);
  void truncate(std::size_t size);

  /// All changes so far are on the disk.
  void sync();
  /// They are not, and never will be; the cache goes on showing them, or does not.
  void keep_unsynced();
  void drop_unsynced();

  /// What a power cut leaves: of each unsynced change each sector, or not.
  void lose_power(Chance& chance);

 private:
  /// A write, or a truncation to `offset`.
  struct Change {
    std::size_t offset;
    std::string bytes;
    enum class Kind : std::uint8_t { write, truncate } kind;
  };

  static void apply(std::string& image, const Change& change);

  std::string seen_;
  std::string durable_;
  std::vector<Change> unsynced_;
};

}  // namespace candela
