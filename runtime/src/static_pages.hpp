#pragma once
// Files from memory, over HTTP: what a demo shows beside its calls.
//
// Guarantees: a page is found by its exact path; the query is ignored. Other methods than GET and
// HEAD are 405. What is no page is the fallback's, or 404.
// Threads: one loop.
// Ownership: table and fallback outlive the service; pages are its own.

#include <vector>

#include <kj/compat/http.h>

#include <candela/runtime/serve.hpp>

namespace candela {

class StaticPages final : public kj::HttpService {
 public:
  StaticPages(const kj::HttpHeaderTable& table, std::vector<StaticPage> pages,
              kj::HttpService* fallback)
      : table_(table), pages_(std::move(pages)), fallback_(fallback) {}

  kj::Promise<void> request(kj::HttpMethod method, kj::StringPtr url,
                            const kj::HttpHeaders& headers, kj::AsyncInputStream& body,
                            Response& response) override;

 private:
  kj::Promise<void> refuse(kj::uint status, kj::StringPtr text, Response& response);
  kj::Promise<void> send(const StaticPage& page, kj::HttpMethod method, Response& response);

  const kj::HttpHeaderTable& table_;
  const std::vector<StaticPage> pages_;
  kj::HttpService* fallback_;
};

}  // namespace candela
