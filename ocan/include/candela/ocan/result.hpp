// What reading a member or calling a method gives: a value, something further that can be reached,
// or a result that is not there yet.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <utility>
#include <variant>

#include <candela/ocan/target.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

class Result;

/// A result that is not there yet. The execution owns it; destroying it cancels.
class Unfinished {
 public:
  virtual ~Unfinished() = default;
  /// Whether `take` would give a result now. What cannot tell says no, and tells through `notify`.
  virtual bool ready() const { return false; }
  /// `ready` is called once: later, or inside of notify where the result is there by then. Not called
  /// after the Unfinished is destroyed. It says only that it is time to `run`; do that from your
  /// loop, not inside of it.
  virtual void notify(std::function<void()> ready) = 0;
  /// The result, or it throws what the method failed with. Requires: ready, and not taken before.
  virtual Result take(Call& call) = 0;
};

class Result {
 public:
  /// undefined.
  Result() noexcept = default;
  /// Of the call's document.
  Result(Value value) noexcept : content_(value) {}                // NOLINT
  Result(Target target) noexcept : content_(std::move(target)) {}  // NOLINT
  template <std::derived_from<Unfinished> U>
  Result(std::unique_ptr<U> unfinished) noexcept  // NOLINT: as the others
      : content_(std::unique_ptr<Unfinished>(std::move(unfinished))) {}

  Value* value() noexcept { return std::get_if<Value>(&content_); }
  Target* target() noexcept { return std::get_if<Target>(&content_); }
  std::unique_ptr<Unfinished>* unfinished() noexcept {
    return std::get_if<std::unique_ptr<Unfinished>>(&content_);
  }

 private:
  std::variant<Value, Target, std::unique_ptr<Unfinished>> content_;
};

}  // namespace candela
