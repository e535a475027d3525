#include <candela/rpc/session.hpp>

#include <optional>
#include <utility>

#include <candela/rpc/route.hpp>

namespace candela {
namespace {

constexpr std::string_view parse_error_id = "parse-error";

/// The name that JavaScript gives to what JSON.parse throws, and to a decoder's own complaints.
Error error_of(const CloneError& error) {
  switch (error.code()) {
    case CloneErrorCode::syntax:
    case CloneErrorCode::truncated:
    case CloneErrorCode::invalid_utf8:
    case CloneErrorCode::unknown_format: return Error("SyntaxError", error.what());
    default: return Error(error.what());
  }
}

/// Why a decoded message is no request; nothing if it is one.
std::optional<Error> fault_of(Value root, std::string_view type, std::size_t batch_items) {
  if (!root.is_object()) return Error("Invalid message: an object is expected");
  if (!type.empty()) {
    const Value given = root["type"];
    if (!given.is_string()) return Error("Invalid message: type must be a string");
    if (given.as_string() != type) {
      constexpr std::size_t shown = 100;
      return Error("Unknown message type: " + std::string(given.as_string().substr(0, shown)));
    }
  }
  const Value batch = root["batch"];
  if (!batch.is_array()) return Error("Invalid message: batch must be an array");
  if (batch.size() > batch_items) {
    return Error("Too many items in a batch: " + std::to_string(batch.size()) + " > " +
                 std::to_string(batch_items));
  }
  return std::nullopt;
}

/// Calls are text; what is not is answered as a text whose format is not recognised.
Format text_format(std::string_view bytes) noexcept {
  const auto format = detect_format(bytes);
  return format && is_text(*format) ? *format : Format::nested;
}

}  // namespace

Session::Session(Carrier carrier, SessionOptions options)
    : carrier_(carrier),
      options_(std::move(options)),
      type_(carrier == Carrier::websocket ? trimmed_prefix(options_.prefix) : std::string_view()) {}

Document Session::parse(std::string_view bytes, Format format) const {
  return candela::parse(bytes, {options_.limits, format, options_.hosts});
}

Session::Read Session::read(std::string_view bytes) const {
  const Format format = text_format(bytes);
  try {
    Document document = parse(bytes, format);
    const auto fault = fault_of(document.root(), type_, options_.batch_items);
    if (fault) return refuse_message(format, *fault);
    return Request{std::move(document), format};
  } catch (const CloneError& error) {
    return refuse_message(format, error_of(error));
  }
}

Reply Session::answer(Format format, BatchExecution& execution) const {
  Document& document = execution.workspace().document();
  const Value answers =
      execution.answers(format == Format::tuple ? MarkerChains::shared : MarkerChains::separate);
  try {
    std::string bytes = encode(format, envelope(document, answers), options_.answer_bytes);
    return {execution.any_failed() ? 500u : 200u, std::move(bytes)};
  } catch (const CloneError& refused) {
    if (refused.code() != CloneErrorCode::limit_bytes)
      return fail_each(document, format, answers, error_of(refused));
    return fail_each(
        document, format, answers,
        Error("Answer too long: more than " + std::to_string(options_.answer_bytes) + " bytes"));
  }
}

/// Ids are echoed whatever they are, and a small one may have a text without end.
Reply Session::fail_each(Document& document, Format format, Value items, const Error& error) const {
  Value failures = document.array();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Value id = items[i].is_object() ? items[i]["id"] : document.undefined();
    failures.push(
        document.object({{"id", id}, {"success", false}, {"error", error_value(document, error)}}));
  }
  try {
    return {500, encode(format, envelope(document, failures), options_.failure_bytes)};
  } catch (const CloneError&) {
    return refuse_message(format, error);
  }
}

Reply Session::refuse(std::string_view bytes, const Error& error) const {
  Read again = read(bytes);
  auto* request = std::get_if<Request>(&again);
  if (request == nullptr) return std::get<Reply>(std::move(again));
  Document& document = request->document;
  return fail_each(document, request->format, document.root()["batch"], error);
}

Reply Session::refuse_message(Format format, const Error& error) const {
  Document document;
  Value failures = document.array();
  failures.push(document.object(
      {{"id", parse_error_id}, {"success", false}, {"error", error_value(document, error)}}));
  return {400, encode(format, envelope(document, failures), StringifyOptions{}.bytes)};
}

Value Session::envelope(Document& document, Value answers) const {
  if (carrier_ == Carrier::http) return document.object({{"batch", answers}});
  return document.object({{"type", type_}, {"batch", answers}});
}

/// An error made here has no stack of its own; exposed, it says where it is from.
Value Session::error_value(Document& document, const Error& error) const {
  Value value = error.make(document);
  if (!value.is_error()) return value;
  if (options_.stacks == Stacks::hidden) {
    value.erase_error_part(Value::ErrorPart::stack);
  } else if (!value.error_has(Value::ErrorPart::stack)) {
    value.set_error_part(Value::ErrorPart::stack,
                         std::string(error.name()) + ": " + std::string(error.message()));
  }
  return value;
}

std::string Session::encode(Format format, Value root, std::size_t most_bytes) const {
  return stringify(root, {format, Fidelity::lossless, options_.hosts, most_bytes});
}

}  // namespace candela
