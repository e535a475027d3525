#pragma once
// Who an actor is: a binding and a key.
//
// Guarantee: a key is a name or a 256-bit id, and which of the two is part of it. Nothing inside
// the system guesses it from the key's shape; only a URL segment is read that way, in one function.
// Threads: plain values.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace candela {

struct ActorId {
  static constexpr std::size_t size = 32;

  std::array<std::uint8_t, size> bytes{};

  /// 64 lower-case hex digits.
  std::string to_hex() const;
  /// Nothing unless `text` is exactly 64 lower-case hex digits.
  static std::optional<ActorId> from_hex(std::string_view text);

  auto operator<=>(const ActorId&) const = default;
};

using ActorKey = std::variant<std::string, ActorId>;

/// A decoded URL segment: 64 lower-case hex digits are an id, all else is a name.
ActorKey actor_key_from_segment(std::string_view segment);

struct ActorAddress {
  std::string binding;
  ActorKey key;

  auto operator<=>(const ActorAddress&) const = default;
};

}  // namespace candela
