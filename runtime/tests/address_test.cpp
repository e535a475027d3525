#include <candela/runtime/address.hpp>

#include <doctest/doctest.h>

namespace candela {
namespace {

const std::string some_hex = "00ff10a5000000000000000000000000000000000000000000000000000000ab";

TEST_CASE("an id and its hex text are the same thing") {
  const auto id = ActorId::from_hex(some_hex);
  REQUIRE(id.has_value());
  CHECK(id->bytes[1] == 0xff);
  CHECK(id->bytes[31] == 0xab);
  CHECK(id->to_hex() == some_hex);
}

TEST_CASE("what is not 64 lower-case hex digits is no id") {
  CHECK_FALSE(ActorId::from_hex("").has_value());
  CHECK_FALSE(ActorId::from_hex(some_hex.substr(1)).has_value());
  CHECK_FALSE(ActorId::from_hex(some_hex + "0").has_value());
  CHECK_FALSE(ActorId::from_hex("A" + some_hex.substr(1)).has_value());
  CHECK_FALSE(ActorId::from_hex("g" + some_hex.substr(1)).has_value());
}

TEST_CASE("only a URL segment is read as an id by its shape") {
  CHECK(std::holds_alternative<ActorId>(actor_key_from_segment(some_hex)));
  CHECK(std::get<std::string>(actor_key_from_segment("alice")) == "alice");
}

TEST_CASE("a name that looks like an id is another actor than that id") {
  const ActorAddress name{"COUNTER", some_hex};
  const ActorAddress id{"COUNTER", *ActorId::from_hex(some_hex)};
  CHECK(name != id);
}

}  // namespace
}  // namespace candela
