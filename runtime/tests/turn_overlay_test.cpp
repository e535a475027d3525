#include <candela/runtime/turn_overlay.hpp>

#include <map>
#include <stdexcept>
#include <vector>

#include "store_fixture.hpp"

namespace candela {
namespace {

std::string keys_of(const std::vector<StoredRow>& rows) {
  std::string keys;
  for (const StoredRow& row : rows)
    keys += row.key + "=" + row.value + " ";
  return keys;
}

/// Actor "a" with a=1 b=2 c=3 stored, and a turn of it.
struct TurnFixture : StoreFixture {
  TurnFixture() {
    for (const char* row : {"a1", "b2", "c3"})
      put("a", {row, 1}, row + 1);
    store->commit();
  }
  ActorRecord record = actor("a");
  TurnOverlay turn{*store, record};
};

TEST_CASE_FIXTURE(TurnFixture, "a turn sees its own writes, and the store does not") {
  turn.put("b", "new");
  turn.remove("a");
  CHECK(turn.get("b") == "new");
  CHECK_FALSE(turn.get("a").has_value());
  CHECK(turn.get("c") == "3");
  CHECK(get("a", "b") == "2");
  CHECK(get("a", "a") == "1");
}

TEST_CASE_FIXTURE(TurnFixture, "a list merges what is stored with what the turn wrote") {
  turn.put("aa", "x");
  turn.put("b", "y");
  turn.remove("c");
  turn.put("d", "z");
  CHECK(keys_of(turn.list({})) == "a=1 aa=x b=y d=z ");
  CHECK(keys_of(turn.list({{}, {}, {}, ScanOrder::descending})) == "d=z b=y aa=x a=1 ");
  CHECK(keys_of(turn.list({{}, {}, {}, ScanOrder::descending, 2})) == "d=z b=y ");
  CHECK(keys_of(turn.list({"a"})) == "a=1 aa=x ");
  CHECK(keys_of(turn.list({{}, "aa", "d"})) == "aa=x b=y ");
  CHECK(keys_of(turn.list({{}, "d", "aa"})).empty());
  CHECK(keys_of(turn.list({{}, {}, {}, ScanOrder::ascending, 0})).empty());
}

TEST_CASE_FIXTURE(TurnFixture, "remove_all hides what was stored, and writes after it stand") {
  turn.put("x", "lost");
  turn.remove_all();
  turn.put("b", "kept");
  CHECK(keys_of(turn.list({})) == "b=kept ");
  CHECK_FALSE(turn.get("a").has_value());
  store->apply(record, turn, Durability::strict);
  store->commit();
  TurnOverlay next(*store, record);
  CHECK(keys_of(next.list({})) == "b=kept ");
}

TEST_CASE_FIXTURE(TurnFixture, "a prefix of the last byte there is has no end") {
  const std::string last(2, '\xff');
  turn.put(last, "1");
  turn.put(last + "x", "2");
  CHECK(turn.list({last}).size() == 2);
  CHECK(turn.list({std::string(1, '\xff')}).size() == 2);
  turn.put("p\xff", "3");
  turn.put("q", "4");
  CHECK(turn.list({"p\xff"}).size() == 1);
}

TEST_CASE_FIXTURE(TurnFixture, "an inner transaction that throws takes back what it wrote") {
  turn.put("n", "1");
  CHECK_THROWS_AS(turn.transaction([&] {
    turn.put("n", "2");
    turn.put("m", "2");
    turn.remove_all();
    turn.put("k", "2");
    throw std::runtime_error("no");
  }),
                  std::runtime_error);
  CHECK(keys_of(turn.list({})) == "a=1 b=2 c=3 n=1 ");
  CHECK(turn.bytes() == 2);
}

TEST_CASE_FIXTURE(TurnFixture, "transactions nest, and an outer one takes the inner one back") {
  const int answer = turn.transaction([&] {
    turn.put("x", "1");
    CHECK_THROWS_AS(turn.transaction([&] {
      turn.transaction([&] { turn.put("x", "2"); });
      CHECK(turn.get("x") == "2");
      throw 1;
    }),
                    int);
    return 7;
  });
  CHECK(answer == 7);
  CHECK(turn.get("x") == "1");
}

TEST_CASE_FIXTURE(TurnFixture, "a transaction hands a reference through as a reference") {
  int counter = 0;
  int& same = turn.transaction([&]() -> int& { return counter; });
  CHECK(&same == &counter);
}

/// `depth` transactions inside each other.
void nest(TurnOverlay& turn, std::size_t depth) {
  if (depth == 0) return;
  turn.transaction([&] { nest(turn, depth - 1); });
}

TEST_CASE_FIXTURE(TurnFixture,
                  "transactions nest as deep as max_transaction_depth, and no deeper") {
  const std::size_t limit = store->limits().max_transaction_depth;
  nest(turn, limit);
  CHECK(store_failure([&] { nest(turn, limit + 1); }) == StoreErrorCode::too_deep);
  nest(turn, limit);
}

TEST_CASE_FIXTURE(TurnFixture,
                  "keys and values are taken up to their limits, and one byte past them refused") {
  const StoreLimits& limits = store->limits();
  CHECK(limits.max_key_bytes == 2048);
  CHECK(limits.max_value_bytes == 2'000'000);
  const std::string key(limits.max_key_bytes, 'k');
  turn.put(key, std::string(limits.max_value_bytes, 'v'));
  store->apply(record, turn, Durability::strict);
  store->commit();
  CHECK(store->get(record, key)->size() == limits.max_value_bytes);

  CHECK(store_failure([&] { turn.put(key + "k", "v"); }) == StoreErrorCode::key_too_long);
  CHECK(store_failure([&] { turn.get(key + "k"); }) == StoreErrorCode::key_too_long);
  CHECK(store_failure([&] { turn.remove(key + "k"); }) == StoreErrorCode::key_too_long);
  CHECK(store_failure([&] { turn.put("k", std::string(limits.max_value_bytes + 1, 'v')); }) ==
        StoreErrorCode::value_too_large);
  CHECK_FALSE(turn.get("k").has_value());
}

TEST_CASE_FIXTURE(StoreFixture,
                  "a turn and a list hold as many bytes as their limits, and not one more") {
  options.limits.max_turn_bytes = 10;
  options.limits.max_list_bytes = 12;
  open();
  auto record = actor("a");
  TurnOverlay turn(*store, record);
  turn.put("k1", "123");
  turn.put("k2", "123");
  turn.put("k2", "456");  // in the place of the other
  CHECK(store_failure([&] { turn.put("k3", ""); }) == StoreErrorCode::turn_too_large);
  CHECK(store_failure([&] { turn.put("k2", "1234"); }) == StoreErrorCode::turn_too_large);
  CHECK(turn.get("k2") == "456");
  store->apply(record, turn, Durability::strict);
  TurnOverlay next(*store, record);
  next.put("k3", "");
  CHECK(next.list({}).size() == 3);
  next.put("k3", "1");
  CHECK(store_failure([&] { next.list({}); }) == StoreErrorCode::list_too_large);
  CHECK(next.list({{}, {}, {}, ScanOrder::ascending, 2}).size() == 2);
}

/// The overlay's meaning, written down as plainly as it can be.
using Model = std::map<std::string, std::string>;

std::vector<StoredRow> model_list(const Model& model, const ListQuery& query) {
  std::vector<StoredRow> rows;
  for (const auto& [key, value] : model) {
    if (key.compare(0, query.prefix.size(), query.prefix) != 0) continue;
    if (query.start && key < *query.start) continue;
    if (query.end && key >= *query.end) continue;
    rows.push_back({key, value});
  }
  if (query.order == ScanOrder::descending) rows = {rows.rbegin(), rows.rend()};
  if (rows.size() > query.limit) rows.resize(query.limit);
  return rows;
}

/// Random turns of one actor, against the model.
class ModelRun {
 public:
  ModelRun(StoreFixture& fixture, std::uint64_t seed) : fixture_(fixture), chance_(seed) {}

  void turn() {
    const Model before = model_;
    TurnOverlay turn(*fixture_.store, record_);
    steps(turn, 3);
    if (chance_.below(4) == 0) {
      model_ = before;  // the turn threw: its overlay is dropped
    } else {
      fixture_.store->apply(record_, turn, Durability::relaxed);
    }
    if (chance_.below(3) == 0) fixture_.store->commit();
  }

 private:
  std::string key() {
    constexpr std::string_view letters("\0ab\xff", 4);
    std::string key;
    for (auto size = chance_.below(4); size > 0; --size)
      key += letters[chance_.below(4)];
    return key;
  }

  ListQuery query() {
    ListQuery query;
    if (chance_.below(2) == 0) query.prefix = key();
    if (chance_.below(2) == 0) query.start = key();
    if (chance_.below(2) == 0) query.end = key();
    if (chance_.below(2) == 0) query.order = ScanOrder::descending;
    if (chance_.below(2) == 0) query.limit = chance_.below(6);
    return query;
  }

  void steps(TurnOverlay& turn, int depth) {
    for (auto left = chance_.below(8); left > 0; --left)
      step(turn, depth);
  }

  void step(TurnOverlay& turn, int depth) {
    const auto what = chance_.below(20);
    const std::string at = key();
    if (what < 7) {
      const std::string value = std::to_string(chance_.below(1000));
      turn.put(at, value);
      model_[at] = value;
    } else if (what < 11) {
      turn.remove(at);
      model_.erase(at);
    } else if (what < 14) {
      const auto found = model_.find(at);
      const auto expected =
          found == model_.end() ? std::nullopt : std::optional<std::string>(found->second);
      REQUIRE(turn.get(at) == expected);
    } else if (what < 18) {
      const ListQuery asked = query();
      REQUIRE(keys_of(turn.list(asked)) == keys_of(model_list(model_, asked)));
    } else if (what == 18 && chance_.below(4) == 0) {
      turn.remove_all();
      model_.clear();
    } else if (depth > 0) {
      nested(turn, depth);
    }
  }

  void nested(TurnOverlay& turn, int depth) {
    struct Undone {};
    const Model before = model_;
    try {
      turn.transaction([&] {
        steps(turn, depth - 1);
        if (chance_.below(2) == 0) throw Undone{};
      });
    } catch (const Undone&) {
      model_ = before;
    }
  }

  StoreFixture& fixture_;
  SeededChance chance_;
  ActorRecord record_{{"MODEL", ActorKey("m")}};
  Model model_;
};

TEST_CASE("overlay and store together behave as a map does, over thousands of random turns") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    INFO("seed " << seed);
    StoreFixture fixture(seed);
    ModelRun run(fixture, seed);
    for (int turn = 0; turn < 150; ++turn)
      run.turn();
  }
}

}  // namespace
}  // namespace candela
