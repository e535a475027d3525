#pragma once
// Which sub-protocols a WebSocket's client offers. Pure; threads: any.

#include <string>
#include <string_view>

namespace candela {

inline constexpr std::string_view rpc_subprotocol = "lumenize.rpc";
/// What stands behind it names the client; it is a tag of the connection, never chosen.
inline constexpr std::string_view client_id_subprotocol = "lumenize.rpc.clientId.";

struct OfferedSubprotocols {
  bool rpc = false;
  std::string client_id;  ///< Empty when none was named.
};

/// `offered`: the values of Sec-WebSocket-Protocol, joined by commas.
OfferedSubprotocols read_subprotocols(std::string_view offered);

}  // namespace candela
