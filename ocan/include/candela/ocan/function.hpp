// A parameter that can be called: a function that a chain has got from somewhere, or a method.
//
//   std::vector<int> map(const std::vector<int>& numbers, const Function& f) {
//     std::vector<int> mapped;
//     for (int number : numbers) mapped.push_back(f.call<int>(number));
//     return mapped;
//   }
//   // ctn()["map"](numbers, ctn()["twice"]): the method itself is the argument, not what it gives
//
// Guarantees: only what the workspace made can be called; what comes from outside as data is refused
// with the other arguments. What is called has the rights of the chain that passed it, no more.
// Ownership: good as long as the call that it is an argument of, waiting included; not to be kept.
// Threads: the execution's.
// Limits: max_nested_calls.
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <candela/ocan/call.hpp>
#include <candela/ocan/detail/invoke.hpp>
#include <candela/ocan/unfinished.hpp>

namespace candela {

class Function {
 public:
  /// Requires: the value is callable.
  Function(Call& call, Value function) noexcept : call_(&call), function_(function) {}

  /// Arguments: what a method may return. The result may be unfinished; a method may return it as it
  /// is. Throws what is thrown by what is called.
  template <typename... A>
  Result operator()(A&&... arguments) const {
    // Braces: from left to right.
    const std::array<Value, sizeof...(A)> values{
        detail::to_value(*call_, std::forward<A>(arguments))...};
    return call_->invoke(function_, values);
  }

  /// The same with the result as a C++ type. Throws Error when it is not there at once.
  template <typename R, typename... A>
  R call(A&&... arguments) const {
    return detail::decode_result<R>(*call_, (*this)(std::forward<A>(arguments)...));
  }

  /// As a value, to be passed on.
  Value value() const noexcept { return function_; }

 private:
  Call* call_;
  Value function_;
};

}  // namespace candela
