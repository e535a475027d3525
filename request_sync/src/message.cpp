#include "message.hpp"

#include <cstddef>
#include <vector>

namespace candela {

std::optional<std::string> content_type_of(const Headers& headers, const Body& body) {
  std::optional<std::string> type = headers.get("content-type");
  if (!type && !body.default_type().empty()) type = body.default_type();
  return type;
}

Form form_of(const Headers& headers, const Body& body, const FormLimits& limits) {
  const std::vector<std::byte> all = body.bytes();
  return Form::parse({reinterpret_cast<const char*>(all.data()), all.size()},
                     content_type_of(headers, body).value_or(""), limits);
}

}  // namespace candela
