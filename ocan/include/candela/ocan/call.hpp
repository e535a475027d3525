// What a method knows about the call it answers, and where its results are made.
//
//   Value list(Call& call) {
//     return call.document().object(
//         {{"size", 3}, {"next", call.function("next", [this] { return next(); })}});
//   }
//
// A Workspace is one Document in which everything happens: arguments, results and the answer are
// Values of it, so identity is kept and nothing is copied. It also knows which of these values can
// be reached further: functions and capabilities, which no value from outside can imitate.
// Ownership: the workspace owns both and outlives every result that is not there yet; it neither
// copies nor moves. A Call is good as long as its Workspace.
// Threads: one.
#pragma once

#include <any>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <candela/ocan/result.hpp>
#include <candela/ocan/target.hpp>
#include <candela/structured_clone/document.hpp>

namespace candela {

class Workspace;

/// Calls of functions inside of each other, each by a method: a function may be made to call itself.
inline constexpr std::size_t max_nested_calls = 100;

/// What of a call's arguments is looked at, and when.
enum class ArgumentChecks : std::uint8_t {
  decoding,  ///< Each as it is converted; what is too much is ignored, as in JavaScript.
  /// All of them, before anything runs, against the schemas that `describe` gives; too many are
  /// refused. They are converted afterwards all the same.
  schema,
};

/// What stands behind a function value.
using Callable = std::function<Result(Call& call, std::span<const Value> arguments)>;

class Call {
 public:
  explicit Call(Workspace& workspace) noexcept : workspace_(workspace) {}
  Call(Call&&) = delete;
  Call& operator=(Call&&) = delete;

  Document& document() noexcept;
  Workspace& workspace() noexcept { return workspace_; }

  /// A function as a value: for results, inside of arrays, objects, Maps and Sets too. `function`
  /// takes what an exposed method takes and returns what one returns. The object whose method makes
  /// it is kept for it, as a capability would keep it; other captures must outlive the workspace.
  /// Defined in expose.hpp.
  template <typename F>
  Value function(std::string_view name, F function);
  /// For `(Call&, std::span<const Value>)` as it is.
  Value callable(std::string_view name, Callable callable);

  /// An exposed object as a value: a capability, good inside of arrays, objects, Maps and Sets. What
  /// a method borrows from its own object keeps that one.
  Value object(Target target);
  /// Who calls, if whoever runs the chains has said so, with a User (ExecutionOptions::caller);
  /// nullptr if not.
  template <typename User>
  const User* caller() const noexcept;

  ArgumentChecks argument_checks() const noexcept;

  /// The object whose member runs; nullptr outside of one, and in one that has waited: what such a
  /// one makes is known to be its object's when it ends.
  const Target* giver() const noexcept { return giver_; }

  /// The object behind such a value; an empty Target for any other one.
  Target target_of(Value value) const;
  bool is_callable(Value value) const;
  /// Calls a function that came as an argument or as a result. Throws Error for what is no
  /// function, and past max_nested_calls.
  Result invoke(Value function, std::span<const Value> arguments);

 private:
  friend class detail::Use;

  Workspace& workspace_;
  const Target* giver_ = nullptr;
  std::size_t nested_calls_ = 0;
};

class Workspace {
 public:
  Workspace() : Workspace(Document()) {}
  explicit Workspace(Document document) : document_(std::move(document)) {}
  Workspace(Workspace&&) = delete;
  Workspace& operator=(Workspace&&) = delete;

  Document& document() noexcept { return document_; }
  const Document& document() const noexcept { return document_; }
  Call& call() noexcept { return call_; }
  /// One for everything that runs in it.
  const std::any& caller() const noexcept { return caller_; }
  void set_caller(std::any caller) { caller_ = std::move(caller); }
  ArgumentChecks argument_checks() const noexcept { return checks_; }
  void set_argument_checks(ArgumentChecks checks) noexcept { checks_ = checks; }

  /// A method, found but not called yet. The found name is the type's own or the document's.
  struct Method {
    Target target;
    Target::Found found;
  };
  /// A function, and the object whose method made it.
  struct Closure {
    Callable run;
    Target giver;
  };
  using Reachable = std::variant<std::shared_ptr<const Closure>, Target, Method>;

  Value add(std::string_view name, Reachable reachable);
  /// What stands behind a value; nullptr when it is only data. Good until the next `add`.
  const Reachable* find(Value value) const;

  /// How many were added so far.
  std::size_t added() const noexcept { return reachables_.size(); }
  /// What was added since then, and on nobody's behalf, was given by this one.
  void claim(std::size_t since, const Target& giver);

 private:
  Document document_;
  std::vector<Reachable> reachables_;
  std::vector<std::size_t> on_nobodys_behalf_;  // indexes of them, in order
  std::unordered_map<std::uint64_t, std::size_t> by_identity_;
  std::any caller_;
  ArgumentChecks checks_ = ArgumentChecks::decoding;
  Call call_{*this};
};

inline Document& Call::document() noexcept {
  return workspace_.document();
}

inline ArgumentChecks Call::argument_checks() const noexcept {
  return workspace_.argument_checks();
}

template <typename User>
const User* Call::caller() const noexcept {
  return std::any_cast<User>(&workspace_.caller());
}

}  // namespace candela
