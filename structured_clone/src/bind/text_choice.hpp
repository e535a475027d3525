// Which alternative of a variant the value is that comes next in a text: the one that `choose` takes
// for the same value of a document.
#pragma once

#include <cstddef>
#include <cstdint>

#include "text_cursor.hpp"
#include "typed_leaf.hpp"

namespace candela::detail::bind {

struct LookAhead {
  /// What may still be looked at in advance; it shrinks: variants inside of variants would cost the
  /// square of their depth.
  std::size_t most_bytes;
  std::uint32_t version;
};

/// Looks ahead and comes back.
/// Throws Detour where nothing fits, and where it takes a closer look than this.
std::size_t choose_by_text(const VariantType& type, TextCursor& text, LookAhead& look);

}  // namespace candela::detail::bind
