#include <cmath>
#include <limits>
#include <string>

#include <candela/ocan/error.hpp>

#include "builtins/builtin_call.hpp"
#include "builtins/decimal.hpp"
#include "builtins/radix.hpp"
#include "builtins/tables.hpp"
#include "text_form.hpp"

namespace candela {

namespace {

Value self_of(const BuiltinCall& call) {
  return call.self;
}

Value boolean_text(const BuiltinCall& call) {
  return call.document.string(call.self.as_boolean() ? "true" : "false");
}

Value bigint_text(const BuiltinCall& call) {
  const unsigned radix = radix_argument(call);
  return call.text(bigint_digits(call, call.self.as_bigint(), radix));
}

Value number_to_string(const BuiltinCall& call) {
  const unsigned radix = radix_argument(call);
  const double number = call.self.as_number();
  return call.text(radix == 10 ? number_text(number) : number_digits(number, radix));
}

/// How many digits argument 0 wants.
struct DigitRange {
  int least;
  int most;
  const char* message;
};
int digits_argument(const BuiltinCall& call, const DigitRange& range) {
  const double digits = call.integer(0, 0);
  if (digits < range.least || digits > range.most) throw Error("RangeError", range.message);
  return static_cast<int>(digits);
}

Value to_fixed(const BuiltinCall& call) {
  constexpr double too_large = 1e21;
  const int digits =
      digits_argument(call, {0, 100, "toFixed() digits argument must be between 0 and 100"});
  const double number = call.self.as_number();
  const bool is_written = std::abs(number) < too_large;  // NaN is not
  return call.text(is_written ? fixed_text(number, digits) : number_text(number));
}

Value to_exponential(const BuiltinCall& call) {
  const double number = call.self.as_number();
  const bool shortest = call.argument(0).is_undefined();
  if (!shortest) call.number(0, 0);
  if (!std::isfinite(number)) return call.text(number_text(number));
  if (shortest) return call.text(shortest_exponential_text(number));
  return call.text(exponential_text(
      number,
      digits_argument(call, {0, 100, "toExponential() argument must be between 0 and 100"})));
}

Value to_precision(const BuiltinCall& call) {
  const double number = call.self.as_number();
  call.number(0, 0);
  if (call.argument(0).is_undefined() || !std::isfinite(number))
    return call.text(number_text(number));
  return call.text(precision_text(
      number, digits_argument(call, {1, 100, "toPrecision() argument must be between 1 and 100"})));
}

constexpr Builtin boolean_table[] = {{"toString", boolean_text}, {"valueOf", self_of}};
constexpr Builtin number_table[] = {{"toExponential", to_exponential},
                                    {"toFixed", to_fixed},
                                    {"toPrecision", to_precision},
                                    {"toString", number_to_string},
                                    {"valueOf", self_of}};
constexpr Builtin bigint_table[] = {{"toString", bigint_text},
                                    {"valueOf", self_of, BuiltinReads::little}};

}  // namespace

std::span<const Builtin> boolean_builtins() {
  return boolean_table;
}
std::span<const Builtin> number_builtins() {
  return number_table;
}
std::span<const Builtin> bigint_builtins() {
  return bigint_table;
}

}  // namespace candela
