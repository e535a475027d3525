#include <candela/structured_clone/error.hpp>

#include <utility>

namespace candela {
namespace {

std::string sentence(std::string_view message, std::size_t offset, const std::string& path) {
  std::string what(message);
  if (!path.empty()) what.append(", at ").append(path);
  if (offset != CloneError::no_offset)
    what.append(path.empty() ? ", at byte " : ", byte ").append(std::to_string(offset));
  return what;
}

}  // namespace

std::string_view to_string(CloneErrorCode code) noexcept {
  switch (code) {
    case CloneErrorCode::syntax: return "syntax";
    case CloneErrorCode::truncated: return "truncated";
    case CloneErrorCode::invalid_utf8: return "invalid_utf8";
    case CloneErrorCode::unknown_format: return "unknown_format";
    case CloneErrorCode::bad_shape: return "bad_shape";
    case CloneErrorCode::bad_reference: return "bad_reference";
    case CloneErrorCode::bad_number: return "bad_number";
    case CloneErrorCode::wrong_kind: return "wrong_kind";
    case CloneErrorCode::foreign_value: return "foreign_value";
    case CloneErrorCode::limit_bytes: return "limit_bytes";
    case CloneErrorCode::limit_depth: return "limit_depth";
    case CloneErrorCode::limit_values: return "limit_values";
    case CloneErrorCode::limit_keys: return "limit_keys";
    case CloneErrorCode::limit_string: return "limit_string";
    case CloneErrorCode::limit_aliases: return "limit_aliases";
    case CloneErrorCode::limit_bigint: return "limit_bigint";
    case CloneErrorCode::limit_holes: return "limit_holes";
    case CloneErrorCode::capacity: return "capacity";
    case CloneErrorCode::not_serializable: return "not_serializable";
  }
  return "unknown";
}

CloneError::CloneError(CloneErrorCode code, std::string_view message, std::size_t offset,
                       std::string path)
    : code_(code),
      offset_(offset),
      path_(std::move(path)),
      message_(message),
      what_(sentence(message_, offset_, path_)) {}

}  // namespace candela
