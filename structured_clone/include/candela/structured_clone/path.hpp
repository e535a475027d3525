// Where a value stands in a graph: the steps that lead to it from the root.
//
// A Path is a view: whoever gives one says how long it is good. Take `text()` of it, or copy its
// steps, to keep it; the names in the steps stay good as long as the document lives.
// Threads: a plain value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace candela {

class Path {
 public:
  enum class StepKind : std::uint8_t {
    property,    ///< of an object, or an own one of an error: `.name`
    index,       ///< of an array: `[3]`
    map_key,     ///< the key of a Map's entry: `.keys()[3]`
    map_value,   ///< its value: `.values()[3]`
    set_member,  ///< `.values()[3]`
    error_part,  ///< name, message, stack or cause: `.cause`
    payload,     ///< of a host value: `.payload`
  };
  struct Step {
    StepKind kind = StepKind::property;
    std::string_view name = {};  ///< of a property or of an error's part
    std::size_t index = 0;       ///< of an element, or of an entry in order of insertion
  };

  /// Borrows the steps.
  explicit Path(std::span<const Step> steps) noexcept : steps_(steps) {}

  std::size_t size() const noexcept { return steps_.size(); }
  /// At the root.
  bool empty() const noexcept { return steps_.empty(); }
  const Step& operator[](std::size_t index) const noexcept { return steps_[index]; }
  /// The innermost step. Requires: not empty.
  const Step& back() const noexcept { return steps_.back(); }
  auto begin() const noexcept { return steps_.begin(); }
  auto end() const noexcept { return steps_.end(); }

  /// `$.users[3].name`. Of more than 64 steps, 32 at either end with `…` between them.
  std::string text() const;

 private:
  std::span<const Step> steps_;
};

}  // namespace candela
