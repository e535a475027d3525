// What the tests of V8's format share: bytes as text, written and read.
#pragma once

#include <cstring>
#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

namespace v8_test {

inline std::string write(candela::Value value,
                         candela::Fidelity fidelity = candela::Fidelity::lossless) {
  return candela::stringify(value, {.format = candela::Format::v8, .fidelity = fidelity});
}

/// Of version 15, without its first two bytes.
inline std::string body(candela::Value value,
                        candela::Fidelity fidelity = candela::Fidelity::lossless) {
  const std::string bytes = write(value, fidelity);
  REQUIRE(bytes.substr(0, 2) == "\xFF\x0F");
  return bytes.substr(2);
}

inline candela::Document read(const std::string& body, const candela::ParseOptions& options = {}) {
  return candela::parse("\xFF\x0F" + body, options);
}

/// The eight bytes of a double.
inline std::string eight(double number) {
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &number, 8);
  return bytes;
}

/// Checks that the value is written as the body, and read from it.
inline void check_both(candela::Value value, const std::string& bytes) {
  CAPTURE(bytes);
  CHECK(body(value) == bytes);
  CHECK(candela::first_difference(read(bytes).root(), value) == "");
}

}  // namespace v8_test
