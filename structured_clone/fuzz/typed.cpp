// Any bytes as the text of a C++ type that has a member of nearly every kind: with and without a
// document between, they are read as the same object and written as the same text, or are refused
// with the same words.
// Covers: src/bind/text_reader.cpp src/bind/text_choice.cpp src/bind/text_cursor.cpp
// Covers: src/bind/text_cursor.hpp src/bind/text_writer.cpp src/bind/value_reader.cpp
// Covers: src/bind/value_writer.cpp src/bind/shared_objects.cpp src/bind/dismantle.cpp
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <candela/structured_clone.hpp>

namespace {

enum class Mood : std::int8_t { glad = -1, sad = 3 };
CANDELA_ENUM(Mood, glad, (sad, candela::rename("s\"d")))

struct Small {
  int id = 0;
  std::optional<std::string> text;
};
CANDELA_FIELDS((Small, candela::refuse_unknown), (id, candela::otherwise(7)), text)

struct Pair {
  double x = 0;
  double y = 0;
};
CANDELA_FIELDS(Pair, x, y)

/// All members may be missing, so that few bytes make an object.
struct Any {
  using Pointer = std::shared_ptr<Any>;

  std::optional<bool> b;
  std::optional<std::int8_t> i;
  std::optional<std::uint64_t> u;
  std::optional<float> f;
  std::optional<double> d;
  std::optional<std::string> s;
  std::optional<candela::BigInt> n;
  std::optional<Mood> mood;
  std::optional<std::chrono::sys_days> day;
  std::optional<std::chrono::seconds> time;
  std::optional<std::vector<std::uint8_t>> bytes;
  std::optional<std::vector<bool>> bits;
  std::optional<std::array<int, 2>> two;
  std::optional<std::pair<std::string, Pair>> pair;
  std::optional<std::vector<double>> numbers;
  std::optional<std::map<std::string, Small>> record;
  std::optional<std::map<int, Small>> map;
  std::optional<std::set<std::string>> set;
  std::optional<std::set<std::vector<int>>> sets;
  std::optional<std::variant<std::monostate, int, double, std::string, Small, Pair>> v;
  std::optional<std::unique_ptr<Any>> one;
  std::optional<Pointer> p;
  std::optional<std::vector<Pointer>> all;
  std::optional<std::weak_ptr<Any>> w;
  std::optional<std::deque<Small>> list;
};
CANDELA_FIELDS(Any, b, i, u, f, d, s, n, mood, day, time, bytes, bits, two, pair, numbers, record,
               map, set, sets, (v, candela::as_null), one, p, all, w, list)

void require(bool held) {
  if (!held) std::abort();
}

/// What is written of what was read, or why it was refused.
template <typename Read>
std::string outcome(Read read) {
  try {
    Any::Pointer object = read();
    std::string text = candela::stringify(object);
    {
      candela::Document doc;
      require(candela::stringify(candela::from(doc, object)) == text);
    }
    candela::dismantle(object);
    return text;
  } catch (const candela::CloneError& error) {
    return error.what();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string direct = outcome([text] { return candela::parse_as<Any::Pointer>(text); });
  const std::string by_document =
      outcome([text] { return candela::to<Any::Pointer>(candela::parse(text).root()); });
  require(direct == by_document);
  return 0;
}
