#include <candela/structured_clone/clone.hpp>

#include <limits>
#include <string>

#include <candela/structured_clone/format.hpp>

#include "formats/packed_reader.hpp"
#include "formats/packed_writer.hpp"

namespace candela {

Document clone(const Document& document) {
  return document.clone();
}

Document compact(const Document& document) {
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
  // The image of what is reached, numbered anew: just what the format is.
  std::string image;
  StringifyOptions writing;
  writing.bytes = most;
  write_packed(image, document.core(), document.core().root, writing);
  ParseOptions reading;
  reading.limits = {.bytes = most,
                    .depth = most,
                    .values = most,
                    .keys = most,
                    .string_bytes = most,
                    .aliases = most,
                    .bigint_digits = most,
                    .holes = most,
                    .typed_depth = most};
  Document compacted;
  read_packed(compacted, image, reading);
  return compacted;
}

}  // namespace candela
