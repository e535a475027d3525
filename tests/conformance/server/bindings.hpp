#pragma once
// The actors that the recordings talk to, each in a file of its own: ../data/actors.md says what
// they do. Names that begin with an underscore exist in the original, and are not exposed here.
#include <candela/runtime/binding.hpp>

namespace candela::conformance {

Binding example_binding();     // EXAMPLE_DO
Binding subclass_binding();    // SUBCLASS_DO
Binding pipelining_binding();  // PIPELINING_DO
Binding probe_binding();       // PROBE_DO

}  // namespace candela::conformance
