#include "subprotocol.hpp"

#include <doctest/doctest.h>

using candela::read_subprotocols;

TEST_CASE("the sub-protocol and the client's id are found among those that are offered") {
  const auto offered =
      read_subprotocols("lumenize.rpc,  lumenize.rpc.clientId.user.42~x!\t, auth.1");
  CHECK(offered.rpc);
  CHECK(offered.client_id == "user.42~x!");
}

TEST_CASE("other sub-protocols, and none, are not ours") {
  CHECK_FALSE(read_subprotocols("").rpc);
  CHECK_FALSE(read_subprotocols(" , ,,").rpc);
  CHECK_FALSE(read_subprotocols("lumenize.rpc2, x").rpc);
  CHECK_FALSE(read_subprotocols("lumenize.rpc.clientId.a").rpc);
  CHECK(read_subprotocols("lumenize.rpc").client_id.empty());
}
