#pragma once
// Errors through kj's promises and back, with nothing lost.
//
//   throw-and-catch:
//     catch (const kj::Exception& e) { candela::Error error = candela::error_of(e); }
//   rejecting:
//     return candela::to_exception(Error("full").with("code", "E_FULL"));
//
// A promise of kj carries a kj::Exception and nothing else; what() is all that remains of any other
// exception that crosses one. So an Error travels as a kj::Exception whose description is the
// error's text, and whose innermost context holds the thrown value. Co<T> does that by itself for
// what a coroutine throws. A callback of `then` that throws an Error as it is keeps its message
// only.
// Threads: any.
// Types: an Error is FAILED, a Disconnected DISCONNECTED.

#include <optional>
#include <string>

#include <kj/exception.h>

#include <candela/ocan/error.hpp>

namespace candela {

kj::Exception to_exception(const Error& error,
                           kj::Exception::Type type = kj::Exception::Type::FAILED);

/// The Error that was turned into the exception; nothing for any other exception.
std::optional<Error> carried_error(const kj::Exception& exception);
/// The same; of any other exception its description.
Error error_of(const kj::Exception& exception);

/// The description, without what kj looked at: `DNS lookup failed.; params.host = …`.
std::string description_of(const kj::Exception& exception);

/// What is being handled, as a kj::Exception. Requires: inside of a catch block.
kj::Exception current_exception();

}  // namespace candela
