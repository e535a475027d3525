// Whether a value is what the JSON Schema of a C++ type describes (json_schema.hpp), without making an
// object of the type.
//
// Stricter than a conversion, which reads whatever means the same: a BigInt only where the type has
// more than 53 bits, no NaN, only Uint8Arrays as bytes. More lenient than the letter of the schema in
// one point: a property that may be missing may be undefined. Of a variant the first alternative that
// the value looks like is the one it must be, as a conversion takes it.
// Linear in the values that are looked at: one that stands at many places is looked at once for each
// type. Nothing recurses over the value; circles in it end.
// Threads: free functions without state.
#pragma once

#include <optional>
#include <string>

#include <candela/structured_clone/detail/type.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

struct Mismatch {
  std::string path;     ///< `$.user.age`
  std::string problem;  ///< `expected a number, found "x"`
};
std::optional<Mismatch> check_type(const detail::bind::Type& type, Value value);

/// `"x"`, `5`, `an array`: a value in a message.
std::string found_text(Value value);

}  // namespace candela
