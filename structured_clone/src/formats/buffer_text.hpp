// The elements of ArrayBuffers, typed arrays and DataViews as the lists of numbers that both text
// formats write.
#pragma once

#include <candela/structured_clone/format.hpp>

#include "graph/core.hpp"
#include "text/output.hpp"

namespace candela {

/// "ArrayBuffer", "DataView" or the typed array's name.
std::string_view buffer_subtype(const Header& header) noexcept;

/// The elements in brackets. A DataView writes all of its buffer, as the original does. NaN,
/// infinities, -0 and 64-bit elements are kept (wire: null, null, 0, and an error in the original);
/// Fidelity::reference writes as the original.
void write_elements(Output& out, Core& core, HeaderIndex index, Fidelity fidelity);

/// What the reader found in the fields of a buffer.
struct BufferFields {
  std::string_view subtype;
  const Core* list_core;      ///< where the list stands
  HeaderIndex data;           ///< the list
  Slot buffer = slots::hole;  ///< a reference to the buffer that is looked at, if one was given
  std::uint32_t byte_offset = 0;
  std::uint32_t length = 0;  ///< elements, or bytes of a DataView
  bool has_part = false;     ///< byte_offset and length were given
  std::size_t offset = 0;    ///< in the text, for errors
};

/// Makes `index` (an empty header) the buffer or view that the list of elements describes, with a
/// buffer of its own. CloneError{bad_shape, bad_number}.
void read_elements(Core& core, HeaderIndex index, const BufferFields& fields);
/// Points an already made view at the shared buffer that it was given, if that is one and the part
/// lies inside of it.
void attach_buffer(Core& core, HeaderIndex index, const BufferFields& fields);

}  // namespace candela
