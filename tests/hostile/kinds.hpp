#pragma once
// The kinds of hostile requests, as a table. Half of a kind is made of bytes, half by changing the
// decoded values of a valid request; each request depends on nothing but its seed.
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "random.hpp"

namespace candela::hostile {

enum class Carrier { http, websocket };

struct Request {
  std::string body = {};
  /// One of these is the answer's status. On a WebSocket the answer itself says it: 400 for a
  /// `parse-error` or a close with 1007, 500 where an item failed, 413 for a close with 1009.
  std::vector<int> statuses = {};
  /// The answer's body has it.
  std::string says = {};
  // HTTP, and the request for an upgrade
  std::string method = "POST";
  std::string target = {};  ///< Empty: the probe's.
  std::string header = {};  ///< Lines, each with its end.
  /// Of Content-Length, or of a frame, in place of the body's size. Less is sent than it says.
  std::string declared_size = {};
};

struct HostileKind {
  const char* name;
  Request (*from_bytes)(Random&, Carrier);
  Request (*from_values)(Random&, Carrier);
};

std::span<const HostileKind> kinds();

}  // namespace candela::hostile
