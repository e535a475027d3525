// Making the graph that hangs on a value anew in a document: another one, or its own.
#pragma once

#include <vector>

#include "core.hpp"
#include "number_map.hpp"

namespace candela {

/// Copies from one core into another; what it has copied once it knows again, over several calls,
/// the bytes of longer strings too.
/// Takes time and memory with what it copies, whatever else there is in the source.
/// Iterative: headers are made when they are first referred to, and filled in that order. Both
/// cores are borrowed.
class GraphCopier {
 public:
  GraphCopier(Core& from, Core& to)
      : from_(from),
        to_(to),
        copies_(from.headers.size(), from.seed()),
        keys_(from.keys.size(), from.seed()),
        texts_(from.bytes.end(), from.seed()) {}

  /// The copy's slot in `to`. Identity inside of the graph is kept.
  Slot copy(Slot root);

 private:
  Slot text(Slot source);
  Slot slot(Slot source);
  KeyId key(KeyId source);
  Slot source_cell(HeaderIndex index, std::uint32_t position) const;
  void fill(HeaderIndex index);
  void fill_properties(HeaderIndex index, HeaderIndex copy);
  void fill_entries(HeaderIndex index, HeaderIndex copy);

  Core& from_;
  Core& to_;
  NumberMap copies_;  // by header of the source
  NumberMap keys_;
  NumberMap texts_;  // by offset: of strings and bigints that are long
  std::vector<HeaderIndex> pending_;
};

}  // namespace candela
