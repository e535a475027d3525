#pragma once
// ROOM: what several people write, kept in order.
// Threads and ownership: an actor's.
// Limits: those named in the class; a longer text is refused, an older message than the newest
// `max_messages` is forgotten.
#include <cstddef>
#include <string_view>

#include <candela/ocan/expose.hpp>
#include <candela/runtime/actor.hpp>

namespace candela::demo {

class Room : public Actor {
 public:
  using Actor::Actor;

  static constexpr std::size_t max_name_bytes = 64;
  static constexpr std::size_t max_text_bytes = 1'000;
  static constexpr std::size_t max_messages = 200;

  /// Gives the message's number. Throws RangeError for an empty or too long name or text.
  double say(std::string_view name, std::string_view text);
  /// `[{number, at, name, text}]`, those after number `after`, the newest last.
  Value messages(Call& call, double after = 0);

 private:
  CANDELA_EXPOSE(Room, say, messages)
};

}  // namespace candela::demo
