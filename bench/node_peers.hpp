#pragma once

// The peers that live in node: its own (JSON, v8, structuredClone), and npm packages. One node
// process runs peers.mjs and measures what it is told to, so that its rounds fall between ours.
//
// Guarantees: peers.mjs compares what a peer makes with what it should be before it is measured.
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

  /// "v20.1.0, devalue 5.0.0, no seroval", or why there is no node.
  std::string version() const;
  /// `name` as in the table: "node v8" for what node brings with it, "devalue" for a package;
  /// `operation` is encode, decode, clone or clone-kept. What a peer cannot do is a contender that
  /// is missing.
  Contender contender(std::string name, std::string_view input, std::string_view operation);

 private:
  class Process;
  std::shared_ptr<Process> process_;  // null: `why_not_` says why
  std::string why_not_;
};

}  // namespace candela::bench
