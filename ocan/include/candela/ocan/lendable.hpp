// Objects that may be given by reference. A capability on one does not keep it: it fails, with a
// ReferenceError, once the object is gone.
//
//   class Door : public candela::Lendable { … };
//   class House {
//     Door& front();                       // else: std::shared_ptr<Door> front();
//     CANDELA_EXPOSE(House, front)
//   };
//
// Guarantees: what was lent ends with the object, or earlier by `take_back`. Copies and moved-to
// objects have an identity of their own: nothing that was lent moves over to them, and assigning
// changes nobody's identity. A call that waits when its object goes away fails.
// A destructor of yours runs before the one of this base: call `take_back` first in it, where it
// may run chains. The base has no virtual member; it takes no memory but one pair of pointers until
// it is lent for the first time.
// Threads: as the object itself.
#pragma once

#include <memory>

namespace candela {

namespace detail {

/// Whether an object that a Target does not own is still there. Shared by all targets on it.
struct Lease {
  enum class Kind : unsigned char { lent, weak, part };
  Kind kind = Kind::lent;
  bool is_gone = false;                     ///< Of what is lent.
  std::shared_ptr<const Lease> lent = {};   ///< Of a part: its own,
  std::shared_ptr<const Lease> giver = {};  ///< and that of what it is part of.
  std::weak_ptr<void> object = {};          ///< Of a std::weak_ptr.
};

}  // namespace detail

class Lendable {
 public:
  Lendable() noexcept = default;
  Lendable(const Lendable&) noexcept {}
  Lendable& operator=(const Lendable&) noexcept { return *this; }
  ~Lendable() { take_back(); }

  /// Ends everything that was lent so far. What is lent from now on is good again.
  void take_back() noexcept {
    if (lease_) lease_->is_gone = true;
    lease_.reset();
  }

  std::shared_ptr<const detail::Lease> lease() const {
    if (!lease_) lease_ = std::make_shared<detail::Lease>();
    return lease_;
  }

 private:
  mutable std::shared_ptr<detail::Lease> lease_;
};

}  // namespace candela
