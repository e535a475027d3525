#pragma once

// The inputs `twitter` and `small` as C++ structs, with strings of their own or with views.
//
// Guarantees: their text is the text of the input's document. Threads: no state.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <candela/structured_clone/convert_containers.hpp>
#include <candela/structured_clone/fields.hpp>

namespace candela::bench {

using Indices = std::array<int, 2>;

template <typename S>
struct TwitterUser {
  std::uint32_t id = 0;
  S id_str, name, screen_name, location, description;
  std::optional<S> url;
  bool is_protected = false;
  int followers_count = 0;
  int friends_count = 0;
  int listed_count = 0;
  S created_at;
  int favourites_count = 0;
  std::optional<int> utc_offset;
  std::nullptr_t time_zone = nullptr;
  bool geo_enabled = false;
  bool verified = false;
  int statuses_count = 0;
  S lang, profile_background_color, profile_image_url;
  bool default_profile = false;
  bool following = false;
  CANDELA_FIELDS(TwitterUser, id, id_str, name, screen_name, location, description,
                 (url, candela::as_null), (is_protected, candela::rename("protected")),
                 followers_count, friends_count, listed_count, created_at, favourites_count,
                 (utc_offset, candela::as_null), time_zone, geo_enabled, verified, statuses_count,
                 lang, profile_background_color, profile_image_url, default_profile, following)
};

template <typename S>
struct Hashtag {
  S text;
  Indices indices{};
  CANDELA_FIELDS(Hashtag, text, indices)
};

template <typename S>
struct Mention {
  S screen_name, name;
  std::uint32_t id = 0;
  S id_str;
  Indices indices{};
  CANDELA_FIELDS(Mention, screen_name, name, id, id_str, indices)
};

template <typename S>
struct Link {
  S url, expanded_url;
  Indices indices{};
  CANDELA_FIELDS(Link, url, expanded_url, indices)
};

template <typename S>
struct Entities {
  std::vector<Hashtag<S>> hashtags;
  std::vector<S> symbols;
  std::vector<Link<S>> urls;
  std::vector<Mention<S>> user_mentions;
  CANDELA_FIELDS(Entities, hashtags, symbols, urls, user_mentions)
};

template <typename S>
struct Geo {
  S type;
  std::array<double, 2> coordinates{};
  CANDELA_FIELDS(Geo, type, coordinates)
};

template <typename S>
struct StatusMetadata {
  S result_type, iso_language_code;
  CANDELA_FIELDS(StatusMetadata, result_type, iso_language_code)
};

template <typename S>
struct Status {
  StatusMetadata<S> metadata;
  S created_at;
  double id = 0;  // beyond what a double holds, as JavaScript has it
  S id_str, text, source;
  bool truncated = false;
  std::nullptr_t in_reply_to_status_id = nullptr;
  std::nullptr_t in_reply_to_user_id = nullptr;
  std::nullptr_t in_reply_to_screen_name = nullptr;
  TwitterUser<S> user;
  std::optional<Geo<S>> geo;
  std::nullptr_t coordinates = nullptr;
  std::nullptr_t place = nullptr;
  std::nullptr_t contributors = nullptr;
  int retweet_count = 0;
  int favorite_count = 0;
  Entities<S> entities;
  bool favorited = false;
  bool retweeted = false;
  S lang;
  CANDELA_FIELDS(Status, metadata, created_at, id, id_str, text, source, truncated,
                 in_reply_to_status_id, in_reply_to_user_id, in_reply_to_screen_name, user,
                 (geo, candela::as_null), coordinates, place, contributors, retweet_count,
                 favorite_count, entities, favorited, retweeted, lang)
};

template <typename S>
struct SearchMetadata {
  double completed_in = 0;
  double max_id = 0;
  S query;
  int count = 0;
  int since_id = 0;
  CANDELA_FIELDS(SearchMetadata, completed_in, max_id, query, count, since_id)
};

template <typename S>
struct Twitter {
  std::vector<Status<S>> statuses;
  SearchMetadata<S> search_metadata;
  CANDELA_FIELDS(Twitter, statuses, search_metadata)
};

template <typename S>
struct OrderParams {
  int user_id = 0;
  S sku;
  int qty = 0;
  double price = 0;
  S note;
  CANDELA_FIELDS(OrderParams, (user_id, candela::rename("userId")), sku, qty, price, note)
};

template <typename S>
struct Order {
  S jsonrpc;
  int id = 0;
  S method, trace_id;
  std::int64_t timestamp = 0;
  bool retry = false;
  int priority = 0;
  std::nullptr_t deadline = nullptr;
  OrderParams<S> params;
  std::tuple<S, S, S, int, int, int> tags;
  CANDELA_FIELDS(Order, jsonrpc, id, method, (trace_id, candela::rename("traceId")), timestamp,
                 retry, priority, deadline, params, tags)
};

}  // namespace candela::bench
