#pragma once
// Where a request goes: from its path to a binding and an instance.
//
//   /__rpc/my-counter/alice/call  →  {binding: "MY_COUNTER", instance: "alice"}
//
// Guarantees: only the last segment names the endpoint (…/a/b/call works, …/call/ is 404), the
// query is ignored, empty segments are dropped, and what names binding and instance is
// percent-decoded once. Pure functions; they throw nothing for any bytes.
// Threads: any.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace candela {

/// Bytes of a decoded instance; a longer one is refused with 400.
inline constexpr std::size_t max_instance_bytes = 2048;

struct RouteTable {
  std::string_view prefix = "__rpc";  ///< Slashes at its ends do not count.
  std::span<const std::string> bindings;
};

struct Route {
  std::string binding;  ///< One of the table's, as it stands there.
  std::string instance;
};

/// An answer in text/plain;charset=UTF-8.
struct RouteRefusal {
  unsigned status = 404;
  std::string text;
};

/// The path is not under the prefix: somebody else's.
struct NotRouted {};

using Routing = std::variant<Route, RouteRefusal, NotRouted>;

/// A request that is no upgrade. `target` is the request line's, query and all.
Routing route_call(std::string_view method, std::string_view target, const RouteTable& table);

/// A WebSocket: any path under the prefix that names an instance.
Routing route_upgrade(std::string_view target, const RouteTable& table);

/// Without the slashes at its ends: the `type` of messages too.
std::string_view trimmed_prefix(std::string_view prefix) noexcept;

/// How the bindings that a segment may mean are spelled: `my-do` also as MY_DO, my_do, MyDo, myDo
/// and MyDO. A segment with anything but a-z, 0-9 and `-` means itself alone.
bool binding_matches(std::string_view segment, std::string_view binding);

}  // namespace candela
