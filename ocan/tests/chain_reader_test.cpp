#include "chain_reader.hpp"

#include <doctest/doctest.h>

#include <candela/structured_clone/format.hpp>

#include "fixtures.hpp"

namespace candela {
namespace {

std::string written_again(const Chain& chain) {
  return stringify(Chain::from_document(chain.to_document()).to_document());
}

TEST_CASE("what is read is written as it was, shared beginnings and shared calls included") {
  const Chain session = ctn()["session"]("a");
  const Chain one = ctn()["one"]();
  for (const Chain& chain :
       {session["bump"](session["value"]()), ctn()["count"](one, one, std::vector<Chain>{one}),
        ctn()["echo"](ctn()["echo"](one)["x"], one)[0]}) {
    CHECK(written_again(chain) == stringify(chain.to_document()));
    CHECK(Chain::from_document(chain.to_document()) == chain);
  }
}

TEST_CASE("chains of one batch share their calls when they are read together") {
  const Chain one = ctn()["one"]();
  const Document request = ctn_batch(ctn()["echo"](one), ctn()["count"](one)).to_document();
  Document work = request.clone();
  ChainReader reader(ChainLimits{});
  const Value items = work.root()["batch"];
  reader.plan(items[0]["operations"]);
  reader.plan(items[1]["operations"]);
  const std::vector<Chain> chains = reader.read(work);
  CHECK(stringify(ctn_batch(chains[0], chains[1]).to_document()) == stringify(request));
}

}  // namespace
}  // namespace candela
