// Whether errors leave with a stack.
#pragma once

#include <candela/ocan/execution.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

/// Takes the stacks of an error and of its causes away, or gives a stack to those that have none.
void apply_stacks(Value thrown, Stacks stacks);

}  // namespace candela
