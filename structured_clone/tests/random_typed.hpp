// Random objects of a type that has a member of every kind, for the tests that hold the ways
// between text and C++ against each other.
#pragma once

#include <array>
#include <chrono>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

#include <candela/structured_clone.hpp>

namespace bound {

enum class Mood : std::int8_t { glad = -1, sad = 3, so_so };
CANDELA_ENUM(Mood, glad, sad, (so_so, candela::rename("so-so é")))

struct Small {
  int id = 0;
  std::string text;
};
CANDELA_FIELDS(Small, (id, candela::defaulted), text)

struct Everything {
  using Time = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;
  using Shared = std::shared_ptr<Everything>;

  bool flag = false;
  std::int8_t tiny = 0;
  std::uint16_t medium = 0;
  std::int64_t large = 0;
  std::uint64_t huge = 0;
  float single = 0;
  double number = 0;
  std::string text;
  candela::BigInt bigint;
  Mood mood = Mood::sad;
  Time when;
  std::chrono::microseconds time{};
  std::vector<std::byte> bytes;
  std::vector<bool> bits;
  std::optional<int> maybe;
  std::optional<Small> small;
  std::vector<Small> list;
  std::vector<std::string> words;
  std::vector<double> numbers;
  std::deque<std::vector<int>> queue;
  std::array<int, 3> three{};
  std::pair<std::string, std::optional<bool>> pair;
  std::tuple<int, Small, std::vector<Mood>> tuple;
  std::map<std::string, Small> record;
  std::map<int, std::vector<std::string>> map;
  std::set<std::string> set;
  std::set<std::vector<int>> sets;
  std::variant<std::monostate, int, std::string, std::vector<int>> variant;
  std::unique_ptr<Small> unique;
  Shared left;
  Shared right;
  std::vector<Shared> more;
  std::weak_ptr<Everything> weak;
  std::shared_ptr<std::vector<Small>> shared_list;
  int old = 0;
};
CANDELA_FIELDS(Everything, flag, tiny, medium, large, huge, single, number, text, bigint, mood,
               when, time, bytes, bits, (maybe, candela::as_null), small, list, words, numbers,
               queue, three, pair, tuple, record, map, set, sets, variant, unique,
               (left, candela::rename("$left")), right, more, weak, shared_list,
               (old, candela::until(3)))

class RandomTyped {
 public:
  explicit RandomTyped(unsigned seed) : random_(seed) {}

  /// A graph of up to `count` objects that point at each other.
  Everything::Shared graph(std::size_t count) {
    std::vector<Everything::Shared> all(1 + below(count));
    for (auto& object : all)
      object = std::make_shared<Everything>(one());
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto other = [&] { return all[below(all.size())]; };
      // A chain through all, so that each is reached.
      if (i + 1 < all.size()) all[i]->left = all[i + 1];
      if (below(2) == 0) all[i]->right = other();
      if (below(4) == 0) all[i]->weak = other();
      for (std::size_t more = below(4); more > 0; --more)
        all[i]->more.push_back(below(5) == 0 ? nullptr : other());
      if (below(3) == 0) all[i]->shared_list = std::make_shared<std::vector<Small>>(smalls());
      if (i > 0 && below(3) == 0) all[i]->shared_list = all[i - 1]->shared_list;
    }
    return all[0];
  }

  std::size_t below(std::size_t end) { return random_() % end; }

 private:
  Everything one() {
    Everything made;
    made.flag = below(2) == 0;
    made.tiny = static_cast<std::int8_t>(random_());
    made.medium = static_cast<std::uint16_t>(random_());
    made.large = static_cast<std::int64_t>(random_() >> below(64));
    made.huge = random_() >> below(64);
    made.single = static_cast<float>(real());
    made.number = real();
    made.text = text();
    made.bigint = candela::BigInt(static_cast<std::int64_t>(random_()));
    made.mood = std::array{Mood::glad, Mood::sad, Mood::so_so}[below(3)];
    made.when = Everything::Time(std::chrono::milliseconds(random_() >> 24));
    made.time = std::chrono::microseconds(random_() >> 30);
    made.bytes.resize(below(5), std::byte{200});
    made.bits.resize(below(4), true);
    if (below(2) == 0) made.maybe = static_cast<int>(random_());
    if (below(2) == 0) made.small = small();
    made.list = smalls();
    made.words = words();
    for (std::size_t count = below(5); count > 0; --count)
      made.numbers.push_back(real());
    made.queue.resize(below(3), ints());
    made.three = {1, static_cast<int>(below(1000)), -3};
    made.pair = {text(), below(2) == 0 ? std::optional(true) : std::nullopt};
    made.tuple = {7, small(), {Mood::glad}};
    for (std::size_t count = below(4); count > 0; --count) {
      made.record["k" + text()] = small();
      made.map[static_cast<int>(random_())] = words();
      made.set.insert(text());
      made.sets.insert(ints());
    }
    switch (below(4)) {
      case 0: break;
      case 1: made.variant = static_cast<int>(below(9)); break;
      case 2: made.variant = text(); break;
      default: made.variant = ints(); break;
    }
    if (below(2) == 0) made.unique = std::make_unique<Small>(small());
    return made;
  }

  double real() {
    switch (below(8)) {
      case 0: return 0;
      case 1: return -0.0;
      case 2: return std::numeric_limits<double>::infinity();
      case 3: return static_cast<double>(below(100'000));
      default: return static_cast<double>(random_()) / 1e15 - 5000;
    }
  }
  std::string text() {
    static constexpr std::array<const char*, 7> pieces = {
        "a", "longer words", "\"\\\n\x01", "äö日本", "$x", "\xED\xA0\x80", "0123456789abcdef"};
    std::string text;
    for (std::size_t count = below(6); count > 0; --count)
      text += pieces[below(pieces.size())];
    return text;
  }
  Small small() { return {static_cast<int>(random_()), text()}; }
  std::vector<Small> smalls() {
    std::vector<Small> made(below(4));
    for (Small& one : made)
      one = small();
    return made;
  }
  std::vector<std::string> words() {
    std::vector<std::string> made(below(4));
    for (std::string& one : made)
      one = text();
    return made;
  }
  std::vector<int> ints() {
    std::vector<int> made(below(4));
    for (int& one : made)
      one = static_cast<int>(random_());
    return made;
  }

  std::mt19937_64 random_;
};

}  // namespace bound
