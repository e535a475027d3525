#pragma once

// What the figures were measured on and with; printed above every table, because figures of two
// machines compare to nothing.
//
// Threads: one.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candela::bench {

/// Name and text: processor, cores, load, compiler, flags, commit.
using Facts = std::vector<std::pair<std::string_view, std::string>>;

Facts machine_facts();

}  // namespace candela::bench
