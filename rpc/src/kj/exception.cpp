#include <candela/rpc/kj/exception.hpp>

#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <kj/string.h>

#include <candela/rpc/answer.hpp>
#include <candela/structured_clone/format.hpp>

#include "kj/kj_compat.hpp"

namespace candela {
namespace {

/// Names the context in which the thrown value stands.
constexpr std::string_view context_name = "candela::Error";
/// What kj writes in front of the what() of an exception that is not its own.
constexpr std::string_view foreign_prefix = "std::exception: ";

std::string text_of(const Error& error) {
  if (error.name().empty()) return error.what();
  return std::string(error.name()) + ": " + error.what();
}

const kj::Exception::Context* next_of(const kj::Exception::Context& context) {
  const auto* next = value_of(context.next);
  return next == nullptr ? nullptr : next->get();
}

}  // namespace

kj::Exception to_exception(const Error& error, kj::Exception::Type type) {
  const std::string text = text_of(error);
  kj::Exception exception(type, "candela", 0, kj::heapString(text.data(), text.size()));
  try {
    const std::string thrown = stringify(error.value());
    exception.wrapContext(context_name.data(), 0, kj::heapString(thrown.data(), thrown.size()));
  } catch (const CloneError&) {
    return exception;  // a value that no format holds: its text remains
  }
  return exception;
}

std::optional<Error> carried_error(const kj::Exception& exception) {
  const auto head = exception.getContext();
  for (const auto* context = value_of(head); context != nullptr; context = next_of(*context)) {
    if (context->file == nullptr || context_name != context->file) continue;
    const std::string_view text(context->description.begin(), context->description.size());
    try {
      return Error::from_value(parse(text).root());
    } catch (const CloneError&) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

Error error_of(const kj::Exception& exception) {
  if (auto error = carried_error(exception)) return std::move(*error);
  const kj::StringPtr description = exception.getDescription();
  std::string_view text(description.begin(), description.size());
  if (text.substr(0, foreign_prefix.size()) == foreign_prefix) {
    text.remove_prefix(foreign_prefix.size());
  }
  return Error(text);
}

std::string description_of(const kj::Exception& exception) {
  const std::string text = exception.getDescription().cStr();
  for (std::size_t end = text.find("; "); end != text.npos; end = text.find("; ", end + 1)) {
    const std::size_t name = end + 2;
    const std::size_t equals = text.find(" = ", name);
    if (equals != text.npos && text.find(' ', name) == equals) return text.substr(0, end);
  }
  return text;
}

kj::Exception current_exception() {
  try {
    throw;
  } catch (const kj::Exception& exception) {
    return exception;
  } catch (const Disconnected& lost) {
    return to_exception(lost, kj::Exception::Type::DISCONNECTED);
  } catch (const Error& error) {
    return to_exception(error);
  } catch (const std::exception& exception) {
    return to_exception(Error(exception.what()));
  } catch (...) {
    return to_exception(Error("unknown exception"));
  }
}

}  // namespace candela
