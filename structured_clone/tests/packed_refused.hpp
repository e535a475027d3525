// What the reader of `packed` says of wrong messages: the code, the byte.
#pragma once

#include <cstddef>
#include <string>

#include <candela/structured_clone/format.hpp>

#include "packed_message.hpp"
#include "refused.hpp"

/// Where the nodes begin: behind the header.
inline constexpr std::size_t nodes_at = sizeof(candela::packed::Header);

/// Checks the code and the byte with which a message is refused.
inline void refuse(const std::string& bytes, candela::CloneErrorCode code, std::size_t offset) {
  check_refused({{bytes, code, offset}}, [](const std::string& text) {
    candela::parse(text, {.format = candela::Format::packed});
  });
}
inline void refuse(const PackedMessage& message, candela::CloneErrorCode code, std::size_t offset) {
  refuse(message.bytes(), code, offset);
}
