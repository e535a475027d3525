#include "kinds.hpp"

#include <array>
#include <string_view>

#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/format.hpp>

#include "mutation.hpp"

namespace candela::hostile {
namespace {

// Text

const std::string touch = R"([{"type":"get","key":"touch"},{"type":"apply","args":[]}])";

std::string repeat(std::size_t count, std::string_view text, std::string_view between = ",") {
  std::string all;
  all.reserve(count * (text.size() + between.size()));
  for (std::size_t i = 0; i < count; ++i)
    all.append(i == 0 ? "" : between).append(text);
  return all;
}

/// A message in nested whose batch is that text.
std::string message(Carrier carrier, std::string_view batch, std::string_view aliases = "") {
  std::string text = R"({"json":{)";
  if (carrier == Carrier::websocket) text += R"("type":"__rpc",)";
  text.append(R"("batch":)").append(batch).append(R"(},"meta":{)");
  if (!aliases.empty()) text.append(R"("aliases":{)").append(aliases).append("}");
  return text + "}}";
}

std::string item(std::string_view operations, std::string_view id = R"("h")") {
  return std::string(R"([{"id":)").append(id).append(R"(,"operations":)").append(operations) + "}]";
}

std::string call(std::string_view method, std::string_view arguments) {
  return std::string(R"([{"type":"get","key":")")
      .append(method)
      .append(R"("},{"type":"apply","args":)")
      .append(arguments)
      .append("}]");
}

std::string marker(std::string_view fields) {
  return std::string(R"({"__isNestedOperation":true)").append(fields) + "}";
}

// Values

const std::vector<int> any_answer{200, 400, 500};

/// A request, changed here and there, in one of the formats.
Request changed(Document document, Random& random, Carrier carrier) {
  mutate(document, random, 6);
  return {encode(document, random, carrier), any_answer};
}

Request changed_call(Random& random, Carrier carrier) {
  return changed(valid_request(random, carrier), random, carrier);
}

// Undecodable

constexpr std::array<std::string_view, 26> no_json{
    "",    "{",    "}",   "[",     "nul",       "tru",        "01",        "1.",          "-",
    ".5",  "1e",   "+1",  "\"",    "\"\\",      "\"\\x\"",    "\"\\u12\"", "\"\t\"",      "NaN",
    "'a'", "[1,]", "{,}", "{a:1}", "{\"a\" 1}", "{\"a\":1,}", "[1 2]",     "\"\xC0\xAF\""};

constexpr std::array<std::string_view, 8> no_utf8{"\xFF",
                                                  "\x80",
                                                  "\xC0\x80",
                                                  "\xED\xA0\x80",
                                                  "\xF4\x90\x80\x80",
                                                  "\xE2\x82",
                                                  "\xF8\x88\x80\x80\x80",
                                                  "\xC3("};

Request undecodable_bytes(Random& random, Carrier carrier) {
  const std::string good = message(carrier, item(touch));
  switch (random.below(6)) {
    case 0: return {random.bytes(random.below(300)), {400}};
    case 1: return {good.substr(0, random.below(good.size())), {400}};
    case 2: return {message(carrier, item(touch, random.pick(no_json))), {400}};
    case 3:
      return {message(carrier, item(touch, '"' + std::string(random.pick(no_utf8)) + '"')), {400}};
    case 4: return {good + std::string(random.pick({"x", "{}", "]", ",", "\x01"})), {400}};
    default: return {R"({"root":)" + good.substr(8), {400}};
  }
}

Request undecodable_values(Random& random, Carrier carrier) {
  Request request = changed_call(random, carrier);
  for (std::size_t i = random.between(1, 4); i > 0; --i) {
    const std::size_t at = random.below(request.body.size());
    switch (random.below(4)) {
      case 0: request.body[at] = static_cast<char>(random.next()); break;
      case 1: request.body.erase(at, random.between(1, 8)); break;
      case 2:
        request.body.insert(at, request.body.substr(random.below(request.body.size()), 20));
        break;
      default: request.body.resize(at + 1);
    }
  }
  return request;
}

// Unknown formats

Request unknown_format_bytes(Random& random, Carrier carrier) {
  const std::string batch = item(touch);
  const std::array<std::string, 12> bodies{
      "{}",
      "[]",
      "null",
      "0",
      "\"json\"",
      R"({"batch":)" + batch + "}",
      R"({"type":"__rpc","batch":)" + batch + "}",
      R"([{"json":{"batch":)" + batch + R"(},"meta":{}}])",
      R"({"jsonrpc":"2.0","method":"touch","id":1})",
      "<methodCall><methodName>touch</methodName></methodCall>",
      "\xFF\x0Fo\"\x05"
      "batchA\x00",
      "\x81\xA5"
      "batch\x90" +
          random.letters(random.below(20))};
  (void)carrier;
  return {random.pick(bodies), {400}};
}

/// The values without the envelope of a format.
Request unknown_format_values(Random& random, Carrier carrier) {
  Document document = valid_request(random, carrier);
  mutate(document, random, 6);
  try {
    return {stringify_json(document.root()), {400}};
  } catch (const CloneError&) {  // a cycle or a BigInt has no form in JSON
    return {R"({"batch":[]})", {400}};
  }
}

// Shapes of batches

constexpr std::array<std::string_view, 14> values{"null",
                                                  "true",
                                                  "0",
                                                  "-1",
                                                  "1.5",
                                                  "\"\"",
                                                  "\"x\"",
                                                  "{}",
                                                  "{\"length\":1}",
                                                  R"({"$type":"undefined"})",
                                                  R"({"$type":"map","entries":[]})",
                                                  R"({"$type":"date","iso":"NaN"})",
                                                  R"({"$type":"unheard-of"})",
                                                  R"({"$type":"error"})"};

Request batch_bytes(Random& random, Carrier carrier) {
  const std::string value(random.pick(values));
  const auto one = [&](const std::string& operations) {
    return message(carrier, item(operations));
  };
  const std::string get = R"({"type":"get","key":"add"})";
  const std::string apply = R"({"type":"apply","args":[2,3]})";
  switch (random.below(11)) {
    case 0: return {message(carrier, value), {400}};
    case 1: return {R"({"json":)" + value + R"(,"meta":{}})", {400}};
    case 2: return {message(carrier, "[" + value + "]"), {400, 500}};
    case 3: return {message(carrier, R"([{"id":1}])"), {500}, "operations must be an array"};
    case 4: return {one(value), {500}, "operations must be an array"};
    case 5: return {one(R"([{"type":"get","key":"touch"},)" + value + "]"), {500}};
    case 6: return {one(R"([{"type":"get","key":"touch"},{"type":)" + value + "}]"), {500}};
    case 7: return {one("[" + get + R"(,{"type":"apply","args":)" + value + "}]"), {500}};
    case 8: return {one("[" + apply + "," + get + "]"), {500}};
    case 9: return {one("[" + get + "," + apply + "," + apply + "]"), {500}};
    default: return {message(carrier, item("[" + get + "," + apply + "]", value)), {200}};
  }
}

// Routes

constexpr std::array<std::string_view, 22> no_binding{
    "Probe",   "pROBE",       "PROBE_",    "_PROBE",         "PROB",       "PROBEE",
    "PROBE%",  "PROBE%zz",    "PROBE%00",  "PROBE%2Ftarget", "..",         ".",
    "%2e%2e",  "constructor", "__proto__", "toString",       "p-r-o-b-e-", "-probe",
    "pro--be", "%ff%fe",      "%F0%9F",    "<script>"};
constexpr std::array<std::string_view, 10> no_endpoint{
    "call/", "call/x", "CALL", "Call", "call%20", "%63all", "callx", "apply", "x/", "call.json"};
constexpr std::array<std::string_view, 7> other_methods{"GET",     "HEAD",  "PUT",     "DELETE",
                                                        "OPTIONS", "PATCH", "PROPFIND"};
constexpr std::array<std::string_view, 8> no_instance{"%",     "%z",     "%zz",       "%ff",
                                                      "a%80b", "%C0%AF", "%ED%A0%80", "x%2"};

Request route(Random& random, Carrier carrier, std::string body) {
  Request request{std::move(body), {404}};
  const bool upgrade = carrier == Carrier::websocket;
  if (upgrade) request.method = "GET";
  const std::string end = upgrade ? "" : "/call";
  switch (random.below(upgrade ? 5 : 7)) {
    case 0:
      request.target = "/__rpc/" + std::string(random.pick(no_binding)) + "/target" + end;
      request.statuses = {400, 404};
      break;
    case 1:
      request.target = "/__rpc/" + random.letters(random.between(1, 200)) + "/target" + end;
      break;
    case 2:
      request.target = random.pick({"/__rpc/PROBE", "/__rpc/PROBE/", "/__rpc//PROBE//"}) + end;
      request.statuses = {400, 404};
      break;
    case 3:
      request.target = "/__rpc/PROBE/" + std::string(random.pick(no_instance)) + end;
      if (random.one_in(4)) request.target = "/__rpc/PROBE/" + std::string(2'049, 'x') + end;
      request.statuses = {400};
      break;
    case 4:
      request.target = random.pick({"/", "//", "/__rpc", "/__rpc/", "/__rpcx/PROBE/target",
                                    "/x/__rpc/PROBE/target", "/__RPC/PROBE/target", "/?/__rpc/"}) +
                       end;
      request.statuses = {400, 404};
      break;
    case 5: request.target = "/__rpc/PROBE/target/" + std::string(random.pick(no_endpoint)); break;
    default:
      request.target = "/__rpc/PROBE/target/call";
      request.method = random.pick(other_methods);
      request.statuses = {405};
  }
  return request;
}

Request route_bytes(Random& random, Carrier carrier) {
  return route(random, carrier, message(carrier, item(touch)));
}

Request route_values(Random& random, Carrier carrier) {
  std::string body = changed_call(random, carrier).body;
  return route(random, carrier, std::move(body));
}

// Names that are not exposed

constexpr std::array<std::string_view, 30> unexposed{"constructor", "__proto__",
                                                     "prototype",   "toString",
                                                     "valueOf",     "hasOwnProperty",
                                                     "secret",      "storage",
                                                     "kv",          "sql",
                                                     "ctx",         "env",
                                                     "state",       "_x",
                                                     "__x",         "_touch",
                                                     "Touch",       "touch ",
                                                     " touch",      "touch\\u0000",
                                                     "TOUCH",       "",
                                                     "0",           "then",
                                                     "call",        "apply",
                                                     "bind",        "__defineGetter__",
                                                     "scope_",      "on_start"};

Request unexposed_bytes(Random& random, Carrier carrier) {
  const std::string get = R"({"type":"get","key":")" + std::string(random.pick(unexposed)) + "\"}";
  const std::string more = R"({"type":"get","key":")" + std::string(random.pick(unexposed)) + "\"}";
  const std::string apply = R"({"type":"apply","args":["touch"]})";
  const auto one = [&](const std::string& operations) {
    return message(carrier, item("[" + operations + "]"));
  };
  switch (random.below(4)) {
    case 0: return {one(get), {200}, R"("result":{"$type":"undefined"})"};
    case 1: return {one(get + "," + apply), {500}, "undefined is not a function"};
    case 2: return {one(get + "," + more), {200, 500}};
    default: return {one(get + "," + more + "," + apply), {500}};
  }
}

Request unexposed_values(Random& random, Carrier carrier) {
  Document request = valid_request(random, carrier);
  for (std::size_t i = random.between(1, 3); i > 0; --i) {
    Value arguments = add_call(request, random.pick({"secret", "storage", "constructor", "kv"}));
    arguments.push(anything(request, random));
  }
  return changed(std::move(request), random, carrier);
}

// Too deep

std::string nested_calls(std::size_t depth) {
  const std::string before =
      R"({"__isNestedOperation":true,"__operationChain":[{"type":"get","key":"add"},{"type":"apply","args":[)";
  return repeat(depth, before, "") + "1" + repeat(depth, "]}]}", "");
}

Request deep_bytes(Random& random, Carrier carrier) {
  const std::size_t depth = random.between(1'001, 3'000);
  const auto echo = [&](const std::string& value) {
    return message(carrier, item(call("echo", "[" + value + "]")));
  };
  switch (random.below(5)) {
    case 0: return {echo(repeat(depth, "[", "") + repeat(depth, "]", "")), {400}};
    case 1: return {echo(repeat(depth, R"({"a":)", "") + "1" + repeat(depth, "}", "")), {400}};
    case 2: return {repeat(depth, "[", ""), {400}};
    case 3: return {echo(nested_calls(random.between(101, 200))), {500}, "nested too deep"};
    default: {
      // Each alias is shallow; what they make together is not.
      std::string aliases = R"("0":[])";
      for (std::size_t i = 1; i < depth; ++i)
        aliases += ",\"" + std::to_string(i) + R"(":[{"$ref":)" + std::to_string(i - 1) + "}]";
      const std::string last = R"([{"$ref":)" + std::to_string(depth - 1) + "}]";
      return {message(carrier, item(call("echo", last)), aliases), any_answer};
    }
  }
}

Request deep_values(Random& random, Carrier carrier) {
  Document request = valid_request(random, carrier);
  Value inner = add_call(request, "echo");
  const bool calls = random.one_in(2);
  for (std::size_t i = calls ? random.between(90, 130) : random.between(300, 1'100); i > 0; --i) {
    if (calls) {
      const NestedCall nested = nested_call(request, "echo", "d" + std::to_string(i));
      inner.push(nested.marker);
      inner = nested.arguments;
    } else {
      Value deeper = request.array();
      random.one_in(50) ? inner.push(request.make_map({{deeper, deeper}})) : inner.push(deeper);
      inner = deeper;
    }
  }
  return changed(std::move(request), random, carrier);
}

// Too long

Request long_head(Random& random, Carrier carrier) {
  Request request{message(carrier, item(touch)), {414, 400, 431}};
  if (carrier == Carrier::websocket) request.method = "GET";
  switch (random.below(3)) {
    case 0:
      request.target = "/__rpc/PROBE/" + std::string(random.between(9'000, 40'000), 'x');
      break;
    case 1:
      request.target = "/__rpc/PROBE/target/call";
      request.header = "X: " + std::string(random.between(17'000, 60'000), 'x') + "\r\n";
      break;
    default:
      request.target = "/__rpc/PROBE/target/call";
      request.header = repeat(random.between(101, 1'000), "X: x\r\n", "");
  }
  return request;
}

/// Short to read, and long to write: each view on a buffer writes its elements.
Request long_answer(Random& random, Carrier carrier) {
  constexpr std::size_t elements = 20'000;
  std::string views = R"({"$ref":0})";
  for (std::size_t i = random.between(450, 900); i > 0; --i)
    views += R"(,{"$type":"arraybuffer","subtype":"Uint8Array","data":[],"byteOffset":0,)"
             R"("length":20000,"buffer":{"$ref":0}})";
  const std::string buffer = R"("0":{"$type":"arraybuffer","subtype":"ArrayBuffer","data":[)" +
                             repeat(elements, "0") + "]}";
  const std::string said = "Answer too long";
  if (random.one_in(2))
    return {message(carrier, item(call("echo", "[[" + views + "]]")), buffer), {500}, said};
  return {message(carrier, item(call("add", "[2,3]"), "[" + views + "]"), buffer), {400}, said};
}

Request long_bytes(Random& random, Carrier carrier) {
  constexpr std::array<std::string_view, 4> sizes{"8388609", "33554433", "4294967296",
                                                  "9223372036854775807"};
  const auto one = [&](const std::string& operations, std::string_view id = "1") {
    return message(carrier, item(operations, id));
  };
  switch (random.below(6)) {
    case 0: return long_head(random, carrier);
    case 1: {
      Request request{one(touch), {413}};
      request.declared_size = random.pick(sizes);
      return request;
    }
    case 2:  // all of it is sent
      if (!random.one_in(20)) return long_head(random, carrier);
      return {one(touch, '"' + std::string(std::size_t{9} << 20, 'x') + '"'), {413}};
    case 3: {
      if (random.one_in(10)) return long_answer(random, carrier);
      const std::string digits(random.between(10'001, 40'000), '7');
      return {one(call("echo", R"([{"$type":"bigint","value":")" + digits + "\"}]")), {400}};
    }
    case 4: {
      const std::string name = random.letters(random.between(10'000, 100'000));
      return {one(call(name, "[]")), {500}, "undefined is not a function"};
    }
    default: {
      const std::string id = '"' + random.letters(random.between(10'000, 100'000)) + '"';
      return {one(call("add", "[2,3]"), id), {200}, id};
    }
  }
}

Request long_values(Random& random, Carrier carrier) {
  Document request = valid_request(random, carrier);
  Value arguments = add_call(request, random.letters(random.between(1, 50'000)));
  arguments.push(random.letters(random.between(10'000, 100'000)));
  Value batch = request.root()["batch"];
  Value last = batch[batch.size() - 1];
  if (random.one_in(2)) last.set("id", random.letters(random.between(1, 50'000)));
  return changed(std::move(request), random, carrier);
}

// Too many

/// What takes megabytes to be too many of, so that it is sent seldom.
Request very_many(Random& random, Carrier carrier) {
  const auto echo = [&](const std::string& value) {
    return message(carrier, item(call("echo", "[" + value + "]")));
  };
  // A WebSocket's messages are shorter than an HTTP body.
  const std::vector<int> refused =
      carrier == Carrier::http ? std::vector{400} : std::vector{400, 413};
  switch (random.below(3)) {
    case 0: {
      std::string members;
      for (std::size_t i = 0; i <= std::size_t{1} << 18; ++i)
        members += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
      return {echo("{" + members + "}"), refused};
    }
    case 1:
      return {R"({"root":["null"],"objects":[)" + repeat((std::size_t{1} << 20) + 1, "null") + "]}",
              refused};
    default:
      return {echo("[" + repeat(10'001, R"({"$type":"undefined","hole":true})") + "]"), {400}};
  }
}

Request many_bytes(Random& random, Carrier carrier) {
  const auto one = [&](const std::string& operations) {
    return message(carrier, item(operations));
  };
  switch (random.below(6)) {
    case 0: {
      const std::string gets = repeat(random.between(49, 200), R"({"type":"get","key":"x"})");
      return {one("[" + touch.substr(1, touch.size() - 2) + "," + gets + "]"),
              {500},
              "Operation chain too deep"};
    }
    case 1:
      return {one(call("touch", "[" + repeat(random.between(101, 400), "1") + "]")),
              {500},
              "Too many arguments"};
    case 2:
      return {message(carrier, "[" + repeat(random.between(10'001, 11'000), "0") + "]"), {400}};
    case 3: {
      const std::string one_of_many = marker(R"(,"__operationChain":[{"type":"get","key":"x"}])");
      const std::string list = "[[" + repeat(random.between(10'001, 10'100), one_of_many) + "]]";
      if (!random.one_in(20)) return very_many(random, carrier);
      return {one(call("touch", list)), {500, 413}};
    }
    case 4: {
      const std::string same = repeat(random.between(1'000, 10'000), R"({"$ref":0})");
      return {message(carrier, item(call("echo", "[[" + same + "]]")), R"("0":[])"), {200}};
    }
    default:
      if (random.one_in(20)) return very_many(random, carrier);
      return {one("[" + repeat(random.between(51, 500), R"({"type":"apply","args":[]})") + "]"),
              {500},
              "Operation chain too deep"};
  }
}

Request many_values(Random& random, Carrier carrier) {
  Document request = valid_request(random, carrier);
  Value arguments = add_call(request, "echo");
  for (std::size_t i = random.between(80, 130); i > 0; --i)
    arguments.push(random.one_in(10) ? anything(request, random) : request.undefined());
  const Value batch = request.root()["batch"];
  Value chain = batch[batch.size() - 1]["operations"];
  for (std::size_t i = random.below(80); i > 0; --i)
    chain.push(chain[random.below(chain.size())]);
  for (std::size_t i = random.below(60); i > 0; --i)
    add_call(request, "add");
  return changed(std::move(request), random, carrier);
}

// Reference ids

Request marker_bytes(Random& random, Carrier carrier) {
  const std::string value(random.pick(values));
  const std::string sum = R"(,"__operationChain":)" + call("add", "[1,2]");
  const auto echo = [&](const std::string& argument) {
    return message(carrier, item(call("echo", "[" + argument + "]")));
  };
  const std::string reference = marker(R"(,"__refId":"r")");
  const std::string whole = marker(R"(,"__refId":"r")" + sum);
  switch (random.below(8)) {
    case 0: return {echo(marker("")), {500}};
    case 1: return {echo(reference), {500}, "has no operation chain"};
    case 2:  // used before it is there
      return {message(carrier, R"([{"id":1,"operations":)" + call("echo", "[" + reference + "]") +
                                   R"(},{"id":2,"operations":)" + call("echo", "[" + whole + "]") +
                                   "}]"),
              {500}};
    case 3: return {echo(whole + "," + reference), {200}};
    case 4:
      return {echo(whole + "," + marker(R"(,"__refId":"r","__operationChain":[])")), any_answer};
    case 5: return {echo(marker(R"(,"__refId":)" + value + sum)), any_answer};
    case 6: return {echo(marker(R"(,"__refId":"r","__operationChain":)" + value)), {500}};
    default:  // of the batch before this one
      return {echo(marker(R"(,"__refId":"proxy-)" + std::to_string(random.below(9)) + "\"")),
              {500}};
  }
}

Request marker_values(Random& random, Carrier carrier) {
  Document request = valid_request(random, carrier);
  Value arguments = add_call(request, "echo");
  for (std::size_t i = random.between(1, 4); i > 0; --i) {
    const NestedCall nested = nested_call(request, "add", "r" + std::to_string(random.below(3)));
    Value part = nested.marker;
    switch (random.below(4)) {
      case 0: part.erase("__operationChain"); break;
      case 1: part.erase("__refId"); break;
      case 2: part.set("__refId", anything(request, random)); break;
      default: break;
    }
    arguments.push(part);
  }
  return changed(std::move(request), random, carrier);
}

// Cycles

Request cycle_bytes(Random& random, Carrier carrier) {
  const std::string self = R"({"$ref":0})";
  const std::string get = R"({"type":"get","key":"touch"})";
  const std::string nested =
      R"("0":)" + marker(R"(,"__refId":"r","__operationChain":)" + call("touch", "[" + self + "]"));
  const std::string each_other =
      R"("0":)" + marker(R"(,"__operationChain":)" + call("touch", R"([{"$ref":1}])")) +
      R"(,"1":)" + marker(R"(,"__operationChain":)" + call("touch", "[" + self + "]"));
  switch (random.below(10)) {
    case 0: return {message(carrier, item(self), R"("0":[)" + get + "," + self + "]"), {500}};
    case 1: return {message(carrier, self, R"("0":[)" + self + "]"), {400, 500}};
    case 2:
      return {message(carrier, "[" + self + "]", R"("0":{"id":1,"operations":)" + self + "}"),
              {500}};
    case 3: return {message(carrier, item(call("echo", self)), R"("0":[)" + self + "]"), {200}};
    case 4: return {message(carrier, item(call("echo", "[" + self + "]")), nested), {500}};
    case 5: return {message(carrier, item(call("echo", "[" + self + "]")), each_other), {500}};
    case 6: return {message(carrier, item(self), R"("0":)" + self), {400}};
    case 7: return {message(carrier, item(self), R"("0":{"$ref":1},"1":)" + self), {400}};
    case 8:
      return {message(carrier, item(call("add", "[2,3]"), self), R"("0":{"id":)" + self + "}"),
              {200}};
    default: {
      const std::string operation = R"("0":{"type":"get","key":)" + self + "}";
      return {message(carrier, item("[" + self + "]"), operation), {500}};
    }
  }
}

Request cycle_values(Random& random, Carrier carrier) {
  Document request = valid_request(random, carrier);
  const NestedCall nested = nested_call(request, "echo", "c");
  Value inner = nested.arguments;
  inner.push(nested.marker);
  const Value batch = request.root()["batch"];
  Value arguments = add_call(request, "echo");
  arguments.push(random.pick({nested.marker, batch, arguments, nested.arguments, request.root()}));
  return changed(std::move(request), random, carrier);
}

constexpr HostileKind table[] = {
    {"undecodable bodies", undecodable_bytes, undecodable_values},
    {"unknown formats", unknown_format_bytes, unknown_format_values},
    {"wrong shapes of batches", batch_bytes, changed_call},
    {"unknown bindings, instances, endpoints, methods", route_bytes, route_values},
    {"names that are not exposed", unexposed_bytes, unexposed_values},
    {"too deep", deep_bytes, deep_values},
    {"too long", long_bytes, long_values},
    {"too many", many_bytes, many_values},
    {"reference ids", marker_bytes, marker_values},
    {"cycles", cycle_bytes, cycle_values},
};

}  // namespace

std::span<const HostileKind> kinds() {
  return table;
}

}  // namespace candela::hostile
