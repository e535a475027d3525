// What changed between two documents, as a merge patch (RFC 7396), and the way from one to the
// other.
//
//   MergeDiff change = diff(before, after);
//   if (change.is_complete()) send(stringify_json(change.patch.root()));
//   Document there = apply(before, change.patch.root());          // equal to `after`
//
// Patches are over the nested form, as `to_plain` gives it: {json, meta}. So Dates, Maps, cycles and
// everything else can change; arrays, and what is shared anew, are replaced as a whole.
//
// A merge patch cannot say everything: it has null for "remove", so no member can become null, and
// new members come behind the others. `diff` reports each such place, it loses none in silence.
// Threads: free functions, which read their arguments only. Iterative; time and memory go with the
// size of both documents.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <candela/structured_clone/document.hpp>

namespace candela {

struct MergeDiff {
  /// Plain JSON.
  Document patch;
  /// Where the result of the patch differs from what was wanted: the path in the nested form, and
  /// why, as in `$.json.user.age: a member cannot become null`. The first 100 of them.
  std::vector<std::string> unsaid;
  std::size_t unsaid_count = 0;

  bool is_complete() const noexcept { return unsaid_count == 0; }
};

/// The patch that makes `to` out of `from`. Throws what `stringify` throws.
MergeDiff diff(const Document& from, const Document& to);

/// The document that a patch makes of another one. Throws CloneError: what `from_plain` throws where
/// the patch leaves no nested form.
Document apply(const Document& target, Value patch);

/// RFC 7396 itself. CloneError{not_serializable} for what JSON text cannot say, circles too.
Document merge_patch(Value target, Value patch);

}  // namespace candela
