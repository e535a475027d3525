#pragma once
// The codec as the runner calls it: with the host types of the recordings, and, on demand, broken
// on purpose, so that a test can see the runner find the break. Stateless after construction.
#include <optional>
#include <string>
#include <string_view>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela::conformance {

enum class Break {
  none,
  alias_ids,  ///< references are one too high
  holes,      ///< holes of arrays are written as what the original writes
  bit,        ///< one bit in the middle is another
};

std::optional<Break> break_from_name(std::string_view name);

class Codec {
 public:
  explicit Codec(Break broken) : broken_(broken) {}

  std::string encode(Value value, Format format, Fidelity fidelity) const;
  /// Recognises the format by itself. Throws CloneError.
  Document decode(std::string_view text) const;

 private:
  Break broken_;
};

}  // namespace candela::conformance
