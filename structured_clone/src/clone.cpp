#include <candela/structured_clone/clone.hpp>

#include <limits>
#include <string>

#include <candela/structured_clone/format.hpp>

#include "formats/packed_reader.hpp"
#include "formats/packed_writer.hpp"
#include "no_limits.hpp"

namespace candela {

Document clone(const Document& document) {
  return document.clone();
}

Document compact(const Document& document) {
  // The image of what is reached, numbered anew: just what the format is.
  std::string image;
  StringifyOptions writing;
  writing.bytes = std::numeric_limits<std::size_t>::max();
  write_packed(image, document.core(), document.core().root, writing);
  ParseOptions reading;
  reading.limits = no_limits();
  Document compacted;
  read_packed(compacted, image, reading);
  return compacted;
}

}  // namespace candela
