#pragma once
// The values of vectors.json, made in C++ by name: the other half of every comparison with what the
// original packages wrote. Tables of functions and texts; nothing here is state.
#include <span>
#include <string_view>

#include <candela/structured_clone/document.hpp>

namespace candela::conformance {

/// A vector that a document can hold.
struct MadeVector {
  std::string_view name;
  Value (*make)(Document& doc);
  /// What Fidelity::lossless writes where the original loses data, or writes nothing at all. Empty:
  /// the original's bytes, which then must hold all of the value.
  std::string_view nested = {};
  std::string_view tuple = {};
  /// Why Fidelity::reference does not write the original's bytes, where it does not.
  std::string_view beyond_reference = {};
};

/// A vector of something that C++ has no counterpart of. Its recordings are read, and no more.
struct UnheldVector {
  std::string_view name;
  std::string_view reason;
};

std::span<const MadeVector> primitive_vectors();
std::span<const MadeVector> container_vectors();
std::span<const MadeVector> graph_vectors();
std::span<const MadeVector> error_vectors();
std::span<const MadeVector> buffer_vectors();
std::span<const MadeVector> http_vectors();
std::span<const UnheldVector> unheld_vectors();

/// Of all tables; null where there is no such vector.
const MadeVector* find_made_vector(std::string_view name);
const UnheldVector* find_unheld_vector(std::string_view name);

}  // namespace candela::conformance
