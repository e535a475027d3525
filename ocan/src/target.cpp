#include <candela/ocan/target.hpp>

#include <algorithm>

#include <candela/ocan/unfinished.hpp>

namespace candela {

const Member* ExposedType::find(std::string_view name) const noexcept {
  const auto at = std::lower_bound(
      sorted.begin(), sorted.end(), name,
      [&](std::uint16_t index, std::string_view wanted) { return members[index].name < wanted; });
  if (at == sorted.end() || members[*at].name != name) return nullptr;
  return &members[*at];
}

std::optional<Target::Found> Target::find(std::string_view name) const {
  if (!object_) return std::nullopt;
  if (!type_) {
    const std::optional<MemberKind> kind = custom().find(name);
    if (!kind) return std::nullopt;
    return Found{*kind, name, nullptr};
  }
  const Member* member = type_->find(name);
  if (!member) return std::nullopt;
  return Found{member->kind, member->name, member};
}

Result Target::run(const Found& found, Call& call, std::span<const Value> arguments) const {
  if (found.member) return found.member->run(object_, call, arguments);
  if (found.kind == MemberKind::field) return custom().read(found.name, call);
  return custom().run(found.name, call, arguments);
}

std::vector<MemberName> Target::members() const {
  if (!object_) return {};
  if (!type_) return custom().members();
  std::vector<MemberName> names;
  for (const Member& member : type_->members) {
    if (type_->find(member.name) == &member) names.push_back({member.name, member.kind});
  }
  return names;
}

}  // namespace candela
