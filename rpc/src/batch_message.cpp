#include "batch_message.hpp"

#include <charconv>
#include <memory>
#include <optional>
#include <utility>

namespace candela {
namespace {

/// The ids that we give out: decimal numbers, as text.
std::optional<CallNumber> id_of(Value value) {
  if (!value.is_string()) return std::nullopt;
  const std::string_view text = value.as_string();
  CallNumber id = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return id;
}

Answer answer_of(const std::shared_ptr<const Document>& document, Value item) {
  const Value success = item["success"];
  if (!success.is_boolean()) return CallFailed("the answer does not say whether it is a success");
  if (success.as_boolean()) return Answer(document, item["result"]);
  return Answer(Error::from_value(item["error"]));
}

}  // namespace

BatchWriter::BatchWriter(std::string_view type)
    : chains_(document_), root_(document_.object()), batch_(document_.array()) {
  if (!type.empty()) root_.set("type", type);
  root_.set("batch", batch_);
}

void BatchWriter::add(CallNumber id, const Chain& chain) {
  const Value operations = chains_.operations(chain);
  batch_.push(document_.object({{"id", std::to_string(id)}, {"operations", operations}}));
}

std::string BatchWriter::finish(const StringifyOptions& options) {
  return stringify(root_, options);
}

std::vector<IdentifiedAnswer> read_answers(std::string_view bytes, std::string_view type,
                                           const ParseOptions& options) {
  const std::optional<Format> format = detect_format(bytes);
  if (format && !is_text(*format))
    throw CallFailed("the answer cannot be read: it is no text, but " +
                     std::string(to_string(*format)));
  std::shared_ptr<const Document> document;
  try {
    document = std::make_shared<const Document>(parse(bytes, options));
  } catch (const CloneError& error) {
    throw CallFailed(std::string("the answer cannot be read: ") + error.what());
  }
  const Value root = document->root();
  if (!root.is_object()) throw CallFailed("the answer is no object");
  if (!type.empty()) {
    const Value given = root["type"];
    if (!given.is_string()) throw CallFailed("the message has no type");
    if (given.as_string() != type) return {};
  }
  const Value batch = root["batch"];
  if (!batch.is_array()) throw CallFailed("the answer has no batch");
  std::vector<IdentifiedAnswer> answers;
  answers.reserve(batch.size());
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const Value item = batch[i];
    if (!item.is_object()) throw CallFailed("an item of the answer is no object");
    answers.push_back({id_of(item["id"]), answer_of(document, item)});
  }
  return answers;
}

}  // namespace candela
