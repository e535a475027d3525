#include <candela/rpc/session.hpp>

#include <string>
#include <utility>
#include <variant>

#include <doctest/doctest.h>

#include <candela/ocan/expose.hpp>

namespace {

using candela::BatchExecution;
using candela::Error;
using candela::Format;
using candela::Reply;
using candela::Session;
using candela::SessionOptions;
using candela::Value;

struct Adder {
  int add(int a, int b) { return a + b; }
  std::string text(int size) { return std::string(static_cast<std::size_t>(size), 'x'); }
  void fail() { throw Error("RangeError", "no"); }
  CANDELA_EXPOSE(Adder, add, text, fail)
};

Reply exchange(const Session& session, std::string_view bytes) {
  Session::Read read = session.read(bytes);
  if (auto* reply = std::get_if<Reply>(&read)) return std::move(*reply);
  auto& request = std::get<Session::Request>(read);
  Adder adder;
  BatchExecution execution(std::move(request.document), candela::target(adder));
  REQUIRE(execution.run() == candela::ExecutionState::done);
  return session.answer(request.format, execution);
}

Reply http(std::string_view bytes, SessionOptions options = {}) {
  return exchange(Session(Session::Carrier::http, std::move(options)), bytes);
}
Reply socket(std::string_view bytes, SessionOptions options = {}) {
  return exchange(Session(Session::Carrier::websocket, std::move(options)), bytes);
}

std::string nested(const std::string& json) {
  return R"({"json":)" + json + R"(,"meta":{}})";
}
std::string items(const std::string& list) {
  return nested(R"({"batch":[)" + list + "]}");
}
std::string item(const std::string& id, const std::string& operations) {
  return R"({"id":)" + id + R"(,"operations":)" + operations + "}";
}
std::string call(const std::string& name, const std::string& arguments) {
  return R"([{"type":"get","key":")" + name + R"("},{"type":"apply","args":[)" + arguments + "]}]";
}

void check_refused(const Reply& reply, const std::string& name, const std::string& message) {
  CAPTURE(reply.bytes);
  CHECK(reply.status == 400);
  const auto document = candela::parse(reply.bytes);
  const Value batch = document.root()["batch"];
  REQUIRE(batch.size() == 1);
  CHECK(batch[0]["id"].as_string() == "parse-error");
  CHECK(batch[0]["success"].as_boolean() == false);
  CHECK(batch[0]["error"].error_name() == name);
  CHECK(std::string(batch[0]["error"].error_message()).find(message) != std::string::npos);
  CHECK_FALSE(batch[0]["error"].error_has(Value::ErrorPart::stack));
}

TEST_CASE("a call is answered byte for byte, in nested") {
  const Reply reply = http(items(item(R"("I")", call("add", "2,3"))));
  CHECK(reply.status == 200);
  CHECK(reply.bytes == nested(R"({"batch":[{"id":"I","success":true,"result":5}]})"));
}

TEST_CASE("a call is answered byte for byte, in tuple") {
  const Reply reply = http(
      R"({"root":["$lmz",0],"objects":[["object",{"batch":["$lmz",1]}],["array",[["$lmz",2]]],)"
      R"(["object",{"id":["string","I"],"operations":["$lmz",3]}],["array",[["$lmz",4],["$lmz",5]]],)"
      R"(["object",{"type":["string","get"],"key":["string","add"]}],)"
      R"(["object",{"type":["string","apply"],"args":["$lmz",6]}],["array",[["number",2],["number",3]]]]})");
  CHECK(reply.bytes ==
        R"({"root":["$lmz",0],"objects":[["object",{"batch":["$lmz",1]}],["array",[["$lmz",2]]],)"
        R"(["object",{"id":["string","I"],"success":["boolean",true],"result":["number",5]}]]})");
}

TEST_CASE("a message on a WebSocket has a type, and so has its answer") {
  const Reply reply =
      socket(nested(R"({"type":"__rpc","batch":[)" + item("\"1\"", call("add", "1,2")) + "]}"));
  CHECK(reply.bytes ==
        nested(R"({"type":"__rpc","batch":[{"id":"1","success":true,"result":3}]})"));
  SessionOptions mounted;
  mounted.prefix = "/api/v1/";
  CHECK(socket(nested(R"({"type":"api/v1","batch":[]})"), mounted).bytes ==
        nested(R"({"type":"api/v1","batch":[]})"));
}

TEST_CASE("ids of any kind are echoed, a missing one as undefined; an empty batch is answered") {
  CHECK(http(items(item("7", call("add", "1,1")))).bytes ==
        items(R"({"id":7,"success":true,"result":2})"));
  CHECK(http(items(item(R"({"a":[1]})", call("add", "1,1")))).bytes ==
        items(R"({"id":{"a":[1]},"success":true,"result":2})"));
  CHECK(http(items(R"({"operations":[]})")).bytes.find(R"({"id":{"$type":"undefined"},)") !=
        std::string::npos);
  CHECK(http(items("")).bytes == items(""));
}

TEST_CASE("one failed item makes 500 of the whole; the others are answered all the same") {
  const Reply reply =
      http(items(item("1", call("fail", "")) + "," + item("2", call("add", "1,1"))));
  CHECK(reply.status == 500);
  CHECK(reply.bytes ==
        items(R"({"id":1,"success":false,"error":{"$type":"error","name":"RangeError",)"
              R"("message":"no"}},{"id":2,"success":true,"result":2})"));
}

TEST_CASE("bytes that are no message are answered in nested, with id parse-error") {
  for (const char* bytes :
       {"", "{nope", "null", "[]", "\xff", "{\"json\":", "hello", "{\"json\":1}}"}) {
    CAPTURE(bytes);
    const Reply reply = http(bytes);
    CHECK(reply.status == 400);
    CHECK(candela::detect_format(reply.bytes) == Format::nested);
    CHECK(reply.bytes.find("parse-error") != std::string::npos);
  }
  check_refused(http("{nope"), "SyntaxError", "");
  check_refused(http(""), "SyntaxError", "");
}

TEST_CASE("a call in a binary format is none, and is answered in nested") {
  const auto call = candela::parse(R"({"json":{"batch":[]},"meta":{}})");
  const Reply reply = http(candela::stringify(call, {.format = Format::packed}));
  check_refused(reply, "SyntaxError", "");
  CHECK(candela::detect_format(reply.bytes) == Format::nested);
}

TEST_CASE("what is broken in a format that can be recognised is answered in that format") {
  const Reply reply = http(R"({"root":["$lmz",0],"objects":[)");
  CHECK(reply.status == 400);
  CHECK(candela::detect_format(reply.bytes) == Format::tuple);
  check_refused(reply, "SyntaxError", "");
}

TEST_CASE("a message of a wrong shape is a parse-error that says what was expected") {
  for (const char* json : {"1", "null", "[]", "\"text\"", R"({"$type":"undefined"})",
                           R"({"$type":"map","entries":[]})"}) {
    CAPTURE(json);
    check_refused(http(nested(json)), "Error", "an object is expected");
  }
  for (const char* json : {"{}", R"({"batch":1})", R"({"batch":null})", R"({"batch":{"length":1}})",
                           R"({"batch":{"$type":"set","values":[]}})", R"({"Batch":[]})"}) {
    CAPTURE(json);
    check_refused(http(nested(json)), "Error", "batch must be an array");
  }
  check_refused(socket(nested(R"({"batch":[]})")), "Error", "type must be a string");
  check_refused(socket(nested(R"({"type":1,"batch":[]})")), "Error", "type must be a string");
  check_refused(socket(nested(R"({"type":"hello","batch":[]})")), "Error",
                "Unknown message type: hello");
  check_refused(socket(nested(R"({"type":"__rpc"})")), "Error", "batch must be an array");
}

TEST_CASE("items of a wrong shape fail by themselves") {
  const Reply reply = http(items("1,null,{},[]," + item("\"x\"", "\"x\"")));
  CHECK(reply.status == 500);
  const auto document = candela::parse(reply.bytes);
  const Value batch = document.root()["batch"];
  REQUIRE(batch.size() == 5);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    CHECK(batch[i]["error"].error_message() ==
          "Invalid operation chain: operations must be an array");
  }
  CHECK(batch[4]["id"].as_string() == "x");
}

TEST_CASE("a batch may have as many items as the limit says, not one more") {
  SessionOptions options;
  options.batch_items = 2;
  const std::string good = item("1", call("add", "1,1"));
  CHECK(http(items(good + "," + good), options).status == 200);
  check_refused(http(items(good + "," + good + "," + good), options), "Error",
                "Too many items in a batch: 3 > 2");
}

TEST_CASE("a message may be as deep as the limit says, not one level more") {
  const auto deep = [](std::size_t levels) {
    return items(item("1", call("add", std::string(levels, '[') + std::string(levels, ']'))));
  };
  SessionOptions options;
  options.limits.depth = 20;
  std::size_t most = 0;
  while (http(deep(most + 1), options).status != 400)
    ++most;
  CHECK(most > 5);
  CHECK(most < 20);
  check_refused(http(deep(most + 1), options), "Error", "");
  check_refused(http(deep(2'000)), "Error", "");
}

TEST_CASE("a message may be as long as the limit says, not one byte more") {
  const std::string bytes = items(item("1", call("add", "1,1")));
  SessionOptions options;
  options.limits.bytes = bytes.size();
  CHECK(http(bytes, options).status == 200);
  check_refused(http(bytes + " ", options), "Error", "");
}

TEST_CASE("an answer that is too long becomes an error for each of its items") {
  const std::string bytes =
      items(item("1", call("text", "100")) + "," + item("2", call("add", "1,1")));
  SessionOptions options;
  options.answer_bytes = http(bytes).bytes.size();
  CHECK(http(bytes, options).status == 200);
  --options.answer_bytes;
  const Reply reply = http(bytes, options);
  CHECK(reply.status == 500);
  const auto document = candela::parse(reply.bytes);
  const Value batch = document.root()["batch"];
  REQUIRE(batch.size() == 2);
  CHECK(batch[0]["id"].as_number() == 1);
  CHECK(batch[1]["id"].as_number() == 2);
  CHECK(std::string(batch[1]["error"].error_message()).find("Answer too long: ") == 0);
}

TEST_CASE("an id whose text is far longer than the request is not echoed") {
  // Each view on a buffer writes its elements: 500 times 2,000 of them.
  std::string views = R"({"$ref":0})";
  for (int i = 0; i < 500; ++i) {
    views += R"(,{"$type":"arraybuffer","subtype":"Uint8Array","data":[],"byteOffset":0,)"
             R"("length":2000,"buffer":{"$ref":0}})";
  }
  std::string zeros = "0";
  for (int i = 1; i < 2'000; ++i)
    zeros += ",0";
  const std::string bytes =
      R"({"json":{"batch":[)" + item("[" + views + "]", call("add", "1,2")) +
      R"(]},"meta":{"aliases":{"0":{"$type":"arraybuffer","subtype":"ArrayBuffer","data":[)" +
      zeros + "]}}}}";
  CHECK(http(bytes).status == 200);
  SessionOptions options;
  options.answer_bytes = options.failure_bytes = 1'000'000;
  check_refused(http(bytes, options), "Error", "Answer too long: more than 1000000 bytes");
}

TEST_CASE("stacks are sent only where they are allowed") {
  SessionOptions options;
  options.stacks = candela::Stacks::exposed;
  const Reply reply = http("{nope", options);
  const auto document = candela::parse(reply.bytes);
  const Value error = document.root()["batch"][0]["error"];
  CHECK(error.error_has(Value::ErrorPart::stack));
  CHECK(http("{nope").bytes.find("stack") == std::string::npos);
}

TEST_CASE("a request that nobody can answer is refused with all of its ids") {
  const Session session(Session::Carrier::http, {});
  const std::string bytes = items(item("1", "[]") + R"(,5,{"id":["a"]})");
  const Reply reply = session.refuse(bytes, Error("Internal error"));
  CHECK(reply.status == 500);
  const auto document = candela::parse(reply.bytes);
  const Value batch = document.root()["batch"];
  REQUIRE(batch.size() == 3);
  CHECK(batch[0]["id"].as_number() == 1);
  CHECK(batch[1]["id"].is_undefined());
  CHECK(batch[2]["id"][0].as_string() == "a");
  CHECK(batch[2]["error"].error_message() == "Internal error");
}

}  // namespace
