#include <candela/ocan/failure.hpp>

namespace candela {

std::string_view to_string(FailureCode code) noexcept {
  switch (code) {
    case FailureCode::thrown: return "thrown";
    case FailureCode::bad_chain: return "bad_chain";
    case FailureCode::bad_operation: return "bad_operation";
    case FailureCode::bad_key: return "bad_key";
    case FailureCode::bad_arguments: return "bad_arguments";
    case FailureCode::bad_marker: return "bad_marker";
    case FailureCode::unknown_reference: return "unknown_reference";
    case FailureCode::circular: return "circular";
    case FailureCode::not_readable: return "not_readable";
    case FailureCode::not_callable: return "not_callable";
    case FailureCode::limit: return "limit";
    case FailureCode::deadline: return "deadline";
    case FailureCode::cancelled: return "cancelled";
    case FailureCode::would_wait: return "would_wait";
    case FailureCode::no_transactions: return "no_transactions";
    case FailureCode::rolled_back: return "rolled_back";
  }
  return "";
}

LimitExceeded::LimitExceeded(std::string_view limit, std::string_view what, std::size_t found,
                             std::size_t bound)
    : ChainError(FailureCode::limit,
                 std::string(what) + ": " + std::to_string(found) + " > " + std::to_string(bound)),
      limit_(limit) {}

}  // namespace candela
