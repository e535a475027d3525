// Random chains whose values all have a literal: every kind, no value twice, chains at any depth.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <candela/ocan/chain.hpp>

namespace candela::testing {

class RandomChain {
 public:
  RandomChain(std::uint32_t seed, int values) : random_(seed), left_(values) {}

  Chain chain() {
    Chain made;
    for (std::size_t steps = below(5); steps != 0; --steps) {
      switch (below(4)) {
        case 0: made = made.get(number()); break;
        case 1: made = made.get(text()); break;
        default: made = made.apply(arguments()); break;
      }
    }
    return made;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }
  template <typename T, std::size_t N>
  T one_of(const std::array<T, N>& all) {
    return all[below(N)];
  }

  Arguments arguments() {
    Arguments made;
    for (std::size_t count = below(4); count != 0; --count)
      made.push(value(made));
    return made;
  }
  Value value(Arguments& arguments) {
    --left_;
    if (left_ > 0 && below(8) == 0) return arguments.chain(chain());
    return left_ > 0 && below(2) == 0 ? container(arguments) : leaf(arguments.document());
  }

  std::string text() {
    static constexpr std::array<std::string_view, 26> words = {"",
                                                               "a",
                                                               "b",
                                                               "name",
                                                               "null",
                                                               "Object",
                                                               "this",
                                                               "new",
                                                               "constructor",
                                                               "__proto__",
                                                               "2",
                                                               "01",
                                                               "-1",
                                                               "é",
                                                               "日$",
                                                               "\xED\xA0\x80",
                                                               "\xED\xB0\x80",
                                                               "\xE2\x80\xA8",
                                                               "\xEF\xBB\xBF",
                                                               "😀",
                                                               "'",
                                                               "\"",
                                                               "\\",
                                                               "`${",
                                                               "\n\r\t",
                                                               "*/"};
    std::string made(one_of(words));
    // Not so often that a surrogate meets its other half: a document has no such text.
    if (below(4) == 0) made += one_of(std::array<std::string_view, 4>{" ", "x", "/", "\x01"});
    if (below(16) == 0) made.push_back('\0');
    return made;
  }
  double number() {
    if (below(4) == 0) return std::bit_cast<double>(std::uint64_t{random_()} << 32 | random_());
    return one_of(std::array<double, 9>{0, -0.0, 1, -1, 0.1, 1e21, 5e-324, NAN, -INFINITY});
  }
  BigInt bigint() {
    std::vector<std::uint64_t> limbs(below(4));
    for (std::uint64_t& limb : limbs)
      limb = std::uint64_t{random_()} << 32 | random_();
    return BigInt::from_limbs(limbs,
                              below(2) == 0 ? BigInt::Sign::positive : BigInt::Sign::negative);
  }

  Value primitive(Document& document) {
    switch (below(6)) {
      case 0: return document.undefined();
      case 1: return document.null();
      case 2: return document.boolean(below(2) == 0);
      case 3: return document.bigint(bigint());
      case 4: return document.string(text());
      default: return document.number(number());
    }
  }
  Value leaf(Document& document) {
    switch (below(10)) {
      case 0: return document.date(number());
      case 1: {
        Value made = document.regexp(
            text(), one_of(std::array<std::string_view, 5>{"", "g", "dgimsuy", "yi", "v"}));
        if (below(2) == 0) made.set_regexp_last_index(number());
        return made;
      }
      case 2: {
        const Value inside = primitive(document);
        return inside.is_null() || inside.is_undefined() ? inside : document.boxed(inside);
      }
      case 3: return view(document);
      default: return primitive(document);
    }
  }
  Value buffer(Document& document) {
    const Value made = document.array_buffer(below(33));
    if (below(3) == 0) return made;
    for (std::byte& byte : made.bytes())
      byte = static_cast<std::byte>(below(3) == 0 ? below(256) : 255 * below(2));
    return made;
  }
  Value view(Document& document) {
    const Value made = buffer(document);
    const std::size_t bytes = made.bytes().size();
    if (below(4) == 0) return made;
    if (below(4) == 0) {
      const std::size_t offset = below(bytes + 1);
      return document.data_view(made, offset, below(bytes - offset + 1));
    }
    const auto type = static_cast<ElementType>(below(11));
    const std::size_t all = bytes / element_size(type);
    const std::size_t first = below(2) == 0 ? 0 : below(all + 1);
    const std::size_t count = below(2) == 0 ? all - first : below(all - first + 1);
    return document.typed_array(type, made, first * element_size(type), count);
  }

  Value container(Arguments& arguments) {
    Document& document = arguments.document();
    switch (below(5)) {
      case 0: return array(arguments);
      case 1: return filled(arguments, document.object());
      case 2: {
        Value made = document.make_map();
        for (std::size_t count = below(4); count != 0; --count) {
          const Value key = leaf(document);
          made.put(key, value(arguments));
        }
        return made;
      }
      case 3: {
        Value made = document.make_set();
        for (std::size_t count = below(4); count != 0; --count)
          made.add(value(arguments));
        return made;
      }
      default: return error(arguments);
    }
  }
  Value filled(Arguments& arguments, Value made) {
    for (std::size_t count = below(4); count != 0; --count) {
      const std::string name = text();
      const bool is_part = made.is_error() && name == "name";  // which no container can be
      made.set(name, is_part ? primitive(arguments.document()) : value(arguments));
    }
    return made;
  }
  Value array(Arguments& arguments) {
    Value made = arguments.document().array();
    for (std::size_t count = below(5); count != 0; --count) {
      if (below(4) == 0) {
        made.resize(made.size() + 1);
      } else {
        made.push(value(arguments));
      }
    }
    return made;
  }
  Value error(Arguments& arguments) {
    using Part = Value::ErrorPart;
    Document& document = arguments.document();
    static constexpr std::array<std::string_view, 7> names = {
        "Error", "TypeError", "AggregateError", "MyError", "Own", "", "a bError"};
    Value made = document.error(one_of(names), text());
    if (below(4) == 0) made.erase_error_part(Part::message);
    if (below(8) == 0) made.set_error_part(Part::message, primitive(document));
    if (below(8) == 0) made.set_error_part(Part::name, primitive(document));
    if (below(4) == 0) made.set_error_part(Part::stack, text());
    if (below(3) == 0) made.set_error_part(Part::cause, value(arguments));
    if (below(3) == 0) made.set("errors", array(arguments));
    return below(3) == 0 ? filled(arguments, made) : made;
  }

  std::mt19937 random_;
  int left_;
};

}  // namespace candela::testing
