// Which alternative of a variant the value is that comes next in a text: the one that `choose` takes
// for the same value of a document.
#pragma once

#include <cstddef>

#include "text_cursor.hpp"
#include "typed_leaf.hpp"

namespace candela::detail::bind {

/// Looks ahead and comes back. `most_bytes` is what may still be looked at in advance, and shrinks:
/// variants inside of variants would cost the square of their depth.
/// Throws Detour where nothing fits, and where it takes a closer look than this.
std::size_t choose_by_text(const VariantType& type, TextCursor& text, std::size_t& most_bytes);

}  // namespace candela::detail::bind
