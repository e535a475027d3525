// One struct with a member of every kind of type that bindings know, and values of it.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include <candela/structured_clone.hpp>

#include "random.hpp"

namespace bound {

enum class Color : std::uint8_t { red, green, blue };
CANDELA_ENUM(Color, red, green, (blue, candela::rename("azure")))

struct Point {
  double x = 0;
  float y = 0;
  bool operator==(const Point&) const = default;
};
CANDELA_FIELDS(Point, x, y)

struct AllTypes {
  bool flag = false;
  std::int8_t int8 = 0;
  std::int16_t int16 = 0;
  std::int32_t int32 = 0;
  std::int64_t int64 = 0;
  std::uint8_t uint8 = 0;
  std::uint16_t uint16 = 0;
  std::uint32_t uint32 = 0;
  std::uint64_t uint64 = 0;
  std::string text;
  Color color = Color::red;
  std::chrono::system_clock::time_point time;
  std::chrono::milliseconds wait{};
  std::vector<std::byte> bytes;
  std::vector<bool> bits;
  std::vector<double> doubles;
  std::vector<std::uint32_t> whole;
  std::vector<std::string> texts;
  std::vector<std::vector<Point>> lists;
  std::deque<Point> points;
  std::array<int, 3> three{};
  std::tuple<int, std::string, Point> mixed;
  std::set<std::string> set;
  std::map<int, Point> map;
  std::map<std::string, Point> record;
  std::unordered_map<std::string, int> counts;
  std::optional<Point> maybe;
  std::optional<std::string> maybe_text;
  std::unique_ptr<int> number;
  std::shared_ptr<Point> shared;
  std::shared_ptr<Point> again;
  Point inner;
};
CANDELA_FIELDS(AllTypes, flag, int8, int16, int32, int64, uint8, uint16, uint32, uint64, text,
               color, time, wait, bytes, bits, doubles, whole, texts, lists, points, three, mixed,
               set, map, record, counts, maybe, maybe_text, number, shared, again, inner)

inline Point random_point(Random& random) {
  return {random.below(1000) / 8.0, static_cast<float>(random.below(1000)) / 4.0F};
}

inline std::string random_text(Random& random) {
  static constexpr const char* pieces[] = {"a", "grüße", "😀", "long enough for the heap ", "\n"};
  std::string text;
  for (std::uint32_t left = random.below(6); left > 0; --left)
    text += pieces[random.below(5)];
  return text;
}

inline AllTypes random_all(Random& random) {
  AllTypes all;
  all.flag = random.below(2) == 1;
  all.int8 = static_cast<std::int8_t>(random.next());
  all.int16 = static_cast<std::int16_t>(random.next());
  all.int32 = static_cast<std::int32_t>(random.next());
  all.int64 = static_cast<std::int64_t>(random.next()) * (1 << 20);
  all.uint8 = static_cast<std::uint8_t>(random.next());
  all.uint16 = static_cast<std::uint16_t>(random.next());
  all.uint32 = random.next();
  all.uint64 = random.next();
  all.text = random_text(random);
  all.color = static_cast<Color>(random.below(3));
  all.time = std::chrono::system_clock::time_point(std::chrono::milliseconds(random.next()));
  all.wait = std::chrono::milliseconds(random.below(1000));
  all.bytes.resize(random.below(20), std::byte{7});
  for (std::uint32_t left = random.below(5); left > 0; --left) {
    all.bits.push_back(random.below(2) == 1);
    all.doubles.push_back(random.next() / 3.0);
    all.whole.push_back(random.next());
    all.texts.push_back(random_text(random));
    all.lists.emplace_back(random.below(3), random_point(random));
    all.points.push_back(random_point(random));
    all.set.insert(random_text(random));
    all.map[static_cast<int>(random.below(100))] = random_point(random);
    all.record[std::to_string(random.below(30)) + (random.below(2) == 0 ? "" : "x")] =
        random_point(random);
  }
  all.counts[random_text(random)] = 1;  // one: their order is nobody's promise
  all.three = {1, static_cast<int>(random.below(5)), -3};
  all.mixed = {5, random_text(random), random_point(random)};
  if (random.below(2) == 0) all.maybe = random_point(random);
  if (random.below(2) == 0) all.maybe_text = random_text(random);
  if (random.below(2) == 0) all.number = std::make_unique<int>(4);
  all.shared = std::make_shared<Point>(random_point(random));
  if (random.below(2) == 0) all.again = all.shared;
  all.inner = random_point(random);
  return all;
}

}  // namespace bound
