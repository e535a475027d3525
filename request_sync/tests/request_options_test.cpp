#include <candela/request_sync/request_options.hpp>

#include <doctest/doctest.h>

#include "names.hpp"

namespace {

template <typename E>
void check_names() {
  const auto& all = candela::Names<E>::all;
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(all[i]);
    CHECK(to_string(static_cast<E>(i)) == all[i]);
    CHECK(candela::named<E>(all[i]) == static_cast<E>(i));
  }
  CHECK_FALSE(candela::named<E>("none of these").has_value());
}

}  // namespace

TEST_CASE("every option has the name that the Fetch standard gives it") {
  using namespace candela;
  check_names<RequestMode>();
  check_names<RequestCredentials>();
  check_names<RequestCache>();
  check_names<RequestRedirect>();
  check_names<ReferrerPolicy>();
  check_names<RequestDestination>();
  check_names<ResponseType>();
  CHECK(to_string(RequestMode::no_cors) == "no-cors");
  CHECK(to_string(RequestCredentials::same_origin) == "same-origin");
  CHECK(to_string(RequestCache::only_if_cached) == "only-if-cached");
  CHECK(to_string(RequestRedirect::manual) == "manual");
  CHECK(to_string(ReferrerPolicy::unsafe_url) == "unsafe-url");
  CHECK(to_string(RequestDestination::xslt) == "xslt");
  CHECK(to_string(ResponseType::opaqueredirect) == "opaqueredirect");
}
