// ArgumentChecks::schema: all arguments of a call, looked at before anything of it runs.
#pragma once

#include <span>

#include <candela/ocan/call.hpp>
#include <candela/ocan/target.hpp>

namespace candela {

/// Throws the TypeError of the first argument that is not what the schema says, or of too many. Of
/// several overloads one must fit. Requires: a method of that type.
void check_arguments(const ExposedType& type, const Member& method, const Call& call,
                     std::span<const Value> arguments);

}  // namespace candela
