// Who is met twice: one walk over a graph in the order in which the formats write it, before they
// write.
//
// The marks stand in a side array by header, so that the graph stays const and two threads may
// encode one graph. Iterative. Functions have no identity on the wire: each place where one stands
// is a visit of its own.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include <candela/structured_clone/format.hpp>

#include "graph/core.hpp"
#include "graph/pool.hpp"

namespace candela {

/// Values with identity that plain JSON has no form for: all but objects and arrays; and arrays that
/// would be read as a reference, such as ["$lmz",5].
bool is_beyond_json(const Core& core, Slot slot) noexcept;

class AliasPass {
 public:
  /// How a format writes the fields of a host value whose tag is in no table.
  enum class UnknownHosts : std::uint8_t {
    values,  ///< as values
    plain,   ///< as plain JSON, but for what is beyond it
  };
  /// In the lossless form a view leads on to its buffer. All are borrowed.
  AliasPass(const Core& core, const StringifyOptions& options, UnknownHosts unknown)
      : core_(core),
        fidelity_(options.fidelity),
        hosts_(options.hosts),
        unknown_hosts_(unknown),
        plain_steps_(core.cells.size() * plain_walks + std::size_t{1}) {}

  void run(Slot root);

  /// Everything with identity, in the order of its first visit; functions once per place.
  std::span<const HeaderIndex> order() const noexcept { return {order_.data(), order_.size()}; }
  /// Whether any value stands at more than one place.
  bool any_shared() const noexcept { return any_shared_; }
  /// Whether a value stands at more than one place.
  bool is_shared(HeaderIndex header) const noexcept { return (marks_[header] & shared_bit) != 0; }
  /// The position of a value in `order`. Requires: it was met.
  std::uint32_t position(HeaderIndex header) const noexcept {
    return (marks_[header] & ~shared_bit) - 1;
  }
  /// The position of the function that stands in a cell (`root_cell` for the root).
  std::uint32_t function_position(std::uint32_t cell) const { return functions_.at(cell); }
  static constexpr std::uint32_t root_cell = 0xFFFF'FFFF;

  /// Whether a view's buffer is written beside its elements: somebody else sees it, or the view
  /// only a part of it.
  bool needs_buffer(HeaderIndex view) const noexcept;
  /// The table's entry for a host value's tag, or null.
  const HostType* host_type(HeaderIndex host) const noexcept;
  /// Whether a record's body is written as a value too. Requires: `run` has met the record.
  bool needs_body_value(const HostType& type, HeaderIndex record) const;

 private:
  struct Frame {
    std::uint32_t next;
    std::uint32_t end;
    std::uint32_t list;  // 0: the cells from next on; else lists_[list - 1][next]
  };
  static constexpr std::uint32_t shared_bit = 0x8000'0000;
  /// How often bodies that lie inside of each other are looked through, whole documents counted:
  /// what is left after that is taken for more than plain JSON, which is never wrong.
  static constexpr std::size_t plain_walks = 4;

  void visit(Slot slot, std::uint32_t cell);
  void open(HeaderIndex header);
  void open_cells(std::uint32_t first, std::uint32_t count);
  void open_list(std::vector<std::uint32_t> cells);
  void open_properties(HeaderIndex header);
  void open_host(HeaderIndex host);
  bool is_plain_body(Slot body);

  const Core& core_;
  Fidelity fidelity_;
  std::span<const HostType> hosts_;
  UnknownHosts unknown_hosts_;
  bool any_shared_ = false;
  Pool<std::uint32_t, 64> marks_;  // by header: position + 1, and shared_bit
  Pool<HeaderIndex, 64> order_;
  Pool<Frame, 32> frames_;
  std::vector<std::vector<std::uint32_t>> lists_;
  std::unordered_map<std::uint32_t, std::uint32_t> functions_;
  std::size_t plain_steps_;
  std::unordered_map<HeaderIndex, bool> plain_bodies_;  // of records: many may share one
};

}  // namespace candela
