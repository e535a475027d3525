#include <candela/ocan/target.hpp>

#include <algorithm>
#include <string>

#include <candela/ocan/call.hpp>
#include <candela/ocan/detail/results.hpp>
#include <candela/ocan/error.hpp>
#include <candela/ocan/unfinished.hpp>

#include "argument_check.hpp"

namespace candela {

namespace {

/// Those of the giver that stand before everything, then its own, each once.
std::shared_ptr<const detail::Guards> joined(const std::shared_ptr<const detail::Guards>& giver,
                                             const std::shared_ptr<const detail::Guards>& own) {
  if (!giver || giver == own) return own;
  auto guards = std::make_shared<detail::Guards>();
  for (const detail::GuardEntry& entry : *giver)
    if (entry.scope == GuardScope::everything_reached) guards->push_back(entry);
  if (guards->empty()) return own;
  if (!own && guards->size() == giver->size()) return giver;
  const auto given = static_cast<std::ptrdiff_t>(guards->size());
  for (std::size_t i = 0; own && i < own->size(); ++i) {
    const detail::GuardEntry& entry = (*own)[i];
    const auto is_it = [&](const detail::GuardEntry& other) { return other.guard == entry.guard; };
    if (std::none_of(guards->begin(), guards->begin() + given, is_it)) guards->push_back(entry);
  }
  return guards;
}

/// A result that waits for its object's sake too.
class UnfinishedOf final : public Unfinished {
 public:
  UnfinishedOf(const Target& target, std::string_view name, std::shared_ptr<void> held,
               std::unique_ptr<Unfinished> inner, std::size_t since)
      : target_(target),
        name_(name),
        held_(std::move(held)),
        inner_(std::move(inner)),
        since_(since) {}

  bool ready() const override { return inner_->ready(); }
  void notify(std::function<void()> ready) override { inner_->notify(std::move(ready)); }
  Result take(Call& call) override {
    const detail::Use use(target_, call, name_);
    Result result = inner_->take(call);
    call.workspace().claim(since_, target_);
    use.give(result);
    return result;
  }

 private:
  Target target_;
  std::string name_;
  std::shared_ptr<void> held_;
  std::unique_ptr<Unfinished> inner_;  // uses the object, so it dies first
  std::size_t since_;                  // what the workspace had before
};

}  // namespace

namespace detail {

void throw_gone(std::string_view name) {
  std::string message = "the object";
  if (!name.empty()) message.append(" of ").append(name);
  throw Error("ReferenceError", message.append(" no longer exists"));
}

Use::Use(const Target& target, Call& call, std::string_view name)
    : target_(target),
      call_(call),
      name_(name),
      held_(target.lease_ ? target.hold(name) : nullptr),
      before_(call.giver_) {
  call_.giver_ = &target_;
}

Use::~Use() {
  call_.giver_ = before_;
}

void Use::check(const Access& access) const {
  if (target_.guards_) {
    for (const GuardEntry& entry : *target_.guards_)
      (*entry.guard)(access);
  }
  if (target_.type_ && target_.type_->before) target_.type_->before(target_.object_, access);
}

void Use::check_given(const Access& access) const {
  if (target_.guards_) {
    for (const GuardEntry& entry : *target_.guards_)
      if (entry.scope == GuardScope::everything_reached) (*entry.guard)(access);
  }
}

void Use::give(Result& result) const {
  if (Target* given = result.target()) {
    given->belong_to(target_);
  } else if (std::unique_ptr<Unfinished>* later = result.unfinished()) {
    if (target_.owner_ || target_.lease_ || target_.guards_)
      *later = std::make_unique<UnfinishedOf>(target_, name_, held_, std::move(*later),
                                              call_.workspace().added());
  }
}

}  // namespace detail

const Member* ExposedType::find(std::string_view wanted) const noexcept {
  const auto at = std::lower_bound(
      sorted.begin(), sorted.end(), wanted,
      [&](std::uint16_t index, std::string_view text) { return members[index].name < text; });
  if (at == sorted.end() || members[*at].name != wanted) return nullptr;
  return &members[*at];
}

std::optional<Target::Found> Target::find(std::string_view name) const {
  if (!object_) return std::nullopt;
  if (!type_) {
    const std::shared_ptr<void> held = hold(name);
    const std::optional<MemberKind> kind = custom().find(name);
    if (!kind) return std::nullopt;
    return Found{*kind, name, nullptr};
  }
  const Member* member = type_->find(name);
  if (!member) return std::nullopt;
  return Found{member->kind, member->name, member};
}

Result Target::run(const Found& found, Call& call, std::span<const Value> arguments) const {
  const detail::Use use(*this, call, found.name);
  if (guards_ || (type_ && type_->before)) use.check({found.name, found.kind, arguments, call});
  if (found.member && found.kind == MemberKind::method &&
      call.argument_checks() == ArgumentChecks::schema)
    check_arguments(*type_, *found.member, call, arguments);
  Result result = found.member ? found.member->run(*found.member, object_, call, arguments)
                  : found.kind == MemberKind::field ? custom().read(found.name, call)
                                                    : custom().run(found.name, call, arguments);
  use.give(result);
  return result;
}

Target Target::weak(const ExposedType* type, void* object, const std::shared_ptr<void>& owner) {
  Target target;
  target.type_ = type;
  target.object_ = object;
  detail::Lease lease{.kind = detail::Lease::Kind::weak, .object = owner};
  target.lease_ = std::make_shared<const detail::Lease>(std::move(lease));
  return target;
}

namespace {

/// What keeps the object, where something does. As deep as parts stand in each other.
std::shared_ptr<void> held_by(const detail::Lease& lease, bool& is_there) {
  switch (lease.kind) {
    case detail::Lease::Kind::weak: {
      std::shared_ptr<void> object = lease.object.lock();
      is_there = is_there && object;
      return object;
    }
    case detail::Lease::Kind::lent: is_there = is_there && !lease.is_gone; return nullptr;
    case detail::Lease::Kind::part: break;
  }
  std::shared_ptr<void> own = held_by(*lease.lent, is_there);
  std::shared_ptr<void> giver = held_by(*lease.giver, is_there);
  return giver ? giver : own;
}

}  // namespace

std::shared_ptr<void> Target::hold(std::string_view name) const {
  if (!lease_) return owner_;
  bool is_there = true;
  std::shared_ptr<void> held = held_by(*lease_, is_there);
  if (!is_there) detail::throw_gone(name);
  return held ? held : owner_;
}

void Target::belong_to(const Target& giver) {
  guards_ = joined(giver.guards_, guards_);
  const bool is_weak = lease_ && lease_->kind == detail::Lease::Kind::weak;
  if (owner_ || is_weak) return;
  owner_ = giver.owner_;
  if (!lease_) {
    lease_ = giver.lease_;
  } else if (giver.lease_) {  // lent, and part of what may go away itself
    lease_ = std::make_shared<const detail::Lease>(
        detail::Lease{.kind = detail::Lease::Kind::part, .lent = lease_, .giver = giver.lease_});
  }
  is_borrowed_ = is_borrowed_ || giver.is_borrowed_;
}

Target Target::guarded(Guard guard, GuardScope scope) const {
  Target target = *this;
  auto guards =
      guards_ ? std::make_shared<detail::Guards>(*guards_) : std::make_shared<detail::Guards>();
  guards->push_back({std::make_shared<const Guard>(std::move(guard)), scope});
  target.guards_ = std::move(guards);
  return target;
}

std::vector<MemberName> Target::members() const {
  if (!object_) return {};
  if (!type_) {
    const std::shared_ptr<void> held = hold({});
    return custom().members();
  }
  std::vector<MemberName> names;
  for (const Member& member : type_->members) {
    if (type_->find(member.name) == &member) names.push_back({member.name, member.kind});
  }
  return names;
}

}  // namespace candela
