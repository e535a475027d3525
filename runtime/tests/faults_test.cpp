// What the original gets wrong, and this runtime does not: one test for each fault, by its name.

#include "actors.hpp"
#include "runtime_fixture.hpp"

namespace candela {
namespace {

using namespace std::chrono_literals;

/// Counts in memory how often each of its methods ran.
class Probe : public Actor {
 public:
  using Actor::Actor;
  std::vector<int> step() {
    ++calls_;
    kv().put("calls", calls_);
    return {calls_};
  }
  int calls() const { return calls_; }
  int stored() const { return kv().get<int>("calls").value_or(0); }
  Co<int> slow() {
    const Kv storage = kv();
    co_await after(std::chrono::milliseconds(60'000 - 1));
    storage.put("calls", 77);
    co_return 77;
  }
  void named(const std::string& name) { throw Error(name, "m"); }
  CANDELA_EXPOSE(Probe, step, calls, stored, slow, named)

 private:
  int calls_ = 0;
  std::string secret_ = "do not tell";
};

struct ProbeFixture : RuntimeFixture {
  ProbeFixture() : RuntimeFixture({binding<Probe>("PROBE")}) {}
};

TEST_CASE_FIXTURE(ProbeFixture, "fault: calls in a chain re-run by later calls") {
  std::string chain = "step()";
  for (int i = 0; i < 24; ++i)
    chain += ".slice(0)";
  CHECK(call("p", chain) == "[ 1 ]");
  CHECK(batch("p", {"calls()", "stored()"}) == "1 | 1");
}

TEST_CASE_FIXTURE(ProbeFixture,
                  "fault: an error name on the wire that picks any global and calls it") {
  CHECK(call("p", "named('Function')") == "error: m");
  CHECK(call("p", "named('__proto__')") == "error: m");
}

TEST_CASE_FIXTURE(ProbeFixture, "fault: secrets and storage reachable by name") {
  for (const char* path : {"kv", "kv()", "secret_", "scope_", "ctx.storage.get('calls')", "env",
                           "constructor.prototype", "__proto__", "name", "binding", "log"}) {
    const std::string told = call("p", path);
    CHECK((told == "undefined" || told.rfind("error: ", 0) == 0));
    CHECK(told.find("do not tell") == std::string::npos);
  }
}

TEST_CASE_FIXTURE(ProbeFixture, "fault: stacks always sent") {
  open();
  auto hidden = shard->call({"PROBE", "p", batch_of({"named('E')"})}).wait(scope);
  CHECK_FALSE(hidden->answers()[0]["error"].error_has(Value::ErrorPart::stack));
  options.execution.stacks = Stacks::exposed;
  reopen();
  auto exposed = shard->call({"PROBE", "p", batch_of({"named('E')"})}).wait(scope);
  CHECK(exposed->answers()[0]["error"].error_has(Value::ErrorPart::stack));
}

TEST_CASE_FIXTURE(ProbeFixture, "fault: work lost on eviction") {
  options.limits.max_residents = 1;
  const Called slow = start("p", {"slow()"});
  advance(30s);  // idle limits pass, and others want its place
  call("q", "calls()");
  advance(30s);
  CHECK(slow.text() == "77");
  CHECK(call("p", "stored()") == "77");
}

TEST_CASE_FIXTURE(ProbeFixture, "fault: a batch matched by its first id") {
  open();
  Document document = batch_of({"calls()", "calls()"});
  Value chains = document.root()["batch"];
  chains[0].set("id", document.object({{"any", "kind"}}));
  chains[1].erase("id");
  const auto answer = shard->call({"PROBE", "p", std::move(document)}).wait(scope);
  CHECK(inspect(answer->answers()[0]["id"]) == "{ any: 'kind' }");
  CHECK(answer->answers()[1]["id"].is_undefined());
}

}  // namespace
}  // namespace candela
