#include "stacks.hpp"

#include <string>

#include "identity_map.hpp"

namespace candela {

void apply_stacks(Value thrown, Stacks stacks) {
  IdentityMap seen;  // a cause may lead back
  for (Value error = thrown; error.is_error() && seen.insert(error);
       error = error.error_part(Value::ErrorPart::cause)) {
    if (stacks == Stacks::hidden) {
      error.erase_error_part(Value::ErrorPart::stack);
    } else if (!error.error_has(Value::ErrorPart::stack)) {
      // There are no frames to tell: the place in a C++ program is no business of the caller.
      std::string stack(error.error_name());
      if (!error.error_message().empty()) stack.append(": ").append(error.error_message());
      error.set_error_part(Value::ErrorPart::stack, stack);
    }
  }
}

}  // namespace candela
