// Handlers: chains that are stored until a result is there, and then run with it.
//
//   // A Typed chain: what `on_price` takes is checked against what `price` gives
//   auto handler = ctn<Shop>().call<&Shop::on_price>("ink", ctn_result<double>());
//   auto by_name = ctn()["onPrice"]("ink", ctn_result()["amount"]);    // a part of it
//   auto at_end  = ctn()["onPrice"]("ink");                            // the same as ("ink", $result)
//   …later…
//   execute_handler(handler, target(shop), Injected{value});
//
// Guarantees: the result stands wherever a chain begins with `$result`: as an argument, inside of
// arguments, in the middle of other chains, or as the beginning of the handler itself. Where no
// chain does, it becomes the last argument of the handler's last call; a handler without a call is
// refused. An error is injected as the error value. The result is data: nothing in it is looked
// through for nested calls, whatever it looks like, and its identity is kept.
// Threads: values.
#pragma once

#include <candela/ocan/chain.hpp>
#include <candela/ocan/error.hpp>
#include <candela/ocan/execution.hpp>
#include <candela/ocan/outcome.hpp>
#include <candela/ocan/typed.hpp>

namespace candela {

/// What is injected.
struct Injected {
  /// A value of the workspace, or of another document: then it is copied.
  Value value;

  static Injected of(Value result) { return {result}; }
  /// The error's value; the Error, or a copy of it, must live until the execution was made.
  static Injected of(const Error& error) { return {error.value()}; }
  static Injected of(const Outcome& outcome) { return {outcome.content()}; }
};

/// Stands for the result in a handler.
inline Chain ctn_result() {
  return Chain().get("$result");
}
/// The same, checked by the compiler as a T.
template <typename T>
Typed<T> ctn_result() {
  return Typed<T>(ctn_result());
}

/// Runs a handler to its end, as `execute` does a chain.
Outcome execute_handler(const Chain& handler, const Target& target, const Injected& result,
                        const ExecutionOptions& options = {});

}  // namespace candela
