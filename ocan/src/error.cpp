#include <candela/ocan/error.hpp>
#include <candela/structured_clone/inspect.hpp>

namespace candela {

namespace {

Document error_document(std::string_view name, std::string_view message) {
  Document document;
  document.set_root(document.error(name, message));
  return document;
}

std::string text_of(Value thrown) {
  if (thrown.is_error()) return std::string(thrown.error_message());
  if (thrown.is_string()) return std::string(thrown.as_string());
  return inspect(thrown);
}

}  // namespace

Error::Error(std::string_view message) : Error("Error", message) {}
Error::Error(std::string_view name, std::string_view message)
    : document_(std::make_shared<Document>(error_document(name, message))), what_(message) {}
Error::Error(Document document)
    : document_(std::make_shared<Document>(std::move(document))), what_(text_of(value())) {}

Error Error::current() {
  try {
    throw;
  } catch (const Error& error) {
    return error;
  } catch (const std::exception& exception) {
    return Error(exception.what());
  } catch (...) {
    return Error("unknown exception");
  }
}

Error Error::with_cause(const Error& cause) const {
  Error copy = apart();
  copy.value().set_error_part(Value::ErrorPart::cause, cause.make(*copy.document_));
  return copy;
}

Error Error::apart() const {
  Error copy = *this;
  copy.document_ = std::make_shared<Document>(document_->clone());
  return copy;
}

std::string_view Error::name() const {
  return value().is_error() ? value().error_name() : std::string_view();
}

std::string_view Error::message() const {
  return value().is_error() ? value().error_message() : std::string_view();
}

}  // namespace candela
