#include "formats/alias_pass.hpp"

#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>

using candela::AliasPass;
using candela::Document;
using candela::Value;

namespace {

candela::StringifyOptions with(candela::Fidelity fidelity) {
  candela::StringifyOptions options;
  options.fidelity = fidelity;
  return options;
}

struct Pass : AliasPass {
  explicit Pass(Value root, candela::Fidelity fidelity = candela::Fidelity::lossless)
      : AliasPass(*root.core(), with(fidelity), UnknownHosts::values) {
    run(root.slot());
  }
};

std::vector<candela::HeaderIndex> order_of(const AliasPass& pass) {
  return {pass.order().begin(), pass.order().end()};
}

candela::HeaderIndex header(Value value) {
  return candela::slots::header_of(value.slot());
}

}  // namespace

TEST_CASE("values are listed in the order in which a recursion would first meet them") {
  Document doc;
  Value leaf = doc.array();
  Value left = doc.object({{"leaf", leaf}});
  Value right = doc.object({{"leaf", leaf}});
  Value root = doc.object({{"b", right}, {"1", left}});  // "1" comes first, as in JavaScript
  const Pass pass(root);
  CHECK(order_of(pass) == std::vector{header(root), header(left), header(leaf), header(right)});
  CHECK(pass.is_shared(header(leaf)));
  CHECK(!pass.is_shared(header(left)));
  CHECK(pass.position(header(right)) == 3);
}

TEST_CASE("an error's cause comes first, then properties that look like indexes, then the others") {
  Document doc;
  Value error = doc.error("Error", "m");
  Value other = doc.array();
  Value index = doc.array();
  Value errors = doc.array();
  Value cause = doc.array();
  error.set("other", other);
  error.set("7", index);
  error.set("errors", errors);
  error.set_error_part(Value::ErrorPart::cause, cause);
  CHECK(order_of(Pass(error)) ==
        std::vector{header(error), header(cause), header(index), header(other), header(errors)});
}

TEST_CASE("a root that something refers back to is shared") {
  Document doc;
  Value root = doc.object();
  CHECK(!Pass(root).is_shared(header(root)));
  root.set("self", root);
  CHECK(Pass(root).is_shared(header(root)));
}

TEST_CASE("functions are never shared: each place is a visit") {
  Document doc;
  Value function = doc.function("f");
  const Pass pass(doc.array({function, function}));
  CHECK(pass.order().size() == 3);
}

TEST_CASE("a view leads to its buffer in the lossless form only") {
  Document doc;
  Value buffer = doc.array_buffer(4);
  Value whole = doc.typed_array(candela::ElementType::uint8, buffer, 0, 4);
  CHECK(!Pass(whole).needs_buffer(header(whole)));
  Value part = doc.typed_array(candela::ElementType::uint8, buffer, 0, 2);
  CHECK(Pass(part).needs_buffer(header(part)));
  Value both = doc.array({whole, buffer});
  CHECK(Pass(both).needs_buffer(header(whole)));
  CHECK(!Pass(both, candela::Fidelity::reference).needs_buffer(header(whole)));
}

TEST_CASE("bodies inside of bodies cost a few walks, and their records stay what they are") {
  constexpr candela::HostType message{.tag = "message",
                                      .nested_field = "data",
                                      .payload = candela::HostType::Payload::record,
                                      .encoded_field = "head",
                                      .body_field = "body",
                                      .body_value_field = "bodyValue"};
  Document doc;
  Value body = doc.array();
  Value messages = doc.array();
  for (int i = 0; i < 300; ++i) {
    body = doc.array({body});
    messages.push(doc.host("message", doc.object({{"body", body}})));
    messages.push(doc.host("message", doc.object({{"body", body}})));
  }
  doc.set_root(messages);
  candela::ParseOptions parse_options;
  candela::StringifyOptions options;
  options.hosts = parse_options.hosts = {&message, 1};
  for (const candela::Format format : {candela::Format::nested, candela::Format::tuple}) {
    options.format = format;
    const Document again = candela::parse(candela::stringify(doc, options), parse_options);
    REQUIRE(again.root().size() == 600);
    Value innermost = again.root()[599].host_payload()["body"];
    for (int i = 0; i < 300; ++i)
      innermost = innermost[0];
    CHECK(innermost.size() == 0);
  }
}
