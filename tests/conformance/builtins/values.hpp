#pragma once
// Random values of a seed, for built-ins to work on: of every kind that JavaScript can send, with
// the texts, numbers and places at which built-ins are easily wrong. Stateless.
#include <cstdint>
#include <string>

#include <candela/structured_clone/document.hpp>

#include "random.hpp"

namespace candela::conformance {

/// Letters with marks and cases, blanks, halves of characters; no letter that is newer than
/// Unicode 15.
std::string random_text(Random& random, std::uint32_t most_pieces);
/// A character in UTF-16, or nothing for one that Unicode 16 or 17 gave a case.
void add_old_point(std::u16string& units, std::uint32_t point);
/// Short and long ones, halves, powers, any bits.
double random_number(Random& random);
/// A number for a place: whole ones near 0, fractions, NaN, infinities.
double random_position(Random& random);
BigInt random_bigint(Random& random);

/// A value of any kind; containers hold values of less depth.
Value random_value(Document& doc, Random& random, int depth);
/// One of this kind. Requires: no object, host or function.
Value random_of(Document& doc, Random& random, Kind kind, int depth);

}  // namespace candela::conformance
