#include <candela/runtime/actor.hpp>

#include "runtime_fixture.hpp"

namespace candela {
namespace {

class Who : public Actor {
 public:
  using Actor::Actor;
  std::vector<std::string> who() const {
    return {binding(), name(), std::holds_alternative<ActorId>(key()) ? "id" : "name"};
  }
  double now() const { return static_cast<double>(now_ms()); }
  Co<double> waited(int ms) {
    const auto begin = now_ms();
    co_await after(std::chrono::milliseconds(ms));
    co_return static_cast<double>(now_ms() - begin);
  }
  void say(const std::string& text) { CANDELA_LOG(log(), info, text); }
  CANDELA_EXPOSE(Who, who, now, waited, say)
};

struct WhoFixture : RuntimeFixture {
  WhoFixture() : RuntimeFixture({binding<Who>("WHO")}) {}
};

TEST_CASE_FIXTURE(WhoFixture, "an actor knows its binding and its key") {
  CHECK(call("alice", "who()") == "[ 'WHO', 'alice', 'name' ]");
  const std::string id(64, '1');
  CHECK(call(id, "who()") == "[ 'WHO', '" + id + "', 'id' ]");
}

TEST_CASE_FIXTURE(WhoFixture, "an actor's clock is the world's") {
  CHECK(call("alice", "now()") == "1700000000000");
  const Called waited = start("alice", {"waited(250)"});
  advance(std::chrono::milliseconds(250));
  CHECK(waited.text() == "250");
}

TEST_CASE_FIXTURE(WhoFixture, "an actor logs under its binding's name") {
  std::string logged;
  options.log = Logger({"candela",
                        LogFilter::parse("candela.actor.WHO"),
                        [&logged](std::string_view line) { logged += line; },
                        {}});
  call("alice", "say('hello')");
  CHECK(logged.find(R"("name":"candela.actor.WHO","message":"hello")") != std::string::npos);
}

}  // namespace
}  // namespace candela
