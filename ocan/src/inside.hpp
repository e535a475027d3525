// Notes that something is being run, for as long as it is.
//
// Threads: one.
#pragma once

#include <cassert>

namespace candela {

class Inside {
 public:
  /// Requires: not inside yet.
  explicit Inside(bool& is_inside) noexcept : is_inside_(is_inside) {
    assert(!is_inside && "requires: not from inside of what runs");
    is_inside_ = true;
  }
  ~Inside() { is_inside_ = false; }
  Inside(Inside&&) = delete;
  Inside& operator=(Inside&&) = delete;

 private:
  bool& is_inside_;
};

}  // namespace candela
