// What every reader's fuzzer checks: bytes that are accepted stay the same value when they are
// written and read again, in both formats and both fidelities; bytes that are refused are refused
// with a CloneError.
#pragma once

#include <cstdlib>
#include <string_view>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

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
}

/// `format` is the reader's; the other format is only written.
inline void check_text(std::string_view text, Format format) {
  ParseOptions reading;
  reading.limits = server_limits();
  reading.format = format;
  reading.hosts = hosts;
  const auto parsed = try_parse(text, reading);
  if (const auto* error = std::get_if<CloneError>(&parsed)) {
    require(error->offset() == CloneError::no_offset || error->offset() <= text.size());
    return;
  }
  const Document& document = std::get<Document>(parsed);
  check_written(document, format);
  const Document copy = document.clone();
  require(equal(document.root(), copy.root()));
  try {
    (void)stringify(document, {Format::nested, Fidelity::reference, hosts});
    (void)stringify(document, {Format::tuple, Fidelity::reference, hosts});
  } catch (const CloneError& error) {
    require(error.code() == CloneErrorCode::not_serializable);
  }
}

}  // namespace candela::fuzz
