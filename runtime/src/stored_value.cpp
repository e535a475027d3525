#include "stored_value.hpp"

#include <candela/structured_clone/format.hpp>

namespace candela {

std::string encode_stored(Value value, std::span<const HostType> hosts) {
  StringifyOptions options;
  options.hosts = hosts;
  return stringify(value, options);
}

Document decode_stored(std::string_view bytes, std::span<const HostType> hosts) {
  ParseOptions options;
  options.format = Format::nested;
  options.hosts = hosts;
  return parse(bytes, options);
}

}  // namespace candela
