#include <candela/structured_clone/typed.hpp>

#include "text_writer.hpp"
#include "value_reader.hpp"
#include "value_writer.hpp"

namespace candela::detail::bind {

std::string stringify_object(const Root& root, const void* object,
                             const StringifyOptions& options) {
  const bool is_direct = options.format == Format::nested &&
                         options.fidelity == Fidelity::lossless && !options.transform;
  if (is_direct) {
    Output out(options.bytes);
    if (write_text(out, root, object, options)) return out.text();
  }
  Document doc;
  return stringify(write_value(doc, root.type, object, options.version), options);
}

void parse_object(std::string_view text, const Root& root, void* object,
                  const ParseOptions& options) {
  const Document doc = parse(text, options);
  read_value(root.type, object, doc.root(), {options.limits, options.version});
}

}  // namespace candela::detail::bind
