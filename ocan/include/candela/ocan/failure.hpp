// Why a chain did not come to its end, and where: for programs that look at more than the error.
//
// The error itself is a value and travels; its code and its place are known here, and travel only
// where ExecutionOptions::places says so, because existing clients compare errors.
// Threads: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <candela/ocan/error.hpp>

namespace candela {

enum class FailureCode : std::uint8_t {
  thrown,             ///< By a member, a guard or a hook.
  bad_chain,          ///< No list; or a handler that has no place for the result.
  bad_operation,      ///< No object, or of an unknown type.
  bad_key,            ///< A get whose key is neither text nor a number.
  bad_arguments,      ///< An apply whose args are no list.
  bad_marker,         ///< A nested call with a wrong reference id, or as the key of a Map.
  unknown_reference,  ///< A reference id whose call has no result, and no chain to get one.
  circular,           ///< A nested call that is an argument of itself.
  not_readable,       ///< A get on undefined or null.
  not_callable,       ///< An apply on what is no function.
  limit,              ///< One of ChainLimits; `limit` names it.
  deadline,           ///< The time is over.
  cancelled,
  would_wait,       ///< An atomic batch may not wait.
  no_transactions,  ///< An atomic batch where there are none.
  rolled_back,      ///< Another chain of the atomic batch failed.
};

/// "bad_key" of FailureCode::bad_key.
std::string_view to_string(FailureCode code) noexcept;

struct Failure {
  FailureCode code = FailureCode::thrown;
  /// The operation at which it failed: `$[3]`, in a batch `$.batch[0].operations[3]`, in a nested
  /// chain `$.batch[0].operations[1].args[0].list[2].__operationChain[0]`; without the last index
  /// where the whole chain is wrong.
  std::string path = {};
  std::string_view limit = {};  ///< The member of ChainLimits that was passed: "operations".
};

/// What this module throws of its own: an Error whose code is known.
class ChainError : public Error {
 public:
  ChainError(FailureCode code, std::string_view message) : Error(message), code_(code) {}
  ChainError(FailureCode code, std::string_view name, std::string_view message)
      : Error(name, message), code_(code) {}
  FailureCode code() const noexcept { return code_; }

 private:
  FailureCode code_;
};

/// `Too many arguments: 101 > 100`.
class LimitExceeded : public ChainError {
 public:
  /// `limit`: the member of ChainLimits, a literal.
  LimitExceeded(std::string_view limit, std::string_view what, std::size_t found,
                std::size_t bound);
  std::string_view limit() const noexcept { return limit_; }

 private:
  std::string_view limit_;
};

}  // namespace candela
