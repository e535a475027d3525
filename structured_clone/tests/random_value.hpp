// Random graphs for properties that hold for all: every kind, aliases, cycles, views that share a
// buffer. From few words, keys and numbers, so that two graphs are often alike in parts.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

#include <candela/structured_clone/document.hpp>

namespace random_value {

using candela::Document;
using candela::Value;

class Maker {
 public:
  Maker(Document& doc, std::uint32_t seed, int values) : doc_(doc), random_(seed), left_(values) {}

  Value value() {
    --left_;
    if (below(5) == 0 && !met_.empty()) return met_[below(met_.size())];
    if (left_ < 0 || below(2) == 0) return primitive();
    return below(4) == 0 ? leaf() : container();
  }
  /// An object with members, so that there is something to change.
  Value object() {
    Value made = meet(doc_.object());
    for (std::size_t count = below(6); count != 0; --count) {
      const std::string_view name = key();
      made.set(name, value());
    }
    return made;
  }
  /// Only what plain JSON has, and a tree.
  Value plain(int depth) {
    const std::size_t choice = below(depth == 0 ? 4 : 8);
    if (choice == 0) return doc_.string(word());
    if (choice == 1) return doc_.number(static_cast<double>(below(3)));
    if (choice == 2) return doc_.boolean(below(2) == 0);
    if (choice == 3) return doc_.null();
    Value made = choice == 4 ? doc_.array() : doc_.object();
    for (std::size_t count = below(6); count != 0; --count) {
      const std::string_view name = key();
      const Value child = plain(depth - 1);
      if (choice == 4) {
        made.push(child);
      } else {
        made.set(name, child);
      }
    }
    return made;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string_view word() {
    static constexpr std::array<std::string_view, 4> words = {"", "a", "\xed\xa0\x80", "\u65e5$"};
    return words[below(words.size())];
  }
  std::string_view key() {
    static constexpr std::array<std::string_view, 9> keys = {
        "", "a", "b", "2", "10", "$type", "$ref", "constructor", "cause"};
    return keys[below(keys.size())];
  }
  double number() {
    static constexpr std::array<double, 6> numbers = {0, -0.0, 1, 0.5, NAN, INFINITY};
    return numbers[below(numbers.size())];
  }
  Value meet(Value made) {
    met_.push_back(made);
    return made;
  }

  Value primitive() {
    switch (below(7)) {
      case 0: return doc_.undefined();
      case 1: return doc_.null();
      case 2: return doc_.boolean(below(2) == 0);
      case 3: return doc_.bigint(candela::BigInt(static_cast<std::int64_t>(below(3)) - 1));
      case 4: return doc_.string(word());
      default: return doc_.number(number());
    }
  }

  Value boxed() {
    switch (below(3)) {
      case 0: return doc_.boxed(word());
      case 1: return doc_.boxed(number());
      default: return doc_.boxed(below(2) == 0);
    }
  }

  Value leaf() {
    switch (below(7)) {
      case 0: return meet(doc_.date(number()));
      case 1: {
        Value made = doc_.regexp(word(), below(2) == 0 ? "g" : "");
        made.set_regexp_last_index(static_cast<double>(below(2)));
        return meet(made);
      }
      case 2: return meet(boxed());
      case 3: return doc_.function(word());
      case 4: {
        const Value buffer = meet(doc_.array_buffer(4 + below(2) * 4));
        buffer.bytes()[0] = static_cast<std::byte>(below(2));
        buffers_.push_back(buffer);
        return buffer;
      }
      default: return view();
    }
  }

  Value view() {
    const Value buffer =
        buffers_.empty() ? doc_.array_buffer(std::size_t{4}) : buffers_[below(buffers_.size())];
    if (below(3) == 0) return meet(doc_.data_view(buffer, below(3), below(2)));
    const auto type = below(2) == 0 ? candela::ElementType::int16 : candela::ElementType::uint16;
    return meet(doc_.typed_array(type, buffer, below(2) * 2, below(2)));
  }

  Value container() {
    switch (below(6)) {
      case 0:
      case 1: return object();
      case 2: return array();
      case 3: return entries(doc_.make_map());
      case 4: return entries(doc_.make_set());
      default: return below(2) == 0 ? error() : host();
    }
  }

  Value array() {
    Value made = meet(doc_.array());
    for (std::size_t count = below(5); count != 0; --count) {
      if (below(6) == 0) {
        made.resize(made.size() + 1);
      } else {
        made.push(value());
      }
    }
    return made;
  }

  Value entries(Value made) {
    meet(made);
    for (std::size_t count = below(5); count != 0; --count) {
      const Value entry = value();
      if (made.is_set()) {
        made.add(entry);
      } else {
        made.put(entry, value());
      }
      if (below(5) == 0) made.remove(entry);
    }
    return made;
  }

  Value error() {
    Value made = meet(doc_.error(below(2) == 0 ? "Error" : "TypeError", word()));
    if (below(3) == 0) made.set("cause", value());
    if (below(3) == 0) made.erase("message");
    for (std::size_t count = below(3); count != 0; --count) {
      const std::string_view name = key();
      made.set(name, value());
    }
    return made;
  }

  /// Of a tag without a host type: its payload is an object of fields.
  Value host() {
    Value payload = doc_.object();
    const Value made = meet(doc_.host("thing", payload));
    payload.set("field", value());
    if (below(2) == 0) payload.set("more", value());
    return made;
  }

  Document& doc_;
  std::mt19937 random_;
  int left_;
  std::vector<Value> met_;
  std::vector<Value> buffers_;
};

}  // namespace random_value
