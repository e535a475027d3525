#include "../table.hpp"

#include <sstream>

#include <doctest/doctest.h>

namespace candela::bench {

TEST_CASE("times have three digits and the unit that fits") {
  CHECK(time_text(312.4) == "312 ns");
  CHECK(time_text(4.1) == "4.10 ns");
  CHECK(time_text(4100) == "4.10 µs");
  CHECK(time_text(16'400'000) == "16.4 ms");
  CHECK(time_text(2e9) == "2.00 s");
  CHECK(time_text(0) == "0 ns");
}

TEST_CASE("columns are as wide as their widest text, by what a terminal shows of it") {
  std::ostringstream out;
  print_aligned(out, {{"a", "b"}, {"µµµ", "x"}, {"aaaa", ""}});
  CHECK(out.str() == "a     b\nµµµ   x\naaaa\n");
}

}  // namespace candela::bench
