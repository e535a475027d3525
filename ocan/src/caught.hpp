// What was thrown while a chain was planned or run, and what is known about it.
//
// Threads: values.
#pragma once

#include <candela/ocan/execution.hpp>
#include <candela/ocan/failure.hpp>
#include <candela/structured_clone/document.hpp>

namespace candela {

struct Caught {
  Error error;
  Failure failure;

  static Caught of(const Error& error);
  /// Requires: inside of a catch block.
  static Caught current();

  /// The error as a value that may leave: with its stack and path, or without, as the options say.
  Value make(Document& document, const ExecutionOptions& options) const;
};

}  // namespace candela
