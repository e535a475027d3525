#pragma once

// The input `twitter` as C++ structs: what bindings of ours and archives of others write and read.
//
// `Text` is std::string, or std::string_view for who reads views. What is null in some statuses is
// an optional. Threads: no state.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <candela/structured_clone/convert_containers.hpp>
#include <candela/structured_clone/fields.hpp>

namespace candela::bench::tweets {

using Indices = std::array<std::int32_t, 2>;

template <typename Text>
struct Hashtag {
  Text text;
  Indices indices{};
  CANDELA_FIELDS(Hashtag, text, indices)
};

template <typename Text>
struct Mention {
  Text screen_name, name;
  std::uint32_t id = 0;
  Text id_str;
  Indices indices{};
  CANDELA_FIELDS(Mention, screen_name, name, id, id_str, indices)
};

template <typename Text>
struct Link {
  Text url, expanded_url;
  Indices indices{};
  CANDELA_FIELDS(Link, url, expanded_url, indices)
};

template <typename Text>
struct Entities {
  std::vector<Hashtag<Text>> hashtags;
  std::vector<std::int32_t> symbols;
  std::vector<Link<Text>> urls;
  std::vector<Mention<Text>> user_mentions;
  CANDELA_FIELDS(Entities, hashtags, symbols, urls, user_mentions)
};

template <typename Text>
struct User {
  std::uint32_t id = 0;
  Text id_str, name, screen_name, location, description;
  std::optional<Text> url;
  bool is_protected = false;
  std::int32_t followers_count = 0, friends_count = 0, listed_count = 0;
  Text created_at;
  std::int32_t favourites_count = 0;
  std::optional<std::int32_t> utc_offset;
  std::nullptr_t time_zone = nullptr;
  bool geo_enabled = false, verified = false;
  std::int32_t statuses_count = 0;
  Text lang, profile_background_color, profile_image_url;
  bool default_profile = false, following = false;
  CANDELA_FIELDS(User, id, id_str, name, screen_name, location, description,
                 (url, candela::as_null), (is_protected, candela::rename("protected")),
                 followers_count, friends_count, listed_count, created_at, favourites_count,
                 (utc_offset, candela::as_null), time_zone, geo_enabled, verified, statuses_count,
                 lang, profile_background_color, profile_image_url, default_profile, following)
};

template <typename Text>
struct Place {
  Text type;
  std::array<double, 2> coordinates{};
  CANDELA_FIELDS(Place, type, coordinates)
};

template <typename Text>
struct Metadata {
  Text result_type, iso_language_code;
  CANDELA_FIELDS(Metadata, result_type, iso_language_code)
};

template <typename Text>
struct Status {
  Metadata<Text> metadata;
  Text created_at;
  double id = 0;
  Text id_str, text, source;
  bool truncated = false;
  std::nullptr_t in_reply_to_status_id = nullptr, in_reply_to_user_id = nullptr,
                 in_reply_to_screen_name = nullptr;
  User<Text> user;
  std::optional<Place<Text>> geo;
  std::nullptr_t coordinates = nullptr, place = nullptr, contributors = nullptr;
  std::int32_t retweet_count = 0, favorite_count = 0;
  Entities<Text> entities;
  bool favorited = false, retweeted = false;
  Text lang;
  CANDELA_FIELDS(Status, metadata, created_at, id, id_str, text, source, truncated,
                 in_reply_to_status_id, in_reply_to_user_id, in_reply_to_screen_name, user,
                 (geo, candela::as_null), coordinates, place, contributors, retweet_count,
                 favorite_count, entities, favorited, retweeted, lang)
};

template <typename Text>
struct SearchMetadata {
  double completed_in = 0, max_id = 0;
  Text query;
  std::int32_t count = 0, since_id = 0;
  CANDELA_FIELDS(SearchMetadata, completed_in, max_id, query, count, since_id)
};

template <typename Text>
struct Search {
  std::vector<Status<Text>> statuses;
  SearchMetadata<Text> search_metadata;
  CANDELA_FIELDS(Search, statuses, search_metadata)
};

/// The fields in their order, for archives: `archive(item)` for each.
template <typename Archive, typename Text>
void serialize(Archive& archive, Hashtag<Text>& it) {
  archive(it.text, it.indices);
}
template <typename Archive, typename Text>
void serialize(Archive& archive, Mention<Text>& it) {
  archive(it.screen_name, it.name, it.id, it.id_str, it.indices);
}
template <typename Archive, typename Text>
void serialize(Archive& archive, Link<Text>& it) {
  archive(it.url, it.expanded_url, it.indices);
}
template <typename Archive, typename Text>
void serialize(Archive& archive, Entities<Text>& it) {
  archive(it.hashtags, it.symbols, it.urls, it.user_mentions);
}
template <typename Archive, typename Text>
void serialize(Archive& archive, User<Text>& it) {
  archive(it.id, it.id_str, it.name, it.screen_name, it.location, it.description, it.url,
          it.is_protected, it.followers_count, it.friends_count, it.listed_count, it.created_at,
          it.favourites_count, it.utc_offset, it.geo_enabled, it.verified, it.statuses_count,
          it.lang, it.profile_background_color, it.profile_image_url, it.default_profile,
          it.following);
}
template <typename Archive, typename Text>
void serialize(Archive& archive, Place<Text>& it) {
  archive(it.type, it.coordinates);
}
template <typename Archive, typename Text>
void serialize(Archive& archive, Metadata<Text>& it) {
  archive(it.result_type, it.iso_language_code);
}
template <typename Archive, typename Text>
void serialize(Archive& archive, Status<Text>& it) {
  archive(it.metadata, it.created_at, it.id, it.id_str, it.text, it.source, it.truncated, it.user,
          it.geo, it.retweet_count, it.favorite_count, it.entities, it.favorited, it.retweeted,
          it.lang);
}
template <typename Archive, typename Text>
void serialize(Archive& archive, SearchMetadata<Text>& it) {
  archive(it.completed_in, it.max_id, it.query, it.count, it.since_id);
}
template <typename Archive, typename Text>
void serialize(Archive& archive, Search<Text>& it) {
  archive(it.statuses, it.search_metadata);
}

}  // namespace candela::bench::tweets
