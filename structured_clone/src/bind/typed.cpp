#include <candela/structured_clone/typed.hpp>

#include "text_reader.hpp"
#include "text_writer.hpp"
#include "value_reader.hpp"
#include "value_writer.hpp"

namespace candela::detail::bind {
namespace {

bool is_direct(std::string_view text, const ParseOptions& options) {
  if (options.transform) return false;
  return (options.format ? options.format : detect_format(text)) == Format::nested;
}

}  // namespace

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

bool parse_directly(std::string_view text, const Root& root, void* object,
                    const ParseOptions& options) {
  return is_direct(text, options) && read_text(text, root, object, options, nullptr);
}

void parse_by_document(std::string_view text, const Root& root, void* object,
                       const ParseOptions& options) {
  const Document doc = parse(text, options);
  read_value(root.type, object, doc.root(), {options.limits, options.version});
}

bool view_directly(ViewBuffer& buffer, const Root& root, void* object,
                   const ParseOptions& options) {
  return is_direct(buffer.text(), options) &&
         read_text(buffer.text(), root, object, options, &buffer);
}

void view_by_document(ViewBuffer& buffer, const Root& root, void* object,
                      const ParseOptions& options) {
  parse_into(buffer.document(), buffer.text(), options);
  read_value(root.type, object, buffer.document().root(), {options.limits, options.version});
}

}  // namespace candela::detail::bind
