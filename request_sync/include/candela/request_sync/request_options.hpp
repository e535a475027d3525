// What a request says beside URL, method, headers and body: the enumerations of the Fetch standard
// (fetch.spec.whatwg.org, 2.2.5 and 5.4), under their names there.
//
// Each has `to_string`, which gives the standard's spelling: "no-cors", "same-origin", "".
// Nothing here is acted upon: these are data, for whoever sends the request.
// Threads: no state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace candela {

/// `navigate` is a browser's own: no RequestSync can have it.
enum class RequestMode : std::uint8_t { cors, no_cors, same_origin, navigate };
enum class RequestCredentials : std::uint8_t { same_origin, omit, include };
enum class RequestCache : std::uint8_t {
  standard,  ///< "default"
  no_store,
  reload,
  no_cache,
  force_cache,
  only_if_cached,  ///< With `RequestMode::same_origin` only.
};
enum class RequestRedirect : std::uint8_t { follow, error, manual };
enum class ReferrerPolicy : std::uint8_t {
  none,  ///< ""
  no_referrer,
  no_referrer_when_downgrade,
  same_origin,
  origin,
  strict_origin,
  origin_when_cross_origin,
  strict_origin_when_cross_origin,
  unsafe_url,
};
enum class RequestDestination : std::uint8_t {
  none,  ///< ""
  audio,
  audioworklet,
  document,
  embed,
  font,
  frame,
  iframe,
  image,
  json,
  manifest,
  object,
  paintworklet,
  report,
  script,
  sharedworker,
  style,
  track,
  video,
  worker,
  xslt,
};

std::string_view to_string(RequestMode mode) noexcept;
std::string_view to_string(RequestCredentials credentials) noexcept;
std::string_view to_string(RequestCache cache) noexcept;
std::string_view to_string(RequestRedirect redirect) noexcept;
std::string_view to_string(ReferrerPolicy policy) noexcept;
std::string_view to_string(RequestDestination destination) noexcept;

/// What an AbortSignal was when the request was made: a value cannot be aborted later.
struct SignalState {
  bool aborted = false;
  std::string reason = {};
  friend bool operator==(const SignalState& left, const SignalState& right) = default;
};

/// Of a response (2.2.6).
enum class ResponseType : std::uint8_t {
  standard,  ///< "default": made by a program
  basic,
  cors,
  error,
  opaque,
  opaqueredirect,
};
std::string_view to_string(ResponseType type) noexcept;

}  // namespace candela
