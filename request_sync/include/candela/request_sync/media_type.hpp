// A media type: what Content-Type says, by the MIME Sniffing standard (mimesniff.spec.whatwg.org,
// "Parsing a MIME type", "Serializing a MIME type").
//
// Guarantees: type, subtype and the names of parameters are tokens in lower case; values are as they
// were given, without their quotes. Parsing what `to_string` gives makes an equal one.
// Limits: `max_parameters`; further ones are left out.
// Threads: a plain value. Views are good until it is changed or destroyed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candela {

class MediaType {
 public:
  static constexpr std::size_t max_parameters = 100;

  /// Nothing for what is no media type. A parameter that is wrong is left out, and of two with one
  /// name the first counts.
  static std::optional<MediaType> parse(std::string_view text);

  /// Of a Content-Type that may have been set more than once, as `Headers::get` joins them: the last
  /// that is one counts, and a charset goes on to a later one of the same essence (the Fetch
  /// standard's "extract a MIME type").
  static std::optional<MediaType> of_header(std::string_view value);

  const std::string& type() const noexcept { return type_; }
  const std::string& subtype() const noexcept { return subtype_; }
  /// "text/html"
  std::string essence() const { return type_ + '/' + subtype_; }
  /// Nothing where there is none. `name` in lower case.
  std::optional<std::string_view> parameter(std::string_view name) const noexcept;
  /// In place of the one that is there, or as the last. False, and nothing is changed, where there is
  /// no more room, and where the standard has no such name or value: a name is a token in lower case,
  /// a value has no control characters but tabs.
  bool set_parameter(std::string_view name, std::string_view value);

  /// application/json, text/json, and whatever ends in +json.
  bool is_json() const noexcept;

  /// "text/html;charset=utf-8"
  std::string to_string() const;

  friend bool operator==(const MediaType& left, const MediaType& right) = default;

 private:
  MediaType(std::string type, std::string subtype)
      : type_(std::move(type)), subtype_(std::move(subtype)) {}

  std::string type_;
  std::string subtype_;
  std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace candela
