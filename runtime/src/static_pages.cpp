#include "static_pages.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace candela {
namespace {

/// kj up to 1.0 writes a pointer and a size, later ones an array.
template <typename Stream>
kj::Promise<void> write_all(Stream& stream, const std::string& bytes) {
  if constexpr (requires { stream.write(bytes.data(), bytes.size()); }) {
    return stream.write(bytes.data(), bytes.size());
  } else {
    return stream.write(kj::StringPtr(bytes.data(), bytes.size()).asBytes());
  }
}

}  // namespace

kj::Promise<void> StaticPages::request(kj::HttpMethod method, kj::StringPtr url,
                                       const kj::HttpHeaders& headers, kj::AsyncInputStream& body,
                                       Response& response) {
  std::string_view path(url.begin(), url.size());
  path = path.substr(0, path.find('?'));
  const auto page = std::find_if(pages_.begin(), pages_.end(),
                                 [path](const StaticPage& known) { return known.path == path; });
  if (page == pages_.end() || headers.isWebSocket()) {
    if (fallback_) return fallback_->request(method, url, headers, body, response);
    return refuse(404, "Not Found", response);
  }
  if (method != kj::HttpMethod::GET && method != kj::HttpMethod::HEAD) {
    return refuse(405, "Method Not Allowed", response);
  }
  return send(*page, method, response);
}

kj::Promise<void> StaticPages::refuse(kj::uint status, kj::StringPtr text, Response& response) {
  kj::HttpHeaders headers(table_);
  headers.set(kj::HttpHeaderId::CONTENT_TYPE, "text/plain;charset=UTF-8");
  return response.sendError(status, text, headers);
}

kj::Promise<void> StaticPages::send(const StaticPage& page, kj::HttpMethod method,
                                    Response& response) {
  kj::HttpHeaders headers(table_);
  headers.set(kj::HttpHeaderId::CONTENT_TYPE, kj::StringPtr(page.content_type.c_str()));
  auto body = response.send(200, "OK", headers, page.content.size());
  if (method == kj::HttpMethod::HEAD) return kj::READY_NOW;
  auto written = write_all(*body, page.content);
  return written.attach(kj::mv(body));
}

}  // namespace candela
