#include "twitter_structs.hpp"

#include "described.hpp"

namespace candela::bench {

template <typename String>
Twitter<String>::Twitter(Value root) {
  fill(root, *this);
}

template struct Twitter<std::string>;
template struct Twitter<std::string_view>;

}  // namespace candela::bench
