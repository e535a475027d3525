#include <candela/rpc/kj/http_values.hpp>

#include <optional>
#include <string_view>
#include <utility>

#include <kj/debug.h>

#include <candela/rpc/kj/read_body.hpp>
#include <candela/structured_clone/error.hpp>

#include "http_content.hpp"
#include "kj/kj_compat.hpp"

namespace candela {
namespace {

std::string_view view(kj::StringPtr text) {
  return {text.begin(), text.size()};
}

kj::String text(std::string_view view) {
  return kj::heapString(view.data(), view.size());
}

/// Throws HttpValueError for what kj lets through and Fetch does not.
Headers headers_of(const kj::HttpHeaders& from) {
  Headers headers;
  from.forEach([&headers](kj::StringPtr name, kj::StringPtr value) {
    headers.append(view(name), view(value));
  });
  return headers;
}

/// Without what kj itself writes, and what concerns one connection.
kj::HttpHeaders to_kj(Headers headers, const std::optional<std::string>& content_type,
                      const kj::HttpHeaderTable& table) {
  drop_hop_by_hop(headers);
  headers.remove("content-length");
  if (content_type) headers.set("content-type", *content_type);
  kj::HttpHeaders out(table);
  for (const Headers::Entry& header : headers)
    out.add(text(header.name), text(header.value));
  return out;
}

kj::Promise<void> write_all(kj::Own<kj::AsyncOutputStream> stream, std::string bytes) {
  if (bytes.empty()) return kj::READY_NOW;
  auto kept = kj::heap<std::string>(std::move(bytes));
  auto written = write_to(*stream, kj::arrayPtr(kept->data(), kept->size()).asBytes());
  return written.attach(kj::mv(stream), kj::mv(kept));
}

/// Of "/path?query", and of what a proxy is asked for.
Url url_of(std::string_view target, const Headers& headers, std::string_view scheme) {
  if (!target.starts_with('/')) return Url(target);
  const auto host = headers.get("host");
  if (!host) throw HttpValueError(HttpValueErrorCode::invalid_url, "a request without a Host");
  const Url origin(std::string(scheme) + "://" + *host + "/");
  if (origin.href() != origin.origin() + "/")
    throw HttpValueError(HttpValueErrorCode::invalid_url, "a Host that is no host");
  return Url(origin.origin() + std::string(target));
}

RequestRefusal refusal_of(const HttpValueError& error) {
  const bool is_method = error.code() == HttpValueErrorCode::forbidden_method;
  return {is_method ? 405U : 400U, error.what()};
}

using Received = std::variant<RequestSync, RequestRefusal>;

Received make_request(Url url, std::string method, Headers headers, std::string_view bytes,
                      const Limits& limits) {
  try {
    Body body = body_of(bytes, headers, limits);
    drop_hop_by_hop(headers);
    return RequestSync(std::move(url), {std::move(method), std::move(headers), std::move(body)});
  } catch (const HttpValueError& error) {
    return refusal_of(error);
  }
}

ResponseSync make_response(ResponseInit init, std::string_view bytes, const Limits& limits) {
  Body body = body_of(bytes, init.headers, limits);
  drop_hop_by_hop(init.headers);
  return ResponseSync(std::move(body), std::move(init));
}

kj::Promise<void> answer_with(const ResponseSync& response, kj::HttpService::Response& out,
                              const kj::HttpHeaderTable& table) {
  KJ_REQUIRE(response.status() >= ResponseSync::least_status, "a response that cannot be sent",
             response.status());
  Content content = content_of(response.body(), response.content_type());
  const auto headers = to_kj(response.headers(), content.type, table);
  const kj::String status_text = text(response.status_text());
  auto stream = out.send(static_cast<kj::uint>(response.status()), status_text, headers,
                         content.bytes.size());
  return write_all(kj::mv(stream), std::move(content.bytes));
}

kj::Promise<ResponseSync> ask(kj::HttpClient& client, const kj::HttpHeaderTable& table,
                              const RequestSync& request, HttpValueOptions options) {
  const auto method = kj::tryParseHttpMethod(text(request.method()));
  const auto* known = value_of(method);
  KJ_REQUIRE(known != nullptr, "a method that kj's HTTP does not have", request.method().c_str());
  const std::string_view href = request.url().href();
  const kj::String url = text(href.substr(0, href.find('#')));
  Content content = content_of(request.body(), request.content_type());
  Headers set = request.headers();
  if (!set.has("host")) set.set("host", request.url().host());
  const auto headers = to_kj(std::move(set), content.type, table);
  const bool is_head = request.method() == "HEAD";
  auto asked = client.request(*known, url, headers, content.bytes.size());
  // A server may answer before it has read everything: the answer counts, not the writing.
  auto writing =
      write_all(kj::mv(asked.body), std::move(content.bytes)).eagerlyEvaluate([](kj::Exception&&) {
      });
  auto answer = asked.response.then([options = std::move(options), is_head, url = request.url()](
                                        kj::HttpClient::Response&& response) mutable {
    ResponseInit init;
    init.status = static_cast<int>(response.statusCode);
    init.status_text = view(response.statusText);
    init.headers = headers_of(*response.headers);
    init.type = ResponseType::basic;
    init.url = std::move(url);
    auto read = is_head ? kj::Promise<ReadBody>(ReadBody())  // a length, but no bytes
                        : read_body(*response.body, options.body_bytes);
    return read.attach(kj::mv(response.body))
        .then([init = std::move(init), options = std::move(options)](ReadBody&& bytes) mutable {
          auto* whole = std::get_if<std::string>(&bytes);
          KJ_REQUIRE(whole != nullptr, "the answer is larger than HttpValueOptions::body_bytes");
          return make_response(std::move(init), *whole, options.values);
        });
  });
  return answer.attach(kj::mv(writing));
}

}  // namespace

kj::Promise<std::variant<RequestSync, RequestRefusal>> receive_request(
    kj::HttpMethod method, kj::StringPtr url, const kj::HttpHeaders& headers,
    kj::AsyncInputStream& body, HttpValueOptions options) {
  Headers kept;
  std::optional<Url> absolute;
  try {
    kept = headers_of(headers);
    absolute = url_of(view(url), kept, options.scheme);
  } catch (const HttpValueError& error) {
    return Received(refusal_of(error));
  }
  std::string name(view(kj::toCharSequence(method)));
  auto read = read_body(body, options.body_bytes);
  return read.then([url = std::move(*absolute), name = std::move(name), kept = std::move(kept),
                    options = std::move(options)](ReadBody&& bytes) mutable -> Received {
    if (auto* whole = std::get_if<std::string>(&bytes))
      return make_request(std::move(url), std::move(name), std::move(kept), *whole, options.values);
    return RequestRefusal{413, "Body larger than " + std::to_string(options.body_bytes) + " bytes"};
  });
}

kj::Promise<void> send_response(const ResponseSync& response, kj::HttpService::Response& out,
                                const kj::HttpHeaderTable& table) {
  return kj::evalNow([&]() { return answer_with(response, out, table); });
}

kj::Promise<void> send_refusal(const RequestRefusal& refusal, kj::HttpService::Response& out,
                               const kj::HttpHeaderTable& table) {
  ResponseInit init;
  init.status = static_cast<int>(refusal.status);
  init.headers.set("content-type", "text/plain;charset=UTF-8");
  return send_response(ResponseSync(refusal.message, std::move(init)), out, table);
}

kj::Promise<ResponseSync> fetch(kj::HttpClient& client, const kj::HttpHeaderTable& table,
                                const RequestSync& request, HttpValueOptions options) {
  return kj::evalNow([&]() { return ask(client, table, request, std::move(options)); });
}

}  // namespace candela
