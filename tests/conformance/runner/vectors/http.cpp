// URLs, Headers, and requests and responses as plain values.
#include <array>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>
#include <string_view>

#include "vector_table.hpp"

namespace candela::conformance {
namespace {

struct Header {
  std::string_view name;
  std::string_view value;
};

/// As the Fetch standard iterates them: sorted, in lower case.
Value headers(Document& doc, std::initializer_list<Header> list = {}) {
  Value entries = doc.array();
  for (const Header& header : list)
    entries.push(doc.array({header.name, header.value}));
  return doc.host("headers", entries);
}

Value url(Document& doc, std::string_view href) {
  return doc.host("url", href);
}

struct Request {
  std::string_view method = "GET";
  std::initializer_list<Header> headers = {};
};

Value request(Document& doc, const Request& head, const Init& body) {
  return doc.host("request-sync", doc.object({{"url", "https://e.example/x"},
                                              {"method", head.method},
                                              {"headers", headers(doc, head.headers)},
                                              {"body", body}}));
}

struct Response {
  int status = 200;
  std::string_view status_text = "";
  std::initializer_list<Header> headers = {};
};

Value response(Document& doc, const Response& head, const Init& body) {
  return doc.host("response-sync", doc.object({{"status", head.status},
                                               {"statusText", head.status_text},
                                               {"headers", headers(doc, head.headers)},
                                               {"body", body}}));
}

constexpr std::string_view json_type = "application/json";

Value two_bytes(Document& doc) {
  static constexpr std::array<std::uint8_t, 2> bytes = {1, 2};
  return doc.array_buffer(std::as_bytes(std::span(bytes)));
}

Value rich_body(Document& doc) {
  return doc.object({{"d", doc.date(0)},
                     {"m", doc.make_map({{1, 2}})},
                     {"u", doc.undefined()},
                     {"n", std::numeric_limits<double>::quiet_NaN()}});
}

/// The constructor of a response copies the Headers that it is given.
Value two_responses_and_headers(Document& doc) {
  const Value first = response(doc, {.headers = {{"a", "1"}}}, "x");
  const Value second = response(doc, {.headers = {{"a", "1"}}}, "y");
  return doc.array({first, second, headers(doc, {{"a", "1"}})});
}

constexpr auto table = std::to_array<MadeVector>({
    {"url", [](Document& doc) { return url(doc, "https://u:p@ex.example:8443/p/a?q=1&q=2#h"); }},
    {"url-unicode",
     [](Document& doc) { return url(doc, "https://xn--exmple-cua.example/%C3%A9?x=%E2%82%AC"); }},
    {"headers",
     [](Document& doc) {
       return headers(doc, {{"x-a", "1"}, {"x-b", "2"}});
     }},
    {"headers-multi",
     [](Document& doc) {
       return headers(doc, {{"set-cookie", "a=1"}, {"set-cookie", "b=2"}, {"x", "1, 2"}});
     }},
    {"headers-twice",
     [](Document& doc) {
       const Value shared = headers(doc, {{"a", "1"}});
       return doc.object({{"h", shared}, {"i", shared}});
     }},
    {"reqs-get", [](Document& doc) { return request(doc, {}, nullptr); }},
    {"reqs-json",
     [](Document& doc) {
       const Value body = doc.object({{"a", 1}, {"b", doc.array({2})}});
       return request(doc, {.method = "POST", .headers = {{"content-type", json_type}}}, body);
     }},
    {"reqs-text", [](Document& doc) { return request(doc, {.method = "PUT"}, "text"); }},
    {.name = "reqs-ab",
     .make = [](Document& doc) { return request(doc, {.method = "POST"}, two_bytes(doc)); },
     .nested = R"({"json":{"$type":"request-sync","data":{"url":"https://e.example/x",)"
               R"("method":"POST","headers":{"$type":"headers","entries":[]},"body":{},)"
               R"("bodyValue":{"$type":"arraybuffer","subtype":"ArrayBuffer","data":[1,2]}}},)"
               R"("meta":{}})",
     .tuple = R"({"root":["$lmz",0],"objects":[["request-sync",{"url":"https://e.example/x",)"
              R"("method":"POST","headers":["$lmz",1],"body":{},"bodyValue":["$lmz",3]}],)"
              R"(["headers",[]],null,["arraybuffer",{"type":"ArrayBuffer","data":[1,2]}]]})"},
    {.name = "reqs-json-rich",
     .make = [](Document& doc) { return request(doc, {.method = "POST"}, rich_body(doc)); },
     .nested = R"({"json":{"$type":"request-sync","data":{"url":"https://e.example/x",)"
               R"("method":"POST","headers":{"$type":"headers","entries":[]},)"
               R"("body":{"d":"1970-01-01T00:00:00.000Z","m":{},"n":null},)"
               R"("bodyValue":{"d":{"$type":"date","iso":"1970-01-01T00:00:00.000Z"},)"
               R"("m":{"$type":"map","entries":[[1,2]]},"u":{"$type":"undefined"},)"
               R"("n":{"$type":"number-special","value":"NaN"}}}},"meta":{}})",
     .tuple = R"({"root":["$lmz",0],"objects":[["request-sync",{"url":"https://e.example/x",)"
              R"("method":"POST","headers":["$lmz",1],"body":{"d":"1970-01-01T00:00:00.000Z",)"
              R"("m":{},"n":null},"bodyValue":["$lmz",2]}],["headers",[]],["object",{"d":["date",)"
              R"("1970-01-01T00:00:00.000Z"],"m":["$lmz",4],"u":["undefined"],"n":["number",)"
              R"("NaN"]}],null,["map",[[["number",1],["number",2]]]]]})"},
    {"reqs-json-dollar",
     [](Document& doc) {
       const Value body = doc.object({{"$type", "date"}, {"iso", "x"}});
       return request(doc, {.method = "POST"}, body);
     }},
    {"reqs-twice",
     [](Document& doc) {
       const Value shared = request(doc, {}, nullptr);
       return doc.array({shared, shared});
     }},
    {"ress-204", [](Document& doc) { return response(doc, {.status = 204}, nullptr); }},
    {"ress-text",
     [](Document& doc) {
       return response(doc, {.status = 404, .status_text = "Not Found", .headers = {{"x-a", "1"}}},
                       "nope");
     }},
    {"ress-json",
     [](Document& doc) {
       const Value body = doc.object({{"ok", true}});
       return response(doc, {.headers = {{"content-type", json_type}}}, body);
     }},
    {.name = "ress-ab",
     .make = [](Document& doc) { return response(doc, {}, two_bytes(doc)); },
     .nested = R"({"json":{"$type":"response-sync","data":{"status":200,"statusText":"",)"
               R"("headers":{"$type":"headers","entries":[]},"body":{},)"
               R"("bodyValue":{"$type":"arraybuffer","subtype":"ArrayBuffer","data":[1,2]}}},)"
               R"("meta":{}})",
     .tuple = R"({"root":["$lmz",0],"objects":[["response-sync",{"status":200,"statusText":"",)"
              R"("headers":["$lmz",1],"body":{},"bodyValue":["$lmz",3]}],["headers",[]],null,)"
              R"(["arraybuffer",{"type":"ArrayBuffer","data":[1,2]}]]})"},
    {"ress-nested",
     [](Document& doc) {
       const Value map = doc.make_map({{"r", response(doc, {}, "b")}});
       return doc.array({response(doc, {}, "a"), map});
     }},
    {"ress-shared-headers", two_responses_and_headers},
});

}  // namespace

std::span<const MadeVector> http_vectors() {
  return table;
}

}  // namespace candela::conformance
