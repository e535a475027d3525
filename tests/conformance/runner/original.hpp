#pragma once
// The original package itself, running in node (original/original.mjs), against ours: thousands of
// random graphs that both sides make of one seed, and a row for each thing that the original loses.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <candela/structured_clone/document.hpp>

#include "codec.hpp"
#include "line_process.hpp"
#include "report.hpp"
#include "seeds.hpp"

namespace candela::conformance {

/// What a whole run passes. Raise it with the table.
inline constexpr std::size_t least_row_cases = 32;

/// A value of which the original loses something. original/rows.mjs makes it in JavaScript, and
/// knows what the original must read in ours.
struct LossyRow {
  std::string_view name;
  Value (*make)(Document& doc);
  enum class Original : std::uint8_t {
    writes,    ///< Bytes, which Fidelity::reference writes too.
    mistakes,  ///< Bytes that hold something else; ours never do.
    throws,    ///< Nothing, and Fidelity::reference refuses it too.
    crashes,   ///< Nothing, for no reason that is ours.
  };
  Original original;
  /// What Fidelity::lossless writes.
  std::string_view ours;
};

std::span<const LossyRow> lossy_rows();

void check_graphs(Seeds seeds, const Codec& codec, LineProcess& original, Report& report);
void check_rows(const Codec& codec, LineProcess& original, Report& report);

}  // namespace candela::conformance
