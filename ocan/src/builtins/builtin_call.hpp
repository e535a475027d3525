// A call of a built-in: what it was given, how its arguments are read, and what it is charged.
//
// A missing or undefined argument has JavaScript's default. One of another kind than the built-in
// wants is refused with a TypeError where JavaScript would convert it: conversions run code of the
// value there, and hide mistakes.
// Ownership: views only; good during the call.
// Threads: one.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/value.hpp>

#include "plan.hpp"

namespace candela {

/// What an entry of an array, a Map or a Set is charged with, read or made.
inline constexpr std::size_t builtin_entry_bytes = 16;

/// And what a made array of two takes beside its entry.
inline constexpr std::size_t builtin_pair_bytes = 3 * builtin_entry_bytes;

struct BuiltinCall {
  Document& document;
  Value self;
  std::span<const Value> arguments;
  BuiltInBudget& budget;
  std::string_view name = {};

  /// undefined where there is none.
  Value argument(std::size_t index) const {
    return index < arguments.size() ? arguments[index] : Value();
  }
  std::string_view string(std::size_t index) const;
  /// A number as it is: NaN stays. `otherwise` for undefined.
  double number(std::size_t index, double otherwise) const;
  /// ToIntegerOrInfinity, of numbers only.
  double integer(std::size_t index, double otherwise) const;
  [[noreturn]] void refuse(std::string_view wanted) const;

  void charge(std::size_t bytes) const { budget.charge(bytes); }
  /// `count` times `bytes`, whatever their product is.
  void charge_times(double count, std::size_t bytes) const;
  /// Charges what the text takes, and makes it.
  Value text(std::u16string_view units) const;
  Value text(std::string_view utf8) const;
  Value count(std::size_t number) const { return document.number(static_cast<double>(number)); }
  /// An empty array; charges so many elements.
  Value array_for(std::size_t elements) const;
};

struct BuiltinPart {
  std::size_t begin;
  std::size_t end;  ///< Not less than begin.
  std::size_t size() const noexcept { return end - begin; }
};

/// As slice counts: from the end when negative, and never outside.
std::size_t relative_position(double relative, std::size_t size) noexcept;
/// From the start, and never outside.
std::size_t absolute_position(double position, std::size_t size) noexcept;
/// What arguments 0 and 1 mean to slice.
BuiltinPart sliced_part(const BuiltinCall& call, std::size_t size);
/// The index that argument 0 means to `at`, or nothing outside.
std::optional<std::size_t> index_for_at(const BuiltinCall& call, std::size_t size);

/// What reading a value as a key or as a member costs: an entry, and the bytes of a text or BigInt.
std::size_t builtin_member_cost(Value value);
/// `===`: NaN is not NaN, -0 is 0.
bool strictly_equal(Value left, Value right);
/// As Map and Set compare keys: NaN is NaN, -0 is 0.
bool same_value_zero(Value left, Value right);
/// What looking for a value among the elements of an array costs beyond its entries: texts and
/// BigInts are compared where they are of one length.
std::size_t builtin_search_cost(Value array, Value wanted);

/// A text that a built-in makes out of pieces, each charged before it is added. Surrogates that
/// come together become one character.
class BuiltinText {
 public:
  explicit BuiltinText(const BuiltinCall& call) : call_(call) {}
  BuiltinText(BuiltinText&&) = delete;
  BuiltinText& operator=(BuiltinText&&) = delete;

  void add(std::u16string_view units);
  void add(std::string_view utf8);
  /// Charges them, and makes no room yet.
  void expect_times(double count, std::u16string_view units) const;
  /// Requires: was expected.
  void add_expected(std::u16string_view units) { units_.append(units); }
  /// So many units of `pattern`, again and again. Requires: was expected; the pattern is not empty.
  void fill_expected(std::u16string_view pattern, std::size_t size);
  std::size_t size() const noexcept { return units_.size(); }
  Value finish() const;
  std::string utf8() const;

 private:
  const BuiltinCall& call_;
  std::u16string units_;
};

}  // namespace candela
