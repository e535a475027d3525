#pragma once

// The peers that live in node: JSON, v8, structuredClone. One node process runs peers.mjs and
// measures what it is told to, so that its rounds fall between ours.
//
// Ownership: contenders share the process; it ends with the last of them.
// Threads: one.

#include <memory>
#include <string>
#include <string_view>

#include "contender.hpp"

namespace candela::bench {

class NodePeers {
 public:
  /// `script` is the path of peers.mjs.
  explicit NodePeers(const std::string& script);
  ~NodePeers() noexcept;

  /// "v20.1.0", or why there is no node.
  std::string version() const;
  /// `peer` as peers.mjs names it; what node cannot do is a contender that is missing.
  Contender contender(std::string_view peer, std::string_view input, std::string_view operation);

 private:
  class Process;
  std::shared_ptr<Process> process_;  // null: `why_not_` says why
  std::string why_not_;
};

}  // namespace candela::bench
