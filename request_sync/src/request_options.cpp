#include <candela/request_sync/request_options.hpp>

#include "names.hpp"

namespace candela {

std::string_view to_string(RequestMode mode) noexcept {
  return name_of(mode);
}
std::string_view to_string(RequestCredentials credentials) noexcept {
  return name_of(credentials);
}
std::string_view to_string(RequestCache cache) noexcept {
  return name_of(cache);
}
std::string_view to_string(RequestRedirect redirect) noexcept {
  return name_of(redirect);
}
std::string_view to_string(ReferrerPolicy policy) noexcept {
  return name_of(policy);
}
std::string_view to_string(RequestDestination destination) noexcept {
  return name_of(destination);
}
std::string_view to_string(ResponseType type) noexcept {
  return name_of(type);
}

}  // namespace candela
