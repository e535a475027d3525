// The exception that stands for what JavaScript throws: an error with name, message, cause and own
// properties, or any other value (`throw "text"`, `throw undefined`).
//
// Guarantees: it owns the thrown value in a Document of its own, so it outlives every workspace;
// copies share that Document, which is never written after the copy. What a method throws reaches
// the caller as it is; any other std::exception arrives as an error of name "Error" with its
// what().
// Threads: copies may be read from any thread.
#pragma once

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <candela/ocan/detail/make_value.hpp>
#include <candela/structured_clone/document.hpp>

namespace candela {

class Error : public std::exception {
 public:
  /// Of name "Error".
  explicit Error(std::string_view message);
  Error(std::string_view name, std::string_view message);

  /// Anything that was thrown, an error or not: `throw Error::of("text")`, `Error::of(42)`.
  template <typename T>
  static Error of(const T& thrown) {
    Document document;
    document.set_root(detail::make_value(document, thrown));
    return Error(std::move(document));
  }
  /// The value's graph is copied.
  static Error from_value(Value thrown) { return of(thrown); }
  /// What is being handled, as an Error: itself, or a std::exception's what(). Requires: inside of
  /// a catch block.
  static Error current();

  /// The same with one more own property: `throw Error("full").with("code", "E_FULL")`.
  template <typename T>
  Error with(std::string_view key, const T& value) const {
    Error copy = apart();
    copy.document_->root().set(key, detail::make_value(*copy.document_, value));
    return copy;
  }
  Error with_cause(const Error& cause) const;

  /// The thrown value, made anew in `document`.
  Value make(Document& document) const { return document.copy(value()); }
  /// The thrown value; good as long as this Error or a copy of it.
  Value value() const { return document_->root(); }

  /// "" when the thrown value is not an error.
  std::string_view name() const;
  std::string_view message() const;
  /// The message; of a thrown value that is no error, the value as text.
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  explicit Error(Document document);
  Error apart() const;

  std::shared_ptr<Document> document_;
  std::string what_;
};

}  // namespace candela
