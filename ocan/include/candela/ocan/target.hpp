// A Target is a handle on something that a chain can reach: an object of a type with
// CANDELA_EXPOSE, borrowed or shared, or a CustomTarget. Cheap to copy.
//
// What is not listed by the type is absent: it is neither found, read, called nor named in a
// message.
// Ownership: `target(object)` borrows, the object must outlive the execution; `target(shared_ptr)`
// shares. What a shared object gives without an owner of its own (a data member, a reference)
// shares the giver. A Lendable that is given by reference, and what a std::weak_ptr gives, are looked
// after at each use: Error of name "ReferenceError" when the object is gone.
// Threads: as the object itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <candela/ocan/access.hpp>
#include <candela/ocan/lendable.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

class Result;
class Target;

namespace detail {

class Use;

struct GuardEntry {
  std::shared_ptr<const Guard> guard;
  GuardScope scope;
};
using Guards = std::vector<GuardEntry>;

}  // namespace detail

/// What CANDELA_DOC says about a member.
struct MemberInfo {
  std::string_view description;
  std::span<const std::string_view> parameters;  ///< Names of the first ones.
};

namespace detail {

/// What is called, for messages.
struct Callee {
  std::string_view name;
  const MemberInfo* info = nullptr;  ///< nullptr: nothing is said about it.
};

}  // namespace detail

/// One line of a type's list. `run` reads a field (no arguments) or calls a method of the object at
/// `self`.
struct Member : detail::Callee {
  MemberKind kind;
  Result (*run)(const Member& member, void* self, Call& call, std::span<const Value> arguments);
};

namespace detail {
struct MemberForm;
}

/// What a C++ type exposes; one constant per type, whose address names the type.
struct ExposedType {
  std::string_view name;  ///< As its list has it. For descriptions only: it is in no message.
  /// As listed, bases last; of a name that is there twice the first counts.
  std::span<const Member> members;
  std::span<const std::uint16_t> sorted;  ///< Indexes of `members` by name, each name once.
  /// The class's on_before_call; nullptr where it has none.
  void (*before)(void* self, const Access& access);
  /// What they take and give, one for each of `members` (describe.hpp).
  std::span<const detail::MemberForm> (*forms)() noexcept;

  const Member* find(std::string_view wanted) const noexcept;
};

struct MemberName {
  std::string_view name;
  MemberKind kind;
};

/// For what is no C++ type with a list: a stub of something far away, a router, a guard.
class CustomTarget {
 public:
  virtual ~CustomTarget() = default;
  /// Nothing when there is no such member.
  virtual std::optional<MemberKind> find(std::string_view name) = 0;
  /// Called for names that `find` knows as a field.
  virtual Result read(std::string_view name, Call& call) = 0;
  /// Called for names that `find` knows as a method.
  virtual Result run(std::string_view name, Call& call, std::span<const Value> arguments) = 0;
  /// Everything that can be found, for results in which the target itself is sent. Views live as
  /// long as it.
  virtual std::vector<MemberName> members() { return {}; }
};

class Target {
 public:
  /// Nothing can be reached.
  Target() noexcept = default;
  Target(const ExposedType& type, void* object, std::shared_ptr<void> owner) noexcept
      : type_(&type), object_(object), owner_(std::move(owner)), is_borrowed_(!owner_) {}
  explicit Target(std::shared_ptr<CustomTarget> custom) noexcept
      : object_(custom.get()), owner_(std::move(custom)) {}
  /// Borrowed, and checked at each use.
  Target(const ExposedType& type, void* object, const Lendable& lender)
      : type_(&type), object_(object), lease_(lender.lease()), is_borrowed_(true) {}
  /// Of what a std::weak_ptr refers to; `object` is what it gave a moment ago. The type: nullptr for
  /// a CustomTarget.
  static Target weak(const ExposedType* type, void* object, const std::shared_ptr<void>& owner);

  explicit operator bool() const noexcept { return object_ != nullptr; }

  /// A member by name, looked up once. `name` and the target must outlive it.
  struct Found {
    MemberKind kind;
    std::string_view name;
    const Member* member;  // nullptr for a custom target's
  };
  /// Throws the ReferenceError of a custom target that is gone, as `members` does.
  std::optional<Found> find(std::string_view name) const;
  /// Reads a field or calls a method. Throws what a guard or the member throws.
  Result run(const Found& found, Call& call, std::span<const Value> arguments) const;
  /// Each name once, as listed.
  std::vector<MemberName> members() const;

  /// The exposed type, and the object as a pointer to it; nullptr for a custom target.
  const ExposedType* type() const noexcept { return type_; }
  void* object() const noexcept { return object_; }
  const std::shared_ptr<void>& owner() const noexcept { return owner_; }
  /// What keeps the object for as long as it is held: nothing for one that is only borrowed. Throws
  /// the ReferenceError when it is gone; `name`: for its message, the member that is wanted.
  std::shared_ptr<void> hold(std::string_view name) const;
  /// Whether the object may end although somebody holds what `hold` gives.
  bool is_borrowed() const noexcept { return is_borrowed_; }
  /// Of a data member: it is borrowed only if its object is.
  Target as_part() && {
    if (!lease_) is_borrowed_ = false;
    return std::move(*this);
  }

  /// For what was given by `giver`: keeps the giver, if it has no owner, and is guarded as that one
  /// says.
  void belong_to(const Target& giver);
  /// The same with one more guard, behind those that it has.
  Target guarded(Guard guard, GuardScope scope) const;

 private:
  friend class detail::Use;
  CustomTarget& custom() const noexcept { return *static_cast<CustomTarget*>(object_); }

  const ExposedType* type_ = nullptr;
  void* object_ = nullptr;
  std::shared_ptr<void> owner_;
  std::shared_ptr<const detail::Lease> lease_;
  std::shared_ptr<const detail::Guards> guards_;
  bool is_borrowed_ = false;
};

namespace detail {

/// One use of a target: the object is there until the end of it, and what its member gives belongs
/// to it. Throws when the object is gone.
class Use {
 public:
  Use(const Target& target, Call& call, std::string_view name);
  ~Use();
  Use(Use&&) = delete;
  Use& operator=(Use&&) = delete;

  /// Runs the guards that stand before a member.
  void check(const Access& access) const;
  /// Runs those that stand before a function which the object has given.
  void check_given(const Access& access) const;
  /// Makes what the member gave ready to leave.
  void give(Result& result) const;

 private:
  const Target& target_;
  Call& call_;
  std::string_view name_;
  std::shared_ptr<void> held_;
  const Target* before_;
};

}  // namespace detail

}  // namespace candela
