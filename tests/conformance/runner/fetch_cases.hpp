#pragma once
// The cases of fetch.hpp: each kind makes one of a seed. Stateless.
#include "fetch_values.hpp"

namespace candela::conformance {

FetchCase headers_case(Random& random);
FetchCase params_case(Random& random);
FetchCase body_case(Random& random);
FetchCase request_case(Random& random);
FetchCase response_case(Random& random);
FetchCase redirect_case(Random& random);
FetchCase json_case(Random& random);

}  // namespace candela::conformance
