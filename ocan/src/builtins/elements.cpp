#include "builtins/elements.hpp"

#include <span>

namespace candela {

std::size_t typed_length(Value typed_array) {
  return typed_array.bytes().size() / element_size(typed_array.view_type());
}

Value typed_element(Document& document, Value typed_array, std::size_t index) {
  const std::span<const std::byte> bytes = typed_array.bytes();
  if (index >= typed_length(typed_array)) return document.undefined();
  return with_element_type(typed_array.view_type(), [&]<typename T>() {
    return element_value(document, load_element<T>(bytes.data() + index * sizeof(T)));
  });
}

Value view_byte_length(const BuiltinCall& call) {
  return call.count(call.self.bytes().size());
}
Value view_byte_offset(const BuiltinCall& call) {
  return call.count(call.self.view_byte_offset());
}
Value view_buffer(const BuiltinCall& call) {
  return call.self.view_buffer();
}

}  // namespace candela
