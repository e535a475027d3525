#include <candela/structured_clone/typed.hpp>

#include "packed_type_reader.hpp"
#include "packed_type_writer.hpp"
#include "value_reader.hpp"
#include "value_writer.hpp"

namespace candela::detail::bind {
namespace {

/// Whether nobody wants to look at the values on their way.
template <typename Options>
bool is_direct(const Options& options) noexcept {
  return !options.transform && options.hosts.empty();
}

}  // namespace

std::string stringify_object(const Type& type, const void* object,
                             const StringifyOptions& options) {
  if (options.format == Format::packed && is_direct(options)) {
    std::string bytes;
    if (write_packed_type(bytes, type, object, options)) return bytes;
  }
  Document doc;
  return stringify(write_value(doc, type, object, options.version), options);
}

void parse_object(std::string_view text, const Type& type, void* object,
                  const ParseOptions& options) {
  const auto format = options.format ? options.format : detect_format(text);
  if (format == Format::packed && is_direct(options) && text.size() <= options.limits.bytes &&
      read_packed_type(type, object, text, options))
    return;
  const Document doc = parse(text, options);
  read_value(type, object, doc.root(), {options.limits, options.version});
}

}  // namespace candela::detail::bind
