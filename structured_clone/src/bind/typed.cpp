#include <candela/structured_clone/typed.hpp>

#include "value_reader.hpp"
#include "value_writer.hpp"

namespace candela::detail::bind {

std::string stringify_object(const Type& type, const void* object,
                             const StringifyOptions& options) {
  Document doc;
  return stringify(write_value(doc, type, object, options.version), options);
}

void parse_object(std::string_view text, const Type& type, void* object,
                  const ParseOptions& options) {
  const Document doc = parse(text, options);
  read_value(type, object, doc.root(), {options.limits, options.version});
}

}  // namespace candela::detail::bind
