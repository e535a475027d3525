#include <candela/structured_clone/typed.hpp>

#include "packed_type_reader.hpp"
#include "packed_type_writer.hpp"
#include "text_writer.hpp"
#include "value_reader.hpp"
#include "value_writer.hpp"

namespace candela::detail::bind {
namespace {

/// Writes with no document in between; false: nothing was written, a document is needed.
bool write_directly(std::string& bytes, const Root& root, const void* object,
                    const StringifyOptions& options) {
  if (options.transform) return false;  // it is asked about values
  if (options.format == Format::packed) return write_packed_type(bytes, root, object, options);
  if (options.format != Format::nested || options.fidelity != Fidelity::lossless) return false;
  Output out(options.bytes);
  if (!write_text(out, root, object, options)) return false;
  bytes = out.text();
  return true;
}

bool read_directly(std::string_view text, const Root& root, void* object,
                   const ParseOptions& options) {
  if (options.transform || text.size() > options.limits.bytes) return false;
  const auto format = options.format ? options.format : detect_format(text);
  return format == Format::packed && read_packed_type(root.type, object, text, options);
}

}  // namespace

std::string stringify_object(const Root& root, const void* object,
                             const StringifyOptions& options) {
  std::string bytes;
  if (write_directly(bytes, root, object, options)) return bytes;
  Document doc;
  return stringify(write_value(doc, root.type, object, options.version), options);
}

void parse_object(std::string_view text, const Root& root, void* object,
                  const ParseOptions& options) {
  if (read_directly(text, root, object, options)) return;
  const Document doc = parse(text, options);
  read_value(root.type, object, doc.root(), {options.limits, options.version});
}

}  // namespace candela::detail::bind
