#include <candela/runtime/kv.hpp>

#include "runtime_fixture.hpp"

namespace candela {
namespace {

class Storage : public Actor {
 public:
  using Actor::Actor;

  Value echo(Call& call, Value value) {
    kv().put("value", value);
    return call.document().copy(kv().get("value")->root());
  }
  std::vector<std::string> keys(const std::string& prefix) {
    std::vector<std::string> keys;
    for (const auto& entry : kv().list<int>({.prefix = prefix}))
      keys.push_back(entry.key + "=" + std::to_string(entry.value));
    return keys;
  }
  void put(const std::string& key, int value) { kv().put(key, value); }
  void remove(const std::string& key) { kv().remove(key); }
  void remove_all() { kv().remove_all(); }
  int wrong_type() {
    kv().put("text", "no number");
    return *kv().get<int>("text");
  }
  std::optional<int> absent() { return kv().get<int>("absent"); }
  int nested() {
    kv().transaction([this] {
      kv().put("kept", 1);
      try {
        kv().transaction([this] {
          kv().put("kept", 2);
          throw Error("inner");
        });
      } catch (const Error&) {
        kv().put("caught", 1);
      }
    });
    return kv().get<int>("kept").value_or(0);
  }
  std::string types() {
    kv().put("text", "literal");
    kv().put("list", std::vector<int>{1, 2});
    kv().put("big", std::uint64_t{18'446'744'073'709'551'615u});
    Document document;
    document.set_root(document.object({{"a", 1}}));
    kv().put("document", document);
    return *kv().get<std::string>("text") +
           std::to_string(kv().get<std::vector<int>>("list")->size()) +
           std::to_string(*kv().get<std::uint64_t>("big")) +
           std::to_string(to<int>(kv().get("document")->root()["a"]));
  }
  void long_key(int bytes) { kv().put(std::string(static_cast<std::size_t>(bytes), 'k'), 1); }
  void long_value(int bytes) {
    kv().put("long", std::string(static_cast<std::size_t>(bytes), 'v'));
  }
  bool keep() {
    kept_ = std::make_unique<Kv>(kv());
    return true;
  }
  int use_kept() { return kept_->get<int>("a").value_or(0); }
  CANDELA_EXPOSE(Storage, echo, keys, put, remove, remove_all, wrong_type, absent, nested, types,
                 long_key, long_value, keep, use_kept)

 private:
  std::unique_ptr<Kv> kept_;
};

struct StorageFixture : RuntimeFixture {
  StorageFixture() : RuntimeFixture({binding<Storage>("STORAGE")}) {}
};

TEST_CASE_FIXTURE(StorageFixture, "values keep their types, Maps and Sets among them") {
  CHECK(call("s", "echo(new Map([[1, new Set(['a', 12n])], [undefined, new Date(0)]]))") ==
        "Map(2) { 1 => Set(2) { 'a', 12n }, undefined => 1970-01-01T00:00:00.000Z }");
}

TEST_CASE_FIXTURE(StorageFixture, "values keep their cycles and aliases") {
  open();
  Document document = batch_of({"echo(0)"});
  Value arguments = document.root()["batch"][0]["operations"][1]["args"];
  Value cycle = document.object({{"name", "a"}});
  cycle.set("self", cycle);
  cycle.set("again", document.array({cycle, cycle}));
  arguments.set_at(0, cycle);
  const auto answer = shard->call({"STORAGE", "s", std::move(document)}).wait(scope);
  const Value result = answer->answers()[0]["result"];
  CHECK(result["self"].is(result));
  CHECK(result["again"][1].is(result));
}

TEST_CASE_FIXTURE(StorageFixture, "C++ types go in and out as they are") {
  CHECK(call("s", "types()") == "'literal2184467440737095516151'");
}

TEST_CASE_FIXTURE(StorageFixture,
                  "list merges what the turn wrote with what is stored, in the order of keys") {
  batch("s", {"put('a1', 1)", "put('b1', 2)", "put('a3', 3)"});
  CHECK(batch("s", {"put('a2', 9)", "keys('a')"}) == "undefined | [ 'a1=1', 'a2=9', 'a3=3' ]");
  CHECK(batch("s", {"remove('a1')", "keys('a')"}) == "undefined | [ 'a2=9', 'a3=3' ]");
  CHECK(batch("s", {"remove_all()", "keys('')"}) == "undefined | []");
}

TEST_CASE_FIXTURE(StorageFixture,
                  "what is not stored is empty, and what is of another type is an error") {
  CHECK(call("s", "absent()") == "undefined");
  CHECK(call("s", "wrong_type()").find("error: ") == 0);
}

TEST_CASE_FIXTURE(StorageFixture, "an inner transaction that throws is undone alone") {
  CHECK(batch("s", {"nested()", "keys('')"}) == "1 | [ 'caught=1', 'kept=1' ]");
}

TEST_CASE_FIXTURE(StorageFixture,
                  "a key at the limit is stored, one past it is refused with the limit") {
  CHECK(call("s", "long_key(2048)") == "undefined");
  CHECK(call("s", "long_key(2049)").find("2049 > 2048") != std::string::npos);
}

TEST_CASE_FIXTURE(StorageFixture,
                  "a value at the limit is stored, one past it is refused with the limit") {
  const std::size_t frame = std::string_view(R"({"json":"","meta":{}})").size();
  const auto bytes = [&](std::size_t size) {
    return "long_value(" + std::to_string(size - frame) + ")";
  };
  CHECK(call("s", bytes(2'000'000)) == "undefined");
  CHECK(call("s", bytes(2'000'001)).find("2000001 > 2000000") != std::string::npos);
}

TEST_CASE_FIXTURE(StorageFixture, "a handle that was kept from an earlier turn is refused") {
  call("s", "put('a', 1)");
  CHECK(batch("s", {"keep()", "use_kept()"}) ==
        "true | error: This turn has ended; each turn has a kv() of its own");
}

TEST_CASE_FIXTURE(StorageFixture, "a full disk refuses writes with an error, and reading goes on") {
  call("s", "put('a', 1)");
  world.disk().set_capacity(0);
  const std::string told = call("s", "long_value(1000000)");
  CHECK(told.find("The storage failed; nothing of this turn was kept") != std::string::npos);
  CHECK(call("s", "keys('a')") == "[ 'a=1' ]");
}

TEST_CASE_FIXTURE(
    StorageFixture,
    "a read that fails tells the caller nothing about files, and the log everything") {
  call("s", "put('a', 1)");
  std::string logged;
  options.log = Logger({"candela", {}, [&logged](std::string_view line) { logged += line; }, {}});
  reopen();
  call("s", "keys('')");
  world.disk().lose_power();
  const std::string told = batch("s", {"put('b', 1)"});
  CHECK(told.find("The storage failed") != std::string::npos);
  CHECK(told.find("shard.db") == std::string::npos);
  CHECK(logged.find("shard.db") != std::string::npos);
}

}  // namespace
}  // namespace candela
