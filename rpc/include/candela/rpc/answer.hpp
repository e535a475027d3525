#pragma once
// What came back for a call: a value with the document it lives in, or an error.
//
// Ownership: copies share the document, which nobody writes; a Value got from an Answer is good as
// long as one of its copies.
// Threads: any number may read.
// Which errors there are: what the callee threw (Error, any name), Disconnected, and CallFailed.

#include <memory>
#include <utility>
#include <variant>

#include <candela/ocan/error.hpp>
#include <candela/structured_clone/convert.hpp>
#include <candela/structured_clone/document.hpp>

namespace candela {

/// The connection was lost, or could not be made, before the answer came. Whether the call was
/// executed is unknown.
class Disconnected : public Error {
 public:
  explicit Disconnected(std::string_view message) : Error("Disconnected", message) {}
};

/// The other side answered, but not with an answer to this call: it is no server of ours, knows no
/// such binding, refused the message, or left the call out.
class CallFailed : public Error {
 public:
  explicit CallFailed(std::string_view message) : Error("CallFailed", message) {}
};

class Answer {
 public:
  /// `value` is one of the document.
  Answer(std::shared_ptr<const Document> document, Value value) noexcept
      : content_(Kept{std::move(document), value}) {}
  /// What the callee threw.
  Answer(Error error) : content_(std::move(error)) {}         // NOLINT
  Answer(Disconnected error) : content_(std::move(error)) {}  // NOLINT
  Answer(CallFailed error) : content_(std::move(error)) {}    // NOLINT

  // Out of line: copied into every promise otherwise.
  Answer(const Answer&);
  Answer(Answer&&) noexcept;
  Answer& operator=(const Answer&);
  Answer& operator=(Answer&&) noexcept;
  ~Answer();

  bool ok() const noexcept { return std::holds_alternative<Kept>(content_); }
  explicit operator bool() const noexcept { return ok(); }

  /// Throws the error, as what it is, when there is one.
  Value value() const;
  /// As a C++ type. Throws the error, and CloneError when the value is none of that type.
  template <typename T>
  T get() const {
    return to<T>(value());
  }
  /// nullptr when there is a value.
  const Error* error() const noexcept;
  bool disconnected() const noexcept { return std::holds_alternative<Disconnected>(content_); }

 private:
  struct Kept {
    std::shared_ptr<const Document> document;
    Value value;
  };
  std::variant<Kept, Error, Disconnected, CallFailed> content_;
};

}  // namespace candela
