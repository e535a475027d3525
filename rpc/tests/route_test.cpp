#include <candela/rpc/route.hpp>

#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

namespace {

using candela::Route;
using candela::RouteRefusal;
using candela::Routing;

const std::vector<std::string> bindings{"PROBE_DO", "COUNTER", "myRoom", "MyDO", "Doc", "DOC"};

candela::RouteTable table(std::string_view prefix = "__rpc") {
  return {prefix, bindings};
}

std::string told(const Routing& routing) {
  if (const auto* route = std::get_if<Route>(&routing)) {
    return route->binding + " | " + route->instance;
  }
  if (const auto* refusal = std::get_if<RouteRefusal>(&routing)) {
    return std::to_string(refusal->status) + " " + refusal->text;
  }
  return "elsewhere";
}

std::string post(std::string_view target) {
  return told(candela::route_call("POST", target, table()));
}

TEST_CASE("a call names a binding and an instance") {
  CHECK(post("/__rpc/COUNTER/alice/call") == "COUNTER | alice");
  CHECK(post("/__rpc/probe-do/alice/call") == "PROBE_DO | alice");
  CHECK(post("/__rpc/COUNTER/call/call") == "COUNTER | call");
}

TEST_CASE("only the last segment decides, the query is ignored, empty segments are dropped") {
  CHECK(post("/__rpc/COUNTER/alice/a/b/call") == "COUNTER | alice");
  CHECK(post("/__rpc/COUNTER/alice/call?x=1/y") == "COUNTER | alice");
  CHECK(post("//__rpc///COUNTER//alice//call") == "COUNTER | alice");
  CHECK(post("/__rpc/COUNTER/alice/call/") ==
        "404 Unknown RPC endpoint: /__rpc/COUNTER/alice/call/");
  CHECK(post("/__rpc/COUNTER/alice?x=/call") == "404 Unknown RPC endpoint: /__rpc/COUNTER/alice");
  CHECK(post("/__rpc/COUNTER/alice/recall") ==
        "404 Unknown RPC endpoint: /__rpc/COUNTER/alice/recall");
}

TEST_CASE("a method other than POST is not allowed") {
  CHECK(told(candela::route_call("PUT", "/__rpc/COUNTER/a/call", table())) ==
        "405 Method not allowed");
  CHECK(told(candela::route_call("GET", "/__rpc/COUNTER/a/call", table())) ==
        "405 Method not allowed");
}

TEST_CASE("what names no binding is not found, what names no instance is a bad request") {
  CHECK(post("/__rpc") == "404 Not Found");
  CHECK(post("/__rpc/call") == "404 Not Found");
  CHECK(post("/__rpc/NOBODY/alice/call") == "404 Not Found");
  CHECK(post("/__rpc/COUNTER/call") == "400 Missing instance of binding COUNTER");
}

TEST_CASE("a path that is not under the prefix is somebody else's") {
  CHECK(post("/") == "elsewhere");
  CHECK(post("") == "elsewhere");
  CHECK(post("*") == "elsewhere");
  CHECK(post("/__rpcs/COUNTER/alice/call") == "elsewhere");
  CHECK(post("/x/__rpc/COUNTER/alice/call") == "elsewhere");
}

TEST_CASE("the prefix may have several segments, or none, and slashes at its ends") {
  const std::string path = "/api/v1/COUNTER/alice/call";
  CHECK(told(candela::route_call("POST", path, table("/api/v1/"))) == "COUNTER | alice");
  CHECK(told(candela::route_call("POST", "/COUNTER/alice/call", table("/"))) == "COUNTER | alice");
  CHECK(candela::trimmed_prefix("//api/v1/") == "api/v1");
  CHECK(candela::trimmed_prefix("///").empty());
}

TEST_CASE("a kebab segment is tried in every spelling, any other one must be exact") {
  CHECK(candela::binding_matches("my-do", "my-do"));
  CHECK(candela::binding_matches("my-do", "MY_DO"));
  CHECK(candela::binding_matches("my-do", "my_do"));
  CHECK(candela::binding_matches("my-do", "MyDo"));
  CHECK(candela::binding_matches("my-do", "myDo"));
  CHECK(candela::binding_matches("my-do", "MyDO"));
  CHECK(candela::binding_matches("my-d-o", "MYDO"));
  CHECK(candela::binding_matches("my-d-o", "MyDO"));
  CHECK(candela::binding_matches("counter", "COUNTER"));
  CHECK(candela::binding_matches("v2-api", "V2_API"));
  CHECK_FALSE(candela::binding_matches("my-do", "MYDO"));
  CHECK_FALSE(candela::binding_matches("mydo", "MY_DO"));
  CHECK_FALSE(candela::binding_matches("probeDo", "PROBE_DO"));
  CHECK_FALSE(candela::binding_matches("probe_do", "PROBE_DO"));
  CHECK_FALSE(candela::binding_matches("Counter", "COUNTER"));
  CHECK_FALSE(candela::binding_matches("", "COUNTER"));
  CHECK_FALSE(candela::binding_matches("-a", "A"));
  CHECK_FALSE(candela::binding_matches("--", "A"));
}

TEST_CASE(
    "a segment that two bindings match is an error, unless one is meant exactly by its case") {
  CHECK(post("/__rpc/doc/a/call") == "400 Ambiguous binding doc: Doc or DOC");
  CHECK(post("/__rpc/DOC/a/call") == "DOC | a");
  CHECK(post("/__rpc/Doc/a/call") == "Doc | a");
}

TEST_CASE("binding and instance are percent-decoded once, after the path was cut into segments") {
  CHECK(post("/__rpc/COUNTER/a%2Fb%20c/call") == "COUNTER | a/b c");
  CHECK(post("/__rpc/COUNTER/100%2525/call") == "COUNTER | 100%25");
  CHECK(post("/__rpc/COUNTER/%C3%BC/call") == "COUNTER | \xC3\xBC");
  CHECK(post("/__rpc/%43OUNTER/a/call") == "COUNTER | a");
  CHECK(post("/__rpc/COUNTER/%/call") == "400 Malformed percent-encoding in the instance");
  CHECK(post("/__rpc/COUNTER/%4/call") == "400 Malformed percent-encoding in the instance");
  CHECK(post("/__rpc/COUNTER/%zz/call") == "400 Malformed percent-encoding in the instance");
  CHECK(post("/__rpc/COUNTER/%ff/call") == "400 Malformed percent-encoding in the instance");
  CHECK(post("/__rpc/%ff/a/call") == "400 Malformed percent-encoding in the binding");
}

TEST_CASE("an instance may have 2048 bytes, not one more") {
  const std::string longest(candela::max_instance_bytes, 'x');
  CHECK(post("/__rpc/COUNTER/" + longest + "/call") == "COUNTER | " + longest);
  CHECK(post("/__rpc/COUNTER/" + longest + "x/call") == "400 Instance too long: 2049 > 2048");
}

TEST_CASE("a WebSocket may be opened on any path of an instance") {
  const auto upgrade = [](std::string_view target) {
    return told(candela::route_upgrade(target, table()));
  };
  CHECK(upgrade("/__rpc/counter/alice/call?token=1") == "COUNTER | alice");
  CHECK(upgrade("/__rpc/counter/alice") == "COUNTER | alice");
  CHECK(upgrade("/__rpc/counter/alice/any/thing/") == "COUNTER | alice");
  CHECK(upgrade("/__rpc/counter") == "400 Missing instance of binding COUNTER");
  CHECK(upgrade("/__rpc/nobody/alice") == "404 Not Found");
  CHECK(upgrade("/ws") == "elsewhere");
}

}  // namespace
