#include <candela/rpc/answer.hpp>

namespace candela {

Answer::Answer(const Answer&) = default;
Answer::Answer(Answer&&) noexcept = default;
Answer& Answer::operator=(const Answer&) = default;
Answer& Answer::operator=(Answer&&) noexcept = default;
Answer::~Answer() = default;

Value Answer::value() const {
  if (const auto* thrown = std::get_if<Error>(&content_)) throw *thrown;
  if (const auto* lost = std::get_if<Disconnected>(&content_)) throw *lost;
  if (const auto* failed = std::get_if<CallFailed>(&content_)) throw *failed;
  return std::get<Kept>(content_).value;
}

const Error* Answer::error() const noexcept {
  if (const auto* thrown = std::get_if<Error>(&content_)) return thrown;
  if (const auto* lost = std::get_if<Disconnected>(&content_)) return lost;
  return std::get_if<CallFailed>(&content_);
}

}  // namespace candela
