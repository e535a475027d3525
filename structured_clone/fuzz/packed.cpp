// Any bytes as a message of the format packed.
// Covers: src/formats/packed_reader.cpp src/formats/packed_slots.cpp src/formats/packed_layout.hpp
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "round_trip.hpp"

namespace {

using namespace candela;  // NOLINT: one file, all of it is about this

void check_packed(std::string_view bytes) {
  ParseOptions reading;
  reading.limits = server_limits();
  reading.format = Format::packed;
  const auto parsed = try_parse(bytes, reading);
  fuzz::check_limits(bytes, reading, std::get_if<Document>(&parsed));
  if (const auto* error = std::get_if<CloneError>(&parsed)) {
    fuzz::require(error->offset() <= bytes.size());
    return;
  }
  const Document& document = std::get<Document>(parsed);
  const StringifyOptions writing{.format = Format::packed};
  const std::string written = stringify(document, writing);
  const Document again = parse(written);
  fuzz::require(equal(document.root(), again.root()));
  fuzz::require(stringify(again, writing) == written);
  // The accepted document is one like any other: texts of it can be written, and read or refused.
  for (const Format format : {Format::nested, Format::tuple})
    (void)try_parse(stringify(document, {.format = format, .hosts = fuzz::hosts}));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_packed({reinterpret_cast<const char*>(data), size});
  return 0;
}
