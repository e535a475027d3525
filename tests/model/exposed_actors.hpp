#pragma once
// The actors of the recordings as C++ objects, for the executor: what naive_actors.hpp has.
#include <memory>
#include <string_view>

#include <candela/ocan.hpp>

namespace candela::model {

/// `binding`: "probe-do", "example-do"…; an empty Target for others.
Target make_exposed_actor(std::string_view binding);

}  // namespace candela::model
