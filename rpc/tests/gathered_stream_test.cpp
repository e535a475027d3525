#include "kj/gathered_stream.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <kj/debug.h>

namespace {

using candela::GatheredStream;
using candela::GatherLimits;

/// A socket whose writes are seen, and finish when the test says so.
class SlowSocket final : public candela::StreamBase<kj::AsyncIoStream> {
 public:
  SlowSocket() = default;
  SlowSocket(const SlowSocket&) = delete;
  SlowSocket& operator=(const SlowSocket&) = delete;
  ~SlowSocket() noexcept {}

  std::vector<std::string> writes;
  std::vector<kj::Own<kj::PromiseFulfiller<void>>> pending;
  bool slow = false;
  bool shut_down = false;

  kj::Promise<std::size_t> tryRead(void*, std::size_t, std::size_t) override {
    return std::size_t{0};
  }
  kj::Promise<void> whenWriteDisconnected() override { return kj::NEVER_DONE; }
  void shutdownWrite() override { shut_down = true; }

 private:
  kj::Promise<void> write_bytes(kj::ArrayPtr<const kj::byte> bytes) override {
    return write_pieces(kj::arrayPtr(&bytes, 1));
  }
  kj::Promise<void> write_pieces(kj::ArrayPtr<const kj::ArrayPtr<const kj::byte>> pieces) override {
    std::string all;
    for (auto piece : pieces)
      all.append(piece.asChars().begin(), piece.size());
    writes.push_back(all);
    if (!slow) return kj::READY_NOW;
    auto paf = kj::newPromiseAndFulfiller<void>();
    pending.push_back(kj::mv(paf.fulfiller));
    return kj::mv(paf.promise);
  }
};

struct Fixture {
  explicit Fixture(const GatherLimits& limits = {}) {
    auto owned = kj::heap<SlowSocket>();
    socket = owned.get();
    stream = kj::heap<GatheredStream>(kj::mv(owned), limits);
  }
  kj::Promise<void> write(const std::string& text) {
    auto kept = kj::heap<std::string>(text);
    auto promise = stream->write(kept->data(), kept->size());
    return promise.attach(kj::mv(kept));
  }
  void turn() { loop.run(); }

  kj::EventLoop loop;
  kj::WaitScope scope{loop};
  SlowSocket* socket = nullptr;
  kj::Own<GatheredStream> stream;
};

using Writes = std::vector<std::string>;

TEST_CASE("the writes of one turn leave as one, when the turn ends") {
  Fixture fixture;
  fixture.write("a").wait(fixture.scope);
  auto later = kj::evalLater([&fixture]() { return fixture.write("b"); }).eagerlyEvaluate(nullptr);
  fixture.write("c").wait(fixture.scope);
  fixture.turn();
  CHECK(fixture.socket->writes == Writes{"acb"});
  auto next = fixture.write("d");
  CHECK(fixture.socket->writes.size() == 1);
  fixture.turn();
  CHECK(fixture.socket->writes == Writes{"acb", "d"});
}

TEST_CASE("pieces keep their order and are copied at once") {
  Fixture fixture;
  kj::byte bytes[] = {'x', 'y'};
  kj::ArrayPtr<const kj::byte> pieces[] = {kj::arrayPtr(bytes, 1), kj::arrayPtr(bytes + 1, 1)};
  auto promise = fixture.stream->write(kj::arrayPtr(pieces, 2));
  bytes[0] = '!';
  fixture.turn();
  CHECK(fixture.socket->writes == Writes{"xy"});
}

TEST_CASE("what is written while the socket is busy leaves as one afterwards") {
  Fixture fixture;
  fixture.socket->slow = true;
  auto first = fixture.write("1");
  fixture.turn();
  auto second = fixture.write("2");
  auto third = fixture.write("3");
  fixture.turn();
  CHECK(fixture.socket->writes == Writes{"1"});
  fixture.socket->pending[0]->fulfill();
  fixture.turn();
  CHECK(fixture.socket->writes == Writes{"1", "23"});
}

TEST_CASE("a writer passes at the bound and is blocked one past it until the reader has read") {
  Fixture fixture(GatherLimits{4, 100});
  fixture.socket->slow = true;
  auto at_the_bound = fixture.write("1234");
  CHECK(at_the_bound.poll(fixture.scope));
  CHECK_FALSE(fixture.stream->congested());
  auto past_it = fixture.write("5");
  CHECK_FALSE(past_it.poll(fixture.scope));
  CHECK(fixture.stream->congested());
  auto writable = fixture.stream->when_writable();
  CHECK_FALSE(writable.poll(fixture.scope));
  fixture.socket->pending[0]->fulfill();
  past_it.wait(fixture.scope);
  writable.wait(fixture.scope);
  CHECK_FALSE(fixture.stream->congested());
}

TEST_CASE("past the bound the writing starts before the turn ends") {
  Fixture fixture(GatherLimits{4, 100});
  auto promise = fixture.write("12345");
  CHECK(fixture.socket->writes == Writes{"12345"});
  promise.wait(fixture.scope);
}

TEST_CASE("a large write follows what waits, is not copied, and is done when the socket took it") {
  Fixture fixture(GatherLimits{100, 8});
  fixture.socket->slow = true;
  auto small = fixture.write("small");
  auto large = fixture.write("12345678");
  CHECK_FALSE(large.poll(fixture.scope));
  CHECK(fixture.socket->writes == Writes{"small"});
  fixture.socket->pending[0]->fulfill();
  CHECK_FALSE(large.poll(fixture.scope));
  CHECK(fixture.socket->writes == Writes{"small", "12345678"});
  auto after = fixture.write("after");
  fixture.turn();
  CHECK(fixture.socket->writes.size() == 2);
  fixture.socket->pending[1]->fulfill();
  large.wait(fixture.scope);
  fixture.turn();
  CHECK(fixture.socket->writes == Writes{"small", "12345678", "after"});
}

TEST_CASE("flush is done when everything was sent, a large write included") {
  Fixture fixture(GatherLimits{100, 8});
  fixture.stream->flush().wait(fixture.scope);
  fixture.socket->slow = true;
  auto small = fixture.write("small");
  auto flushed = fixture.stream->flush();
  CHECK(fixture.socket->writes == Writes{"small"});
  CHECK_FALSE(flushed.poll(fixture.scope));
  fixture.socket->pending[0]->fulfill();
  flushed.wait(fixture.scope);
  auto large = fixture.write("12345678");
  fixture.turn();
  auto flushed_large = fixture.stream->flush();
  CHECK_FALSE(flushed_large.poll(fixture.scope));
  fixture.socket->pending[1]->fulfill();
  flushed_large.wait(fixture.scope);
}

TEST_CASE("an error of a gathered write comes with the next write, and to everybody who waits") {
  Fixture fixture(GatherLimits{4, 100});
  fixture.socket->slow = true;
  auto first = fixture.write("1");
  fixture.turn();
  auto blocked = fixture.write("2345");
  auto flushed = fixture.stream->flush();
  fixture.socket->pending[0]->reject(KJ_EXCEPTION(DISCONNECTED, "gone"));
  CHECK_THROWS_AS(blocked.wait(fixture.scope), kj::Exception);
  CHECK_THROWS_AS(flushed.wait(fixture.scope), kj::Exception);
  CHECK_THROWS_AS(fixture.write("3").wait(fixture.scope), kj::Exception);
  CHECK_THROWS_AS(fixture.stream->flush().wait(fixture.scope), kj::Exception);
}

TEST_CASE("shutting down waits for what was written, and nothing can be written after it") {
  Fixture fixture;
  auto first = fixture.write("1");
  fixture.stream->shutdownWrite();
  CHECK_FALSE(fixture.socket->shut_down);
  fixture.turn();
  CHECK(fixture.socket->writes == Writes{"1"});
  CHECK(fixture.socket->shut_down);
  CHECK_THROWS_AS(fixture.write("2").wait(fixture.scope), kj::Exception);
}

TEST_CASE("a large write that is cancelled lets nothing follow it") {
  Fixture fixture(GatherLimits{100, 8});
  fixture.socket->slow = true;
  {
    auto large = fixture.write("12345678");
    CHECK_FALSE(large.poll(fixture.scope));
  }
  CHECK_THROWS_AS(fixture.write("next").wait(fixture.scope), kj::Exception);
}

TEST_CASE("a writer that stops waiting is forgotten") {
  Fixture fixture(GatherLimits{4, 100});
  fixture.socket->slow = true;
  {
    auto blocked = fixture.write("12345");
    CHECK_FALSE(blocked.poll(fixture.scope));
  }
  fixture.socket->pending[0]->fulfill();
  fixture.turn();
  CHECK_FALSE(fixture.stream->congested());
}

}  // namespace
