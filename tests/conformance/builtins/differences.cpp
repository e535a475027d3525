#include "differences.hpp"

#include <algorithm>
#include <iterator>

namespace candela::conformance {

std::string_view known_difference(const BuiltinTry& tried, const BuiltinRefusal& ours,
                                  const BuiltinRefusal& theirs) {
  const auto says = [&](std::string_view text) {
    return ours.message.find(text) != std::string::npos;
  };
  const bool is_type_error = ours.name == "TypeError";
  if (is_type_error && tried.has_wrong_kind && says(" expects a")) {
    return "arguments of another kind are not converted";
  }
  if (is_type_error && says(" has no text")) return "no text that is the same everywhere";
  if (theirs.name == "RangeError" && theirs.message == "Invalid string length" &&
      says("Too much work for built-ins: ")) {
    return "a text that is too long is refused by the limit";
  }
  if (ours.name == "RangeError" && theirs.name == "RangeError" &&
      theirs.message == "Maximum call stack size exceeded" && says("flat: arrays are nested")) {
    return "flat has a limit instead of a stack";
  }
  if (theirs.message == "Invalid count value" && says("Invalid count value: ")) {
    return "node 18 does not say which count";
  }
  return {};
}

bool may_be_absent(std::string_view name) {
  constexpr std::string_view newer[] = {"difference",   "intersection", "isDisjointFrom",
                                        "isSubsetOf",   "isSupersetOf", "union",
                                        "isWellFormed", "toWellFormed", "symmetricDifference",
                                        "toReversed",   "toSorted",     "toSpliced",
                                        "unicodeSets",  "with"};
  return std::find(std::begin(newer), std::end(newer), name) != std::end(newer);
}

}  // namespace candela::conformance
