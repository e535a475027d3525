#pragma once
// How often the calls of a request are written: once for each time that they stand in a chain, a
// nested chain counted once, however often it is used.
#include <cstddef>
#include <map>
#include <set>
#include <string>

#include <candela/structured_clone/value.hpp>

#include "graph.hpp"

namespace candela::model {

struct Written {
  std::size_t applies = 0;
  std::map<std::string, std::size_t> names;  ///< Applies right behind a get of that name.
  std::set<std::string> as_values;           ///< Gets without one: a function on its way.
};
Written count_written(Value request);

/// Empty when no method ran more often than it is written; else which did.
std::string runs_too_often(const Written& written, const Log& log);

}  // namespace candela::model
