// Who may reach what: guards, which run before a member of an exposed object is read or called.
//
//   Target target = expose(calc).guard([](const Access& access) {
//     const User* user = access.call.caller<User>();          // ExecutionOptions::caller
//     if (!user || !user->may(access.member)) throw Error("PermissionError", "no");
//   });
//
//   class Ledger {                                            // or for all objects of a class
//     void on_before_call(const Access& access);              // private, inherited, virtual: all work
//     CANDELA_EXPOSE(Ledger, balance, book)
//   };
//
// A final class needs a list of its own for that: CANDELA_EXPOSE_EXTENDS(T, Base).
//
// Guarantees
// - Guards run in the order in which they were given, then the class's own on_before_call: after the
//   member was found (what is not listed stays absent), before its arguments are decoded. Where one
//   throws, the member does not run, and that is the step's error. A nested chain is guarded as any.
// - A guard stands at the capability, not in the object: who gets the object in C++ (as an argument)
//   and hands it out again does so without it; on_before_call goes with the object.
// - Authority is handed out: what a guarded object gives is not guarded by it, unless the guard is
//   given GuardScope::everything_reached; then its capabilities and functions are, and theirs.
// - Fields that are read for a result that contains the object are guarded too.
// Threads: the execution's.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include <candela/structured_clone/value.hpp>

namespace candela {

class Call;

enum class MemberKind : std::uint8_t {
  field,   ///< Read by `get`.
  method,  ///< `get` gives something that `apply` calls.
};

/// One read or call that is about to happen.
struct Access {
  std::string_view member;           ///< As listed; of a function, its name.
  MemberKind kind;                   ///< A function is a method.
  std::span<const Value> arguments;  ///< As they came: of any kind and number.
  Call& call;
};

/// Throws to refuse.
using Guard = std::function<void(const Access& access)>;

enum class GuardScope : std::uint8_t {
  object,              ///< The object itself.
  everything_reached,  ///< And what it gives, on and on.
};

}  // namespace candela
