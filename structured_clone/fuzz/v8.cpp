// Any bytes as what V8's ValueSerializer writes.
// Covers: src/formats/v8_reader.cpp src/formats/v8_leaves.cpp src/formats/v8_input.cpp
// Covers: src/formats/v8_input.hpp src/formats/v8_frames.hpp src/text/wide_string.cpp
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "round_trip.hpp"

namespace {

using namespace candela;  // NOLINT: one file, all of it is about this

void check_v8(std::string_view bytes) {
  ParseOptions reading;
  reading.limits = server_limits();
  reading.format = Format::v8;
  const auto parsed = try_parse(bytes, reading);
  fuzz::check_limits(bytes, reading, std::get_if<Document>(&parsed));
  if (const auto* error = std::get_if<CloneError>(&parsed)) {
    fuzz::require(error->offset() == CloneError::no_offset || error->offset() <= bytes.size());
    return;
  }
  const Document& document = std::get<Document>(parsed);
  const StringifyOptions writing{.format = Format::v8};
  const std::string written = stringify(document, writing);
  const Document again = parse(written);
  fuzz::require(equal(document.root(), again.root()));
  fuzz::require(stringify(again, writing) == written);
  // The accepted document is one like any other.
  const std::string packed = stringify(document, {.format = Format::packed});
  fuzz::require(equal(parse(packed).root(), document.root()));
  for (const Format format : {Format::nested, Format::tuple})
    (void)try_parse(stringify(document, {.format = format, .hosts = fuzz::hosts}));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_v8({reinterpret_cast<const char*>(data), size});
  return 0;
}
