#include <candela/structured_clone/typed.hpp>

#include "packed_type_reader.hpp"
#include "packed_type_writer.hpp"
#include "text_reader.hpp"
#include "text_writer.hpp"
#include "value_reader.hpp"
#include "value_writer.hpp"

namespace candela::detail::bind {
namespace {

/// False: nothing was written, a document must do it.
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
                   const ParseOptions& options, ViewBuffer* buffer) {
  if (options.transform) return false;
  const auto format = options.format ? options.format : detect_format(text);
  if (format == Format::nested) return read_text(text, root, object, options, buffer);
  return format == Format::packed && text.size() <= options.limits.bytes &&
         read_packed_type(root.type, object, text, options);
}

}  // namespace

std::string stringify_object(const Root& root, const void* object,
                             const StringifyOptions& options) {
  std::string bytes;
  if (write_directly(bytes, root, object, options)) return bytes;
  Document doc;
  return stringify(write_value(doc, root.type, object, options.version), options);
}

bool parse_directly(std::string_view text, const Root& root, void* object,
                    const ParseOptions& options) {
  return read_directly(text, root, object, options, nullptr);
}

void parse_by_document(std::string_view text, const Root& root, void* object,
                       const ParseOptions& options) {
  const Document doc = parse(text, options);
  read_value(root.type, object, doc.root(), {options.limits, options.version});
}

bool view_directly(ViewBuffer& buffer, const Root& root, void* object,
                   const ParseOptions& options) {
  return read_directly(buffer.text(), root, object, options, &buffer);
}

void view_by_document(ViewBuffer& buffer, const Root& root, void* object,
                      const ParseOptions& options) {
  parse_into(buffer.document(), buffer.text(), options);
  read_value(root.type, object, buffer.document().root(), {options.limits, options.version});
}

}  // namespace candela::detail::bind
