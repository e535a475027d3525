#include "typed_depth.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <candela/structured_clone/error.hpp>

#include "parts.hpp"

namespace candela::detail::bind {
namespace {

constexpr std::size_t unfinished = ~std::size_t{0};

struct Frame {
  std::size_t first;  // of its parts
  std::size_t next;
  std::size_t levels;   // from its owner to it
  std::size_t deepest;  // below it
  Identity identity;
};

}  // namespace

void check_depth(const Type& type, const void* object, std::size_t most) {
  std::vector<OwnedPart> parts;
  std::vector<Frame> frames;
  std::map<Identity, std::size_t> shared;  // how deep what is below it goes
  add_parts(type, object, parts);
  frames.push_back({0, 0, 0, 0, {}});
  while (!frames.empty()) {
    Frame& frame = frames.back();
    if (frame.deepest > most)
      throw CloneError(CloneErrorCode::limit_depth,
                       "pointers inside each other, more than limits.typed_depth (" +
                           std::to_string(most) + "): what frees them would recurse so far",
                       CloneError::no_offset, "$");
    if (frame.next < parts.size()) {
      const OwnedPart part = parts[frame.next++];
      if (part.identity.object != nullptr) {
        const auto [known, is_new] = shared.try_emplace(part.identity, unfinished);
        if (!is_new) {
          if (known->second != unfinished)
            frame.deepest = std::max(frame.deepest, known->second + part.levels);
          continue;
        }
      }
      const std::size_t first = parts.size();
      add_parts(*part.type, part.object, parts);
      frames.push_back({first, first, part.levels, 0, part.identity});
      continue;
    }
    const Frame done = frame;
    parts.resize(done.first);
    frames.pop_back();
    if (done.identity.object != nullptr) shared[done.identity] = done.deepest;
    if (!frames.empty())
      frames.back().deepest = std::max(frames.back().deepest, done.deepest + done.levels);
  }
}

}  // namespace candela::detail::bind
