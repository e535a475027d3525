// What every reader's fuzzer checks: bytes that are accepted stay the same value when they are
// written and read again, in both formats and both fidelities; bytes that are refused are refused
// with a CloneError. The plain form is as good as the text, a transform that keeps all changes
// nothing, and what one that does not has left can be written. Copies are equal and have the same
// hash. Tight limits refuse, and change nothing else.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <candela/structured_clone/clone.hpp>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/hash.hpp>
#include <candela/structured_clone/limits.hpp>
#include <candela/structured_clone/plain.hpp>

namespace candela::fuzz {

inline constexpr HostType hosts[] = {
    {"headers", "entries", HostType::Payload::plain, HostType::TuplePlace::bare},
    {"url", "href", HostType::Payload::plain, HostType::TuplePlace::field},
    {"request-sync", "data", HostType::Payload::record, HostType::TuplePlace::bare, "headers",
     "body", "bodyValue"},
};

inline void require(bool held) {
  if (!held) std::abort();
}

inline void check_written(const Document& document, Format format) {
  StringifyOptions writing{format, Fidelity::lossless, hosts};
  ParseOptions reading;
  reading.hosts = hosts;
  const std::string text = stringify(document, writing);
  const Document again = parse(text, reading);
  require(stringify(again, writing) == text);
  const Document plain = to_plain(document, writing);
  require(stringify(from_plain(plain.root(), reading), writing) == text);
  writing.transform = [](Document&, Value, const Path&) { return Change::keep(); };
  require(stringify(document, writing) == text);
}

/// Leaves out, replaces and keeps, as the number of the call has it: whatever comes, it can be
/// written.
inline void check_transformed(const Document& document, Format format) {
  StringifyOptions writing{format, Fidelity::lossless, hosts};
  unsigned calls = 0;
  writing.transform = [&calls](Document& in, Value value, const Path& path) {
    require(path.empty() == (calls == 0));
    switch (++calls % 7) {
      case 3: return Change::omit();
      case 5: return Change::to(in.array({value, "new"}));
      case 6: return Change::to(in.string("same"));
      default: return Change::keep();
    }
  };
  const std::string text = stringify(document, writing);
  writing.transform = nullptr;
  ParseOptions reading;
  reading.hosts = hosts;
  // A payload that a host type asks for may be gone, and the text is no longer one of that type.
  const auto again = try_parse(text, reading);
  if (const auto* read = std::get_if<Document>(&again)) (void)stringify(*read, writing);
}

/// So tight that short texts come past each of them; and with strings so short, the reader takes
/// its plain way instead of the one by blocks.
inline constexpr Limits tight_limits = {.bytes = 4'096,
                                        .depth = 32,
                                        .values = 256,
                                        .keys = 48,
                                        .string_bytes = 31,
                                        .aliases = 16,
                                        .bigint_digits = 24,
                                        .holes = 4};

inline void check_limits(std::string_view text, ParseOptions reading, const Document* roomy) {
  reading.limits = tight_limits;
  const auto parsed = try_parse(text, reading);
  if (const auto* error = std::get_if<CloneError>(&parsed)) {
    require(roomy == nullptr || to_string(error->code()).starts_with("limit_"));
    return;
  }
  require(roomy != nullptr);
  const StringifyOptions writing{*reading.format, Fidelity::lossless, hosts};
  require(stringify(std::get<Document>(parsed), writing) == stringify(*roomy, writing));
}

/// A clone, what is reached of it, and a copy elsewhere are the same value, with the same hash.
inline void check_copies(const Document& document) {
  const std::uint64_t wanted = hash(document.root(), 7);
  Document other;
  (void)other.array({"something"});
  other.set_root(other.copy(document.root()));
  for (const Document& copy : {document.clone(), compact(document), other.clone()}) {
    require(equal(document.root(), copy.root()));
    require(hash(copy.root(), 7) == wanted);
  }
}

/// `format` is the reader's; the other format is only written.
inline void check_text(std::string_view text, Format format) {
  ParseOptions reading;
  reading.limits = server_limits();
  reading.format = format;
  reading.hosts = hosts;
  const auto parsed = try_parse(text, reading);
  check_limits(text, reading, std::get_if<Document>(&parsed));
  if (const auto* error = std::get_if<CloneError>(&parsed)) {
    require(error->offset() == CloneError::no_offset || error->offset() <= text.size());
    return;
  }
  const Document& document = std::get<Document>(parsed);
  check_written(document, format);
  check_transformed(document, format);
  check_copies(document);
  try {
    (void)stringify(document, {Format::nested, Fidelity::reference, hosts});
    (void)stringify(document, {Format::tuple, Fidelity::reference, hosts});
  } catch (const CloneError& error) {
    require(error.code() == CloneErrorCode::not_serializable);
  }
}

}  // namespace candela::fuzz
