#include "subprotocol.hpp"

#include <algorithm>

namespace candela {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

OfferedSubprotocols read_subprotocols(std::string_view offered) {
  OfferedSubprotocols result;
  while (!offered.empty()) {
    const std::size_t end = std::min(offered.find(','), offered.size());
    const std::string_view name = trimmed(offered.substr(0, end));
    offered.remove_prefix(std::min(end + 1, offered.size()));
    if (name == rpc_subprotocol) result.rpc = true;
    if (name.substr(0, client_id_subprotocol.size()) == client_id_subprotocol) {
      result.client_id = name.substr(client_id_subprotocol.size());
    }
  }
  return result;
}

}  // namespace candela
