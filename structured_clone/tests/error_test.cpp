#include <candela/structured_clone/error.hpp>

#include <string>

#include <doctest/doctest.h>

using candela::CloneError;
using candela::CloneErrorCode;

TEST_CASE("a CloneError's sentence names the mistake, the path and the byte") {
  const CloneError error(CloneErrorCode::syntax, "unexpected '}'", 12, "$.users[3].name");
  CHECK(std::string(error.what()) == "unexpected '}', at $.users[3].name, byte 12");
  CHECK(error.code() == CloneErrorCode::syntax);
  CHECK(error.offset() == 12);
  CHECK(error.path() == "$.users[3].name");
  CHECK(error.message() == "unexpected '}'");
}

TEST_CASE("without a place or a path the sentence leaves them out") {
  CHECK(std::string(CloneError(CloneErrorCode::capacity, "full").what()) == "full");
  CHECK(std::string(CloneError(CloneErrorCode::syntax, "odd", 3).what()) == "odd, at byte 3");
  CHECK(CloneError(CloneErrorCode::capacity, "full").offset() == CloneError::no_offset);
}

TEST_CASE("every code has its own name") {
  CHECK(to_string(CloneErrorCode::syntax) == "syntax");
  CHECK(to_string(CloneErrorCode::bad_reference) == "bad_reference");
  CHECK(to_string(CloneErrorCode::limit_holes) == "limit_holes");
  CHECK(to_string(CloneErrorCode::not_serializable) == "not_serializable");
}
