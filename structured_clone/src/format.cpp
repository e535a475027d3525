#include <candela/structured_clone/format.hpp>

#include <utility>

#include "formats/nested_reader.hpp"
#include "formats/nested_writer.hpp"
#include "formats/packed_layout.hpp"
#include "formats/packed_reader.hpp"
#include "formats/packed_writer.hpp"
#include "formats/tuple_reader.hpp"
#include "formats/tuple_writer.hpp"
#include "formats/v8_reader.hpp"
#include "formats/v8_tags.hpp"
#include "formats/v8_writer.hpp"
#include "graph/core.hpp"
#include "graph/host_functions.hpp"
#include "graph/transformer.hpp"
#include "text/plain_json.hpp"
#include "text/scanner.hpp"
#include "text/tree_reader.hpp"

namespace candela {
namespace {

void check_size(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes)
    throw CloneError(CloneErrorCode::limit_bytes, "the text has " + std::to_string(text.size()) +
                                                      " bytes, more than limits.bytes (" +
                                                      std::to_string(limits.bytes) + ")");
}

/// Without a format in the bytes there is still a first mistake to name: what follows is JSON or is
/// not.
[[noreturn]] void fail_unknown(std::string_view text, const Limits& limits) {
  parse_json(text, limits);
  throw CloneError(CloneErrorCode::unknown_format,
                   "the text is neither {\"json\":…,\"meta\":…} nor {\"root\":…,\"objects\":…}", 0);
}

/// After an error `text` is as it was.
void write_as_it_is(std::string& text, const Value& value, const StringifyOptions& options) {
  Core empty;
  Core& core = value.core() != nullptr ? *value.core() : empty;
  if (options.format == Format::packed) return write_packed(text, core, value.slot(), options);
  Output out(options.bytes);
  switch (options.format) {
    case Format::nested: write_nested(out, core, value.slot(), options); break;
    case Format::tuple: write_tuple(out, core, value.slot(), options); break;
    default: write_v8(out, core, value.slot(), options); break;
  }
  text.assign(out.view());
}

void write(std::string& text, const Value& value, const StringifyOptions& options) {
  const bool encodes = must_encode_hosts(value, options.hosts);
  if (!options.transform && !encodes) return write_as_it_is(text, value, options);
  Document copy;
  copy.set_root(copy.copy(value));
  if (options.transform) transform_graph(copy, options.transform);
  encode_hosts(copy, options.hosts);
  write_as_it_is(text, copy.root(), options);
}

void read_as(Format format, Document& document, std::string_view text,
             const ParseOptions& options) {
  switch (format) {
    case Format::nested: return read_nested(document, text, options);
    case Format::tuple: return read_tuple(document, text, options);
    case Format::v8: return read_v8(document, text, options);
    case Format::packed: return read_packed(document, text, options);
  }
}

void read(Document& document, std::string_view text, const ParseOptions& options) {
  check_size(text, options.limits);
  const std::optional<Format> format = options.format ? options.format : detect_format(text);
  if (!format) fail_unknown(text, options.limits);
  read_as(*format, document, text, options);
  decode_hosts(document, options.hosts);
  if (options.transform) transform_graph(document, options.transform);
}

}  // namespace

std::string_view to_string(Format format) noexcept {
  switch (format) {
    case Format::nested: return "nested";
    case Format::tuple: return "tuple";
    case Format::v8: return "v8";
    case Format::packed: break;
  }
  return "packed";
}

std::optional<Format> format_from_name(std::string_view name) noexcept {
  for (const Format format : all_formats)
    if (to_string(format) == name) return format;
  return std::nullopt;
}

std::optional<Format> detect_format(std::string_view text) noexcept {
  if (text.starts_with(packed::magic)) return Format::packed;
  if (text.starts_with(v8::version_tag)) return Format::v8;
  std::size_t at = 0;
  const auto skip_space = [&] {
    while (at < text.size() && std::string_view(" \n\r\t").find(text[at]) != std::string_view::npos)
      ++at;
  };
  skip_space();
  if (at == text.size() || text[at++] != '{') return std::nullopt;
  skip_space();
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\"json\"") || rest.starts_with("\"meta\"")) return Format::nested;
  if (rest.starts_with("\"root\"") || rest.starts_with("\"objects\"")) return Format::tuple;
  return std::nullopt;
}

Document parse(std::string_view text, const ParseOptions& options) {
  Document document;
  read(document, text, options);
  return document;
}

void parse_into(Document& document, std::string_view text, const ParseOptions& options) {
  document.clear();
  try {
    read(document, text, options);
  } catch (...) {
    document.clear();
    throw;
  }
}

std::variant<Document, CloneError> try_parse(std::string_view text, const ParseOptions& options) {
  try {
    return parse(text, options);
  } catch (const CloneError& error) {
    return error;
  }
}

std::string stringify(const Document& document, const StringifyOptions& options) {
  return stringify(document.root(), options);
}

std::string stringify(Value value, const StringifyOptions& options) {
  std::string text;
  write(text, value, options);
  return text;
}

void stringify_into(std::string& text, Value value, const StringifyOptions& options) {
  write(text, value, options);
}

Document parse_json(std::string_view text, const Limits& limits) {
  check_size(text, limits);
  Document document;
  Scanner scanner(text, limits);
  TreeReader tree(scanner, document.core(), limits, nullptr);
  try {
    document.core().root = tree.read();
    scanner.finish();
  } catch (const CloneError& error) {
    throw CloneError(error.code(), error.message(), error.offset(), "$" + tree.path());
  }
  return document;
}

std::string stringify_json(Value value) {
  Output out(StringifyOptions{}.bytes);
  Core empty;
  Core& core = value.core() != nullptr ? *value.core() : empty;
  write_plain_json(out, core, value.slot(), Unwritable::refused);
  return out.text();
}

}  // namespace candela
