// What a reader says of bad texts, as tables: the text, the code, the byte.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <candela/structured_clone/error.hpp>

struct Refused {
  std::string_view text;
  candela::CloneErrorCode code;
  std::size_t offset;
};

/// Checks that `read` refuses each text with the code at the byte.
template <typename Read>
void check_refused(std::initializer_list<Refused> cases, Read read) {
  for (const Refused& refused : cases) {
    const std::string text(refused.text);
    CAPTURE(text);
    try {
      read(text);
      FAIL_CHECK("accepted");
    } catch (const candela::CloneError& error) {
      CHECK(to_string(error.code()) == to_string(refused.code));
      CHECK(error.offset() == refused.offset);
    }
  }
}
