// Graph isomorphism of two values: same kinds, same primitives (as Object.is), same order, and the
// same identity structure, cycles included. Nothing recursive; time linear in the smaller graph,
// memory in its containers.
//
// Order counts everywhere, also of properties and of entries. An error is all of its parts, the
// stack too. A function is its name: what is equal stays so on the wire, where functions have no
// identity.
// Threads: reads only; two threads may compare one document.
#pragma once

#include <string>

#include <candela/structured_clone/value.hpp>

namespace candela {

/// Values of one document or of two.
bool equal(Value left, Value right);

/// Where the two first differ and how, as in `$.users[3].name: "Ada" is not "Bob"`; empty when they
/// are equal. A step into a Map or Set is written as `.keys()[2]` or `.values()[2]`.
std::string first_difference(Value left, Value right);

}  // namespace candela
