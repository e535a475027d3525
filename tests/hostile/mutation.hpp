#pragma once
// Requests as decoded values, and changes to them that no encoder would make.
#include <string>

#include <candela/structured_clone/document.hpp>

#include "kinds.hpp"

namespace candela::hostile {

/// `{batch}`, on a WebSocket with its type; the batch is empty.
Document empty_request(Carrier carrier);
/// An item of the batch that calls `method`; the result is its list of arguments.
Value add_call(Document& request, std::string_view method);
/// A nested call of `method`; the result is its list of arguments.
struct NestedCall {
  Value marker;
  Value arguments;
};
NestedCall nested_call(Document& request, std::string_view method, std::string_view reference_id);
/// A value of every kind of container, with a cycle.
Value anything(Document& document, Random& random);
/// Calls in chains, with nested calls, reference ids and all kinds of values.
Document valid_request(Random& random, Carrier carrier);

/// Changes up to `most` things: swaps values, makes references refer to others (so cycles come to
/// be), changes kinds, repeats, removes, and exchanges keys.
void mutate(Document& document, Random& random, std::size_t most);

/// In one of the two formats; at most 512 KiB, else a short valid request.
std::string encode(const Document& document, Random& random, Carrier carrier);

}  // namespace candela::hostile
