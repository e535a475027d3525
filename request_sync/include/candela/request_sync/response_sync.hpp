// An HTTP response as a plain value: status, status text, headers, body. What was set is what is
// read.
//
// Guarantees
// - (I3) Always a response that the Fetch standard's constructor would have made: a status from 200
//   to 599, a status text without control characters, no body on 204, 205 and 304.
// - Nothing is filled in: no content type for a body, no status text for a status.
// Threads: a plain value; any number may read.
// Errors: HttpValueError, from the constructor only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <candela/request_sync/body.hpp>
#include <candela/request_sync/headers.hpp>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/limits.hpp>

namespace candela {

struct ResponseInit {
  int status = 200;
  /// Bytes, as HTTP has them; headers.hpp says how JavaScript reads them.
  std::string status_text = {};
  Headers headers = {};
};

class ResponseSync {
 public:
  static constexpr int least_status = 200;
  static constexpr int greatest_status = 599;

  explicit ResponseSync(Body body = {}, ResponseInit init = {});

  int status() const noexcept { return status_; }
  const std::string& status_text() const noexcept { return status_text_; }
  /// 200 to 299.
  bool ok() const noexcept { return status_ < 300; }
  const Headers& headers() const noexcept { return headers_; }
  Headers& headers() noexcept { return headers_; }
  const Body& body() const noexcept { return body_; }

  /// The header, or else what the body chooses; nothing where there is neither. It is what a
  /// conversion to HTTP sends; no header is filled in.
  std::optional<std::string> content_type() const;

  // Of the body: body.hpp says what each does.
  Document json(const Limits& limits = {}) const { return body_.json(limits); }
  std::string text() const { return body_.text(); }
  std::vector<std::byte> bytes() const { return body_.bytes(); }

  friend bool operator==(const ResponseSync& left, const ResponseSync& right) {
    return left.status_ == right.status_ && left.status_text_ == right.status_text_ &&
           left.headers_ == right.headers_ && left.body_ == right.body_;
  }

 private:
  int status_;
  std::string status_text_;
  Headers headers_;
  Body body_;
};

}  // namespace candela
