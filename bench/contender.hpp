#pragma once

// What is measured: a case is an input and an operation, done by us and by others.
//
// Ownership: a contender's functions own all they need (texts, parsers, child processes); it ends
// with them.
// Threads: one.

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
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
  /// Of what the operation writes, where it writes anything.
  std::optional<std::size_t> bytes = std::nullopt;
};

/// One that runs in this process.
Contender in_process(std::string name, Operation operation);
/// The same, where so many bytes are written.
Contender in_process_writing(std::string name, std::size_t bytes, Operation operation);
/// One whose operation destroys what it works on, so that each run includes `preparation`: the time
/// of that is subtracted.
Contender in_process_after(std::string name, Operation preparation, Operation both);
/// One whose results are all kept until its turn is over, at most `most_kept` of them, in memory
/// that the system hands out anew. What frees them is not timed.
Contender in_process_kept(std::string name, std::function<std::shared_ptr<const void>()> make);
inline constexpr std::size_t most_kept = 100;
Contender missing(std::string name, std::string why);
/// What `make` makes, which may run the operation. It is tried in a copy of this process first: a
/// library that overflows its stack there is missing here, and one that throws has failed.
/// Requires: no other thread.
Contender tried(std::string name, const std::function<Contender()>& make);

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
  /// "codec", "url", "ocan" or "rpc": a word of --filter.
  std::string group = {};

  std::string name() const { return input + '/' + operation; }
};

}  // namespace candela::bench
