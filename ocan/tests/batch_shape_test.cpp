#include "batch_shape.hpp"

#include <doctest/doctest.h>

#include <candela/ocan/batch.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela {
namespace {

TEST_CASE("a request is an object with a list") {
  ChainLimits limits;
  limits.batch = 2;
  const auto items = [&](std::string_view json) {
    const Document document = parse(R"({"json":)" + std::string(json) + R"(,"meta":{}})");
    return items_of_batch(document.root(), limits).size();
  };
  CHECK(items(R"({"batch":[]})") == 0);
  CHECK(items(R"({"batch":[1,2]})") == 2);
  CHECK_THROWS_WITH_AS(items(R"({"batch":[1,2,3]})"), "Too many operation chains: 3 > 2",
                       InvalidBatch);
  for (const char* json : {"5", "null", "{}", R"({"batch":{"0":1}})", "[[]]"})
    CHECK_THROWS_WITH_AS(items(json), "Invalid batch: batch must be an array", InvalidBatch);
}

TEST_CASE("ids count wherever their item stands: each answer has one") {
  Document document;
  const Value item = document.object({{"id", "0123456789"}});
  const Value numbered = document.object({{"id", document.bigint(BigInt(1))}});
  const Value request = document.object({{"batch", document.array({item, item, numbered, 5})}});
  ChainLimits limits;
  limits.id_bytes = 28;
  CHECK(items_of_batch(request, limits).size() == 4);
  limits.id_bytes = 27;
  CHECK_THROWS_WITH_AS(items_of_batch(request, limits), "Ids too large: 28 > 27", InvalidBatch);
}

TEST_CASE("atomic is a boolean, or nothing") {
  Document document;
  CHECK_FALSE(asks_for_atomic(document.object()));
  CHECK(asks_for_atomic(document.object({{"atomic", true}})));
  CHECK_FALSE(asks_for_atomic(document.object({{"atomic", false}})));
  CHECK_THROWS_WITH_AS(asks_for_atomic(document.object({{"atomic", 1}})),
                       "Invalid batch: atomic must be a boolean", InvalidBatch);
}

}  // namespace
}  // namespace candela
