#pragma once
// The client's half of the messages, without I/O: chains to bytes, bytes to answers.
//
// Threads: one for a BatchWriter; `read_answers` is a pure function.
// Ownership: host types outlive both.
// Limits: those of the options given to `read_answers`.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <candela/ocan/chain.hpp>
#include <candela/rpc/answer.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela {

using CallNumber = std::uint64_t;

/// One batch. Chains that are used in several of its calls run once.
class BatchWriter {
 public:
  /// `type` is that of messages on a WebSocket, empty for HTTP.
  explicit BatchWriter(std::string_view type);
  BatchWriter(BatchWriter&&) = delete;
  BatchWriter& operator=(BatchWriter&&) = delete;

  /// Throws Error when the chain cannot be written; the batch is as before then.
  void add(CallNumber id, const Chain& chain);
  std::size_t size() const noexcept { return batch_.size(); }
  /// Call it once, at the end.
  std::string finish(const StringifyOptions& options);

 private:
  Document document_;
  ChainWriter chains_;
  Value root_;
  Value batch_;
};

struct IdentifiedAnswer {
  std::optional<CallNumber> id;  ///< Nothing: it answers a message that could not be read.
  Answer answer;
};

/// Answers in their order; empty for a message of another type (downstream). Throws CallFailed for
/// what is no answer.
std::vector<IdentifiedAnswer> read_answers(std::string_view bytes, std::string_view type,
                                           const ParseOptions& options);

}  // namespace candela
