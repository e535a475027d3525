// What inspect prints in one piece: primitives, and objects that have nothing inside.
//
// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <candela/structured_clone/inspect.hpp>
#include <candela/structured_clone/kind.hpp>
#include <candela/structured_clone/value.hpp>

#include "inspect/piece.hpp"

namespace candela::inspection {

/// `3 more items`
std::string counted(std::size_t count, std::string_view what);

/// A primitive, as it stands in a container whose entries are indented by `indent`.
Piece print_primitive(Value value, std::size_t indent, const InspectOptions& options);
/// A date, RegExp, boxed primitive or function.
Piece print_simple_object(Value value, std::size_t indent, const InspectOptions& options);
/// What an error prints before its properties: its stack, or name and message in brackets.
Piece print_error_head(Value error, std::size_t indent);
/// One element of a typed array.
std::string element_text(ElementType type, const std::byte* at);

}  // namespace candela::inspection
