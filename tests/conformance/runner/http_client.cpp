#include "http_client.hpp"

#include <strings.h>

#include <charconv>
#include <cstddef>
#include <stdexcept>
#include <system_error>

namespace candela::conformance {
namespace {

std::string text_of_request(const Endpoint& endpoint, const HttpRequest& request) {
  std::string text = request.method + ' ' + request.target + " HTTP/1.1\r\nHost: " + endpoint.host +
                     ':' + endpoint.port + "\r\nConnection: close\r\n";
  for (const auto& [name, value] : request.headers)
    text.append(name).append(": ").append(value).append("\r\n");
  text.append("Content-Length: ").append(std::to_string(request.body.size()));
  return text.append("\r\n\r\n").append(request.body);
}

std::runtime_error not_http() {
  return std::runtime_error("the answer is not HTTP");
}

std::string join_chunks(std::string_view chunked) {
  std::string body;
  for (;;) {
    const std::size_t end_of_size = chunked.find("\r\n");
    if (end_of_size == std::string_view::npos) throw not_http();
    std::size_t size = 0;
    const auto [end, error] =
        std::from_chars(chunked.data(), chunked.data() + end_of_size, size, 16);
    if (error != std::errc() || size > chunked.size() - end_of_size - 2) throw not_http();
    if (size == 0) return body;
    body.append(chunked.substr(end_of_size + 2, size));
    chunked.remove_prefix(end_of_size + 2 + size);
    if (!chunked.starts_with("\r\n")) throw not_http();
    chunked.remove_prefix(2);
  }
}

HttpAnswer parse_answer(std::string_view bytes) {
  constexpr std::string_view version = "HTTP/1.1 ";
  const std::size_t end_of_head = bytes.find("\r\n\r\n");
  if (end_of_head == std::string_view::npos || !bytes.starts_with(version)) throw not_http();
  const std::string_view head = bytes.substr(0, end_of_head);
  const std::string_view rest = bytes.substr(end_of_head + 4);
  HttpAnswer answer;
  const char* status = head.data() + version.size();
  if (std::from_chars(status, head.data() + head.size(), answer.status).ec != std::errc())
    throw not_http();
  answer.content_type = header_value(head, "content-type");
  const bool chunked = header_value(head, "transfer-encoding") == "chunked";
  answer.body = chunked ? join_chunks(rest) : std::string(rest);
  return answer;
}

}  // namespace

std::string_view header_value(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(line.size() == head.size() ? line.size() : line.size() + 2);
    if (line.size() <= name.size() || line[name.size()] != ':') continue;
    if (strncasecmp(line.data(), name.data(), name.size()) != 0) continue;
    const std::size_t value = line.find_first_not_of(' ', name.size() + 1);
    return value == std::string_view::npos ? std::string_view() : line.substr(value);
  }
  return {};
}

HttpAnswer exchange(const Endpoint& endpoint, const HttpRequest& request) {
  const Socket socket(endpoint);
  socket.send(text_of_request(endpoint, request));
  std::string bytes;
  for (std::string more = socket.receive(); !more.empty(); more = socket.receive())
    bytes.append(more);
  return parse_answer(bytes);
}

}  // namespace candela::conformance
