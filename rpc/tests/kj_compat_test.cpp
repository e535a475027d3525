#include "kj/kj_compat.hpp"

#include <string>

#include <doctest/doctest.h>
#include <kj/string.h>

namespace {

TEST_CASE("a kj::Maybe gives a pointer to what it holds, or null") {
  kj::Maybe<kj::String> full = kj::str("x");
  const kj::Maybe<kj::String>& read_only = full;
  kj::Maybe<kj::String> empty = candela::nothing;
  REQUIRE(candela::value_of(full) != nullptr);
  CHECK(*candela::value_of(full) == "x");
  CHECK(candela::value_of(read_only) == candela::value_of(full));
  CHECK(candela::value_of(empty) == nullptr);
  *candela::value_of(full) = kj::str("changed");
  CHECK(*candela::value_of(read_only) == "changed");
}

TEST_CASE("bytes reach a stream of any version, whole and in pieces") {
  kj::EventLoop loop;
  kj::WaitScope scope(loop);
  auto pipe = kj::newOneWayPipe();
  const std::string text = "hello";
  const auto bytes = kj::arrayPtr(reinterpret_cast<const kj::byte*>(text.data()), text.size());
  auto written = candela::write_to(*pipe.out, bytes);
  char read[5] = {};
  pipe.in->read(read, 5).wait(scope);
  written.wait(scope);
  CHECK(std::string(read, 5) == text);
}

}  // namespace
