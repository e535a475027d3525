// The whole module: routes and sessions without I/O; over kj, the transport, the service that hosts
// calls, and the client. Whatever is in kj/ needs a kj event loop in the thread that uses it.
#pragma once

#include <candela/rpc/answer.hpp>
#include <candela/rpc/call_service.hpp>
#include <candela/rpc/in_flight.hpp>
#include <candela/rpc/kj/client.hpp>
#include <candela/rpc/kj/co.hpp>
#include <candela/rpc/kj/drive.hpp>
#include <candela/rpc/kj/exception.hpp>
#include <candela/rpc/kj/http_client.hpp>
#include <candela/rpc/kj/http_server.hpp>
#include <candela/rpc/kj/http_values.hpp>
#include <candela/rpc/kj/object_host.hpp>
#include <candela/rpc/kj/promise_result.hpp>
#include <candela/rpc/kj/read_body.hpp>
#include <candela/rpc/kj/remote.hpp>
#include <candela/rpc/kj/rpc_service.hpp>
#include <candela/rpc/kj/websocket.hpp>
#include <candela/rpc/route.hpp>
#include <candela/rpc/session.hpp>
