#include "simulated_file.hpp"

#include <algorithm>

#include <candela/runtime/testing/simulated_disk.hpp>

namespace candela {

void SimulatedFile::write(std::size_t offset, std::string_view bytes) {
  unsynced_.push_back({offset, std::string(bytes), Change::Kind::write});
  apply(seen_, unsynced_.back());
}

void SimulatedFile::truncate(std::size_t size) {
  unsynced_.push_back({size, {}, Change::Kind::truncate});
  apply(seen_, unsynced_.back());
}

void SimulatedFile::sync() {
  for (const Change& change : unsynced_)
    apply(durable_, change);
  unsynced_.clear();
}

void SimulatedFile::keep_unsynced() {
  unsynced_.clear();
}

void SimulatedFile::drop_unsynced() {
  unsynced_.clear();
  seen_ = durable_;
}

void SimulatedFile::lose_power(Chance& chance) {
  constexpr std::size_t sector = SimulatedDisk::sector_bytes;
  for (const Change& change : unsynced_) {
    if (change.kind == Change::Kind::truncate) {
      if (chance.below(2) == 0) apply(durable_, change);
      continue;
    }
    const std::size_t end = change.offset + change.bytes.size();
    for (std::size_t at = change.offset; at < end;) {
      const std::size_t next = std::min(end, (at / sector + 1) * sector);
      if (chance.below(2) == 0) {
        apply(durable_,
              {at, change.bytes.substr(at - change.offset, next - at), Change::Kind::write});
      }
      at = next;
    }
  }
  drop_unsynced();
}

void SimulatedFile::apply(std::string& image, const Change& change) {
  if (change.kind == Change::Kind::truncate) {
    image.resize(change.offset, '\0');
    return;
  }
  image.resize(std::max(image.size(), change.offset + change.bytes.size()), '\0');
  image.replace(change.offset, change.bytes.size(), change.bytes);
}

}  // namespace candela
