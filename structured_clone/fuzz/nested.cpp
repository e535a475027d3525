// Any bytes as a text of the nested format.
// Covers: src/formats/nested_reader.cpp src/formats/nested_aliases.cpp
// Covers: src/formats/special_values.cpp src/formats/buffer_text.cpp src/formats/fields.hpp
// Covers: src/text/tree_reader.cpp src/text/tree_reader.hpp src/text/scanner.cpp src/text/scanner.hpp
// Covers: src/text/read_number.cpp src/text/shape_tree.cpp src/text/shape_tree.hpp src/text/utf8.cpp
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "round_trip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  candela::fuzz::check_text({reinterpret_cast<const char*>(data), size}, candela::Format::nested);
  return 0;
}
