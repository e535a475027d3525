#pragma once
// Random graphs in V8's format, with node's own v8.serialize and v8.deserialize: node reads ours as
// what it reads of its own bytes, and so it does when we have read these and written them again.
#include "line_process.hpp"
#include "report.hpp"
#include "seeds.hpp"

namespace candela::conformance {

void check_v8_graphs(Seeds seeds, LineProcess& node, Report& report);

}  // namespace candela::conformance
