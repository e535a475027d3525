#include "host_functions.hpp"

#include <algorithm>
#include <vector>

#include <candela/structured_clone/error.hpp>

#include "core.hpp"
#include "walk.hpp"

namespace candela {
namespace {

using Which = HostType::Function HostType::*;

/// The type of a host value that has such a function, or null.
const HostType* type_with(const Core& core, HeaderIndex index, std::span<const HostType> hosts,
                          Which which) {
  if (core[index].kind != Kind::host) return nullptr;
  const std::string_view tag = core.text(core.cells[core[index].cells]);
  const auto found = std::find_if(hosts.begin(), hosts.end(),
                                  [tag](const HostType& type) { return type.tag == tag; });
  return found != hosts.end() && (*found).*which != nullptr ? &*found : nullptr;
}

/// Looks at every container of the document, reachable or not: far cheaper than a walk.
bool has_work(const Core& core, std::span<const HostType> hosts, Which which) {
  if (std::none_of(hosts.begin(), hosts.end(),
                   [which](const HostType& type) { return type.*which != nullptr; }))
    return false;
  for (HeaderIndex index = 0; index < core.headers.size(); ++index)
    if (type_with(core, index, hosts, which) != nullptr) return true;
  return false;
}

enum class Order : std::uint8_t { outer_first, inner_first };

/// The host values that have such a function. They are listed before any is called, so that what
/// the functions change is not walked.
std::vector<HeaderIndex> collect(const Core& core, std::span<const HostType> hosts, Which which,
                                 Order order) {
  GraphWalk walk(core);
  std::vector<bool> met(core.headers.size(), false);
  std::vector<HeaderIndex> found;
  const auto note = [&](Order when) {
    if (order == when && type_with(core, walk.container(), hosts, which) != nullptr)
      found.push_back(walk.container());
  };
  const auto meet = [&](Slot slot) {
    if (!slots::is_reference(slot) || met[slots::header_of(slot)]) return;
    met[slots::header_of(slot)] = true;
    walk.enter(slots::header_of(slot));
    note(Order::outer_first);
  };
  meet(core.root);
  while (walk.inside()) {
    if (walk.next()) {
      meet(core.cells[*walk.cell()]);
    } else {
      note(Order::inner_first);
      walk.leave();
    }
  }
  return found;
}

void call(Document& document, std::span<const HostType> hosts, Which which, Order order) {
  Core& core = document.core();
  if (!has_work(core, hosts, which)) return;
  for (const HeaderIndex index : collect(core, hosts, which, order)) {
    const HostType& type = *type_with(core, index, hosts, which);
    try {
      (type.*which)(document, Value(&core, slots::reference(index)), type.context);
    } catch (const CloneError& error) {
      if (!error.path().empty()) throw;
      throw CloneError(error.code(), error.message(), error.offset(), path_to(core, index));
    }
  }
}

}  // namespace

void decode_hosts(Document& document, std::span<const HostType> hosts) {
  call(document, hosts, &HostType::decode, Order::inner_first);
}

bool must_encode_hosts(Value value, std::span<const HostType> hosts) {
  return value.core() != nullptr && has_work(*value.core(), hosts, &HostType::encode);
}

void encode_hosts(Document& document, std::span<const HostType> hosts) {
  call(document, hosts, &HostType::encode, Order::outer_first);
}

}  // namespace candela
