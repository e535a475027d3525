// Any bytes as a text of the nested format.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "round_trip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  candela::fuzz::check_text({reinterpret_cast<const char*>(data), size}, candela::Format::nested);
  return 0;
}
