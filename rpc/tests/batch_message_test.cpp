#include "batch_message.hpp"

#include <string>

#include <doctest/doctest.h>

using candela::BatchWriter;
using candela::CallFailed;
using candela::ctn;
using candela::read_answers;

TEST_CASE("a batch is written as existing clients write it") {
  BatchWriter writer({});
  writer.add(7, ctn()["add"](2, 3));
  CHECK(writer.size() == 1);
  CHECK(writer.finish({}) ==
        R"({"json":{"batch":[{"id":"7","operations":[{"type":"get","key":"add"},)"
        R"({"type":"apply","args":[2,3]}]}]},"meta":{}})");
}

TEST_CASE("on a WebSocket the type comes first") {
  BatchWriter writer("__rpc");
  CHECK(writer.finish({}) == R"({"json":{"type":"__rpc","batch":[]},"meta":{}})");
}

TEST_CASE("a chain that is nested in two calls of a batch is sent once") {
  const auto shared = ctn()["one"]();
  BatchWriter writer({});
  writer.add(1, ctn()["f"](shared));
  writer.add(2, ctn()["g"](shared));
  const std::string bytes = writer.finish({});
  CHECK(bytes.find("__operationChain") == bytes.rfind("__operationChain"));
  CHECK(bytes.find("__refId") != bytes.rfind("__refId"));
}

TEST_CASE("answers are read with their ids; what has no id of ours answers a message") {
  const auto answers = read_answers(
      R"({"json":{"batch":[{"id":"7","success":true,"result":5},)"
      R"({"id":"8","success":false,"error":{"$type":"error","name":"E","message":"m"}},)"
      R"({"id":"parse-error","success":false,"error":"x"},{"id":9,"success":true}]},"meta":{}})",
      {}, {});
  REQUIRE(answers.size() == 4);
  CHECK(answers[0].id == 7);
  CHECK(answers[0].answer.get<int>() == 5);
  CHECK(answers[1].answer.error()->name() == "E");
  CHECK_FALSE(answers[2].id.has_value());
  CHECK_FALSE(answers[2].answer.ok());
  CHECK_FALSE(answers[3].id.has_value());
  CHECK(answers[3].answer.value().is_undefined());
}

TEST_CASE("a message of another type holds no answers") {
  CHECK(read_answers(R"({"json":{"type":"__downstream","payload":1},"meta":{}})", "__rpc", {})
            .empty());
}

TEST_CASE("an answer in a binary format is none") {
  const candela::Document doc = candela::parse(R"({"json":{"batch":[]},"meta":{}})");
  CHECK(read_answers(R"({"json":{"batch":[]},"meta":{}})", {}, {}).empty());
  for (const candela::Format format : {candela::Format::v8, candela::Format::packed})
    CHECK_THROWS_WITH_AS(
        read_answers(candela::stringify(doc, {.format = format}), {}, {}),
        ("the answer cannot be read: it is no text, but " + std::string(to_string(format))).c_str(),
        const CallFailed&);
}

TEST_CASE("what is no answer is refused, and says why") {
  for (const char* bytes :
       {"", "<html>", R"({"json":5,"meta":{}})", R"({"json":{},"meta":{}})",
        R"({"json":{"batch":[5]},"meta":{}})", R"({"json":{"batch":{}},"meta":{}})"}) {
    CAPTURE(bytes);
    CHECK_THROWS_AS(read_answers(bytes, {}, {}), CallFailed);
  }
  CHECK_THROWS_AS(read_answers(R"({"json":{"batch":[]},"meta":{}})", "__rpc", {}), CallFailed);
  const auto answers = read_answers(R"({"json":{"batch":[{"id":"1"}]},"meta":{}})", {}, {});
  CHECK_THROWS_AS(answers.at(0).answer.value(), CallFailed);
}
