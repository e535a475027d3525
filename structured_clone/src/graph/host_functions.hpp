// Calling the decode and encode functions of host types: the rules stand in
// candela/structured_clone/host_type.hpp. Iterative; without a function for a tag that is there,
// nothing is walked.
#pragma once

#include <span>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/host_type.hpp>

namespace candela {

void decode_hosts(Document& document, std::span<const HostType> hosts);

/// Whether the document of a value holds a host value whose type has an encode function.
bool must_encode_hosts(Value value, std::span<const HostType> hosts);
void encode_hosts(Document& document, std::span<const HostType> hosts);

}  // namespace candela
