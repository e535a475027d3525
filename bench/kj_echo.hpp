#pragma once
// What the bare echo servers of the benchmark share: options, and how they tell their port.

#include <charconv>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <kj/string.h>

namespace candela::bench {

struct EchoOptions {
  unsigned port = 0;             // 0: a free one
  std::size_t answer_bytes = 0;  // 0: the request comes back
  bool gathered = false;
  bool understood = true;
};

/// [--port N] [--answer-bytes N] [--gathered]
inline EchoOptions read_echo_options(const std::vector<std::string_view>& arguments) {
  EchoOptions options;
  const auto read = [&arguments, &options](std::size_t at, auto& number) {
    if (at >= arguments.size()) return options.understood = false;
    const std::string_view text = arguments[at];
    const auto end = text.data() + text.size();
    return options.understood = std::from_chars(text.data(), end, number).ptr == end;
  };
  for (std::size_t i = 0; i < arguments.size() && options.understood; ++i) {
    if (arguments[i] == "--gathered") {
      options.gathered = true;
    } else if (arguments[i] == "--port") {
      read(++i, options.port);
    } else if (arguments[i] == "--answer-bytes") {
      read(++i, options.answer_bytes);
    } else {
      options.understood = false;
    }
  }
  return options;
}

inline kj::String listen_address(const EchoOptions& options) {
  return kj::str("127.0.0.1:", options.port);
}

/// One line on standard output, so that whoever started the server knows when and where.
inline void tell_port(unsigned port) {
  std::printf("{\"port\":%u}\n", port);
  std::fflush(stdout);
}

}  // namespace candela::bench
