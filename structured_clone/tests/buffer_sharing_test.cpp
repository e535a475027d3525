#include "formats/buffer_sharing.hpp"

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>

using candela::BufferSharing;
using candela::Document;
using candela::ElementType;
using candela::Value;

namespace {

bool is_shared(const Document& doc, Value buffer) {
  return BufferSharing(doc.core(), doc.root().slot())
      .is_shared(candela::slots::header_of(buffer.slot()));
}

}  // namespace

TEST_CASE("a buffer of one view is its own; one that two values lead to is shared") {
  Document doc;
  const Value buffer = doc.array_buffer(std::size_t{8});
  const Value view = doc.typed_array(ElementType::int8, buffer, 0, 8);
  doc.set_root(doc.array({view, view}));
  CHECK_FALSE(is_shared(doc, buffer));
  for (const Value other : {buffer, doc.data_view(buffer, 0, 8)}) {
    doc.set_root(doc.array({view, doc.make_map({{1, doc.host("h", doc.object({{"x", other}}))}})}));
    CHECK(is_shared(doc, buffer));
  }
}

TEST_CASE("what the root does not lead to shares nothing; circles end") {
  Document doc;
  const Value buffer = doc.array_buffer(std::size_t{8});
  Value error = doc.error("E", "m");
  error.set("view", doc.typed_array(ElementType::int8, buffer, 0, 8));
  error.set_error_part(Value::ErrorPart::cause, error);
  doc.array({buffer});
  doc.set_root(doc.make_set({error}));
  CHECK_FALSE(is_shared(doc, buffer));
}
