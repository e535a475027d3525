// What became of a chain: a value, an error or a capability, with the document that it lives in.
#pragma once

#include <memory>
#include <utility>

#include <candela/ocan/call.hpp>
#include <candela/ocan/chain.hpp>
#include <candela/ocan/error.hpp>
#include <candela/ocan/execution.hpp>
#include <candela/ocan/expose.hpp>
#include <candela/ocan/failure.hpp>

namespace candela {

class Outcome {
 public:
  enum class Status : std::uint8_t { value, error };
  /// `content` is a value of the workspace, which the outcomes of one batch share.
  Outcome(std::shared_ptr<Workspace> workspace, Value content, Status status,
          Failure failure = {}) noexcept
      : workspace_(std::move(workspace)),
        content_(content),
        status_(status),
        failure_(std::move(failure)) {}

  bool ok() const noexcept { return status_ == Status::value; }
  explicit operator bool() const noexcept { return ok(); }

  /// The value, good as long as the Outcome. Throws the error when there is one.
  Value value() const;
  /// As a C++ type, as a method's parameter would get it; `get<std::shared_ptr<T>>` for a
  /// capability.
  template <typename T>
  T get() const {
    return detail::decode<T>(workspace_->call(), value());
  }
  /// Requires: not ok.
  Error error() const { return Error::from_value(content_); }
  /// Why and where; nothing when it is ok.
  const Failure* failure() const noexcept { return ok() ? nullptr : &failure_; }
  /// The value, or what was thrown.
  Value content() const noexcept { return content_; }

  Workspace& workspace() const noexcept { return *workspace_; }

 private:
  std::shared_ptr<Workspace> workspace_;
  Value content_;
  Status status_;
  Failure failure_;
};

/// Runs a chain to its end. A result that is not ready at once is an error: chains that wait are
/// run by an Execution, from an event loop.
Outcome execute(const Chain& chain, const Target& target, const ExecutionOptions& options = {});
/// On an object that lives until it is done.
template <Exposed T>
Outcome execute(const Chain& chain, T& object, const ExecutionOptions& options = {}) {
  return execute(chain, target(object), options);
}

}  // namespace candela
