#include "packed_type_keys.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace candela::detail::bind {

void PackedTypeKeys::make_table(std::size_t places) {
  types_.truncate(0);
  types_.extend(places);
  std::fill_n(types_.data(), places, Known{nullptr, 0});
}

std::uint32_t PackedTypeKeys::add(const ObjectType& type) {
  if (++known_ * 2 > types_.size()) {
    const std::vector<Known> all(types_.data(), types_.data() + types_.size());
    make_table(all.size() * 2);
    for (const Known& known : all)
      if (known.type != nullptr) types_[place_of(*known.type)] = known;
  }
  const std::uint32_t shape = counts_.size();
  types_[place_of(type)] = {&type, shape};
  const auto count = static_cast<std::uint32_t>(type.members.size());
  counts_.push(count);
  const std::uint32_t first_key = lengths_.extend(count);
  const std::uint32_t first = shape_keys_.extend(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    lengths_[first_key + i] = type.name_sizes[i];
    shape_keys_[first + i] = first_key + i;
  }
  const std::uint32_t text = text_.extend(type.names.size());
  if (!type.names.empty()) std::memcpy(text_.data() + text, type.names.data(), type.names.size());
  return shape;
}

std::uint32_t PackedTypeKeys::shape_of(std::span<const std::string_view> names) {
  const std::uint32_t shape = counts_.size();
  counts_.push(static_cast<std::uint32_t>(names.size()));
  for (const std::string_view name : names) {
    const auto [at, is_new] = names_.try_emplace(name, lengths_.size());
    if (is_new) add_key(name);
    shape_keys_.push(at->second);
  }
  return shape;
}

std::uint32_t PackedTypeKeys::add_key(std::string_view name) {
  const std::uint32_t number = lengths_.size();
  lengths_.push(static_cast<std::uint32_t>(name.size()));
  if (!name.empty()) std::memcpy(text_.reserve(name.size()), name.data(), name.size());
  text_.extend(name.size());
  return number;
}

}  // namespace candela::detail::bind
