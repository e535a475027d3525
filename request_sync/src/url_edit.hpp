// The URL standard's setters (section 6.1): each is the basic URL parser with a state override,
// over one part.
#pragma once

#include <string>
#include <string_view>

#include "url_record.hpp"

namespace candela {

/// A record in which parts are replaced. What is set is kept here, or views what it was set from.
class UrlEdit {
 public:
  explicit UrlEdit(const UrlRecord& record) : record_(record), scheme_(scheme_of(record.scheme)) {}
  UrlEdit(UrlEdit&&) = delete;
  UrlEdit& operator=(UrlEdit&&) = delete;

  const UrlRecord& record() const noexcept { return record_; }

  // Whether the value was taken; where it was not, nothing has changed. Values are any bytes.
  bool set_protocol(std::string_view value);
  bool set_username(std::string_view value);
  bool set_password(std::string_view value);
  bool set_host(std::string_view value);
  bool set_hostname(std::string_view value);
  bool set_port(std::string_view value);
  bool set_pathname(std::string_view value);
  bool set_search(std::string_view value);
  bool set_hash(std::string_view value);

 private:
  enum class Port : unsigned char { taken, refused };

  bool can_have_credentials_and_port() const noexcept;
  bool set_host(std::string_view value, Port port);
  bool set_file_host(std::string_view text);
  bool take_host(std::string_view name);
  bool take_port(std::string_view digits);

  UrlRecord record_;
  Scheme scheme_;
  std::string text_;
  std::string port_;
};

}  // namespace candela
