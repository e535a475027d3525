#pragma once

// What is measured: a case is an input and an operation, done by us and by others.
//
// Ownership: a contender's functions own all they need (texts, parsers, child processes); it ends
// with them.
// Threads: one.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "measure.hpp"

namespace candela::bench {

/// One who does the operation. Either `measure` is set, or `missing` says why not.
struct Contender {
  std::string name;
  /// Nanoseconds of one operation, taken within about the duration. Throws when the work comes out
  /// wrong.
  std::function<double(Milliseconds)> measure = nullptr;
  /// One operation, to count its allocations; empty where it happens in another process.
  Operation once = nullptr;
  std::string missing = {};
};

/// One that runs in this process.
Contender in_process(std::string name, Operation operation);
/// One whose operation destroys what it works on, so that each run includes `preparation`: the time
/// of that is subtracted.
Contender in_process_after(std::string name, Operation preparation, Operation both);
Contender missing(std::string name, std::string why);

struct Case {
  Contender ours;
  std::vector<Contender> peers;
};

/// A case before it is made: inputs and processes cost time and memory, also the others'
/// measurements.
struct CasePlan {
  std::string input;
  std::string operation;
  std::function<Case()> make;
  /// How much longer than others it is measured: loops over sockets need more time to settle.
  int duration_factor = 1;

  std::string name() const { return input + '/' + operation; }
};

}  // namespace candela::bench
