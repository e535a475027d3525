#include "url_record.hpp"

#include <algorithm>
#include <array>

namespace candela {
namespace {

struct SpecialScheme {
  std::string_view name;
  std::optional<std::uint16_t> port;
};

constexpr std::array<SpecialScheme, 6> special_schemes = {{
    {"https", std::uint16_t{443}},
    {"http", std::uint16_t{80}},
    {"wss", std::uint16_t{443}},
    {"ws", std::uint16_t{80}},
    {"file", std::nullopt},
    {"ftp", std::uint16_t{21}},
}};

const SpecialScheme* find_special(std::string_view scheme) noexcept {
  const auto* found = std::find_if(special_schemes.begin(), special_schemes.end(),
                                   [&](const SpecialScheme& s) { return s.name == scheme; });
  return found == special_schemes.end() ? nullptr : found;
}

}  // namespace

bool is_special(std::string_view scheme) noexcept {
  return find_special(scheme) != nullptr;
}

std::optional<std::uint16_t> default_port(std::string_view scheme) noexcept {
  const SpecialScheme* special = find_special(scheme);
  return special == nullptr ? std::nullopt : special->port;
}

}  // namespace candela
