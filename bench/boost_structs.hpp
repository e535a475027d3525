#pragma once

// How Boost.Serialization's archives write and read the structs of the inputs.
//
// Threads: no state.

#include <optional>
#include <tuple>

// Of version 1.74 the headers of containers do not include this themselves.
#include <boost/serialization/library_version_type.hpp>

#include <boost/serialization/array.hpp>
#include <boost/serialization/shared_ptr.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/unique_ptr.hpp>
#include <boost/serialization/unordered_map.hpp>
#include <boost/serialization/unordered_set.hpp>
#include <boost/serialization/vector.hpp>

#include "structs.hpp"

namespace candela::bench {

template <typename Archive, Described T>
void serialize(Archive& archive, T& value, const unsigned int) {
  T::members(value, [&archive](const char*, auto& member) { archive& member; });
}

template <typename Archive>
void serialize(Archive& archive, Bytes& bytes, const unsigned int) {
  archive& bytes.all;
}

}  // namespace candela::bench

namespace boost::serialization {

template <typename Archive, typename T>
void serialize(Archive& archive, std::optional<T>& value, const unsigned int) {
  bool has = value.has_value();
  archive& has;
  if constexpr (Archive::is_loading::value) {
    if (has) {
      value.emplace();
    } else {
      value.reset();
    }
  }
  if (has) archive&* value;
}

template <typename Archive, typename... Ts>
void serialize(Archive& archive, std::tuple<Ts...>& value, const unsigned int) {
  std::apply([&archive](Ts&... all) { ((archive & all), ...); }, value);
}

}  // namespace boost::serialization
