#pragma once
// HTTP/1.1: one request, one connection. So small because the runner must not share code with the
// server that it judges. Throws std::runtime_error where the answer is not HTTP, and what Socket
// throws.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "socket.hpp"

namespace candela::conformance {

struct HttpRequest {
  std::string method = "POST";
  std::string target;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

struct HttpAnswer {
  int status = 0;
  std::string content_type;
  std::string body;
};

HttpAnswer exchange(const Endpoint& endpoint, const HttpRequest& request);

/// Of the header lines of an answer; empty where there is no such header.
std::string_view header_value(std::string_view head, std::string_view name);

}  // namespace candela::conformance
