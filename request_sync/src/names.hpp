// The Fetch standard's spellings of its enumerations, in the order of the enumerators.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include <candela/request_sync/request_options.hpp>

namespace candela {

template <typename E>
struct Names;

template <>
struct Names<RequestMode> {
  static constexpr std::string_view what = "mode";
  static constexpr std::array<std::string_view, 4> all = {"cors", "no-cors", "same-origin",
                                                          "navigate"};
};
template <>
struct Names<RequestCredentials> {
  static constexpr std::string_view what = "credentials mode";
  static constexpr std::array<std::string_view, 3> all = {"same-origin", "omit", "include"};
};
template <>
struct Names<RequestCache> {
  static constexpr std::string_view what = "cache mode";
  static constexpr std::array<std::string_view, 6> all = {
      "default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached"};
};
template <>
struct Names<RequestRedirect> {
  static constexpr std::string_view what = "redirect mode";
  static constexpr std::array<std::string_view, 3> all = {"follow", "error", "manual"};
};
template <>
struct Names<ReferrerPolicy> {
  static constexpr std::string_view what = "referrer policy";
  static constexpr std::array<std::string_view, 9> all = {
      "",          "no-referrer",   "no-referrer-when-downgrade", "same-origin",
      "origin",    "strict-origin", "origin-when-cross-origin",   "strict-origin-when-cross-origin",
      "unsafe-url"};
};
template <>
struct Names<RequestDestination> {
  static constexpr std::string_view what = "destination";
  static constexpr std::array<std::string_view, 21> all = {
      "",       "audio",        "audioworklet", "document", "embed",  "font",         "frame",
      "iframe", "image",        "json",         "manifest", "object", "paintworklet", "report",
      "script", "sharedworker", "style",        "track",    "video",  "worker",       "xslt"};
};
template <>
struct Names<ResponseType> {
  static constexpr std::string_view what = "type of a response";
  static constexpr std::array<std::string_view, 6> all = {"default", "basic",  "cors",
                                                          "error",   "opaque", "opaqueredirect"};
};

template <typename E>
constexpr std::string_view name_of(E value) noexcept {
  return Names<E>::all[static_cast<std::size_t>(value)];
}

template <typename E>
std::optional<E> named(std::string_view name) noexcept {
  const auto& all = Names<E>::all;
  const auto found = std::find(all.begin(), all.end(), name);
  if (found == all.end()) return std::nullopt;
  return static_cast<E>(found - all.begin());
}

}  // namespace candela
