#include <candela/rpc/kj/read_body.hpp>

#include <algorithm>
#include <cstring>
#include <limits>
#include <string>

#include <doctest/doctest.h>
#include <kj/debug.h>

#include "kj/kj_compat.hpp"

namespace {

using candela::BodyTooLarge;
using candela::ReadBody;

/// A body in pieces, with or without an announced length, that may break off.
class Source final : public kj::AsyncInputStream {
 public:
  std::string text;
  std::size_t piece = 1000;
  bool announces = false;
  bool breaks_off = false;
  std::size_t largest_request = 0;
  std::size_t reads = 0;

  kj::Promise<std::size_t> tryRead(void* buffer, std::size_t, std::size_t max_bytes) override {
    ++reads;
    largest_request = std::max(largest_request, max_bytes);
    if (text.empty() && breaks_off) return KJ_EXCEPTION(DISCONNECTED, "gone");
    const std::size_t size = std::min({max_bytes, piece, text.size()});
    std::memcpy(buffer, text.data(), size);
    text.erase(0, size);
    return size;
  }
  kj::Maybe<std::uint64_t> tryGetLength() override {
    if (!announces) return candela::nothing;
    return static_cast<std::uint64_t>(text.size());
  }
};

struct Fixture {
  ReadBody read(std::uint64_t limit) { return candela::read_body(source, limit).wait(scope); }
  kj::EventLoop loop;
  kj::WaitScope scope{loop};
  Source source;
};

TEST_CASE("a body comes whole, with an announced length and without") {
  for (bool announces : {false, true}) {
    for (std::size_t size : {0u, 1u, 4'096u, 100'000u}) {
      Fixture fixture;
      fixture.source.announces = announces;
      fixture.source.text = std::string(size, 'x');
      CHECK(std::get<std::string>(fixture.read(1'000'000)) == std::string(size, 'x'));
    }
  }
}

TEST_CASE("a body passes at the limit and is too large one past it") {
  for (bool announces : {false, true}) {
    Fixture fixture;
    fixture.source.announces = announces;
    fixture.source.text = std::string(5'000, 'x');
    CHECK(std::get<std::string>(fixture.read(5'000)).size() == 5'000);
    fixture.source.text = std::string(5'001, 'x');
    CHECK(std::get<BodyTooLarge>(fixture.read(5'000)).limit_bytes == 5'000);
  }
}

TEST_CASE("an announced length past the limit is refused before a byte is read") {
  Fixture fixture;
  fixture.source.announces = true;
  fixture.source.text = std::string(11, 'x');
  CHECK(std::holds_alternative<BodyTooLarge>(fixture.read(10)));
  CHECK(fixture.source.reads == 0);
}

TEST_CASE("no more memory is taken than twice what came, whatever was announced") {
  Fixture fixture;
  fixture.source.announces = true;
  fixture.source.breaks_off = true;
  fixture.source.text = std::string(50'000'000, 'x');
  fixture.source.piece = 1'000'000;
  auto promise = candela::read_body(fixture.source, 100'000'000);
  CHECK(fixture.source.largest_request <= 64 * 1024);
}

TEST_CASE("a body that breaks off is a rejection") {
  Fixture fixture;
  fixture.source.text = "hello";
  fixture.source.breaks_off = true;
  CHECK_THROWS_AS(fixture.read(100), kj::Exception);
}

TEST_CASE("the largest of all limits does not overflow") {
  Fixture fixture;
  fixture.source.text = "hello";
  CHECK(std::get<std::string>(fixture.read(std::numeric_limits<std::uint64_t>::max())) == "hello");
}

}  // namespace
