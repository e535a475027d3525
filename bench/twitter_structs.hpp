#pragma once

// The input twitter as C++ structs; String is std::string or std::string_view.
//
// Guarantees: what is made from a document holds all that the document does; == compares all of it.
// Numbers that may be past 2^53 are doubles, as they are in JavaScript.
// Ownership: with std::string_view the texts are those of the document, and must not outlive it.
// Threads: no state.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <candela/structured_clone/convert_containers.hpp>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/fields.hpp>

namespace candela::bench {

using Indices = std::array<std::uint32_t, 2>;

template <typename String>
struct Hashtag {
  String text;
  Indices indices{};

  bool operator==(const Hashtag&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("text", self.text);
    visit("indices", self.indices);
  }
  CANDELA_FIELDS(Hashtag, text, indices)
};

template <typename String>
struct Url {
  String url;
  String expanded_url;
  Indices indices{};

  bool operator==(const Url&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("url", self.url);
    visit("expanded_url", self.expanded_url);
    visit("indices", self.indices);
  }
  CANDELA_FIELDS(Url, url, expanded_url, indices)
};

template <typename String>
struct Mention {
  String screen_name;
  String name;
  std::uint32_t id = 0;
  String id_str;
  Indices indices{};

  bool operator==(const Mention&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("screen_name", self.screen_name);
    visit("name", self.name);
    visit("id", self.id);
    visit("id_str", self.id_str);
    visit("indices", self.indices);
  }
  CANDELA_FIELDS(Mention, screen_name, name, id, id_str, indices)
};

template <typename String>
struct Entities {
  std::vector<Hashtag<String>> hashtags;
  std::vector<Hashtag<String>> symbols;
  std::vector<Url<String>> urls;
  std::vector<Mention<String>> user_mentions;

  bool operator==(const Entities&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("hashtags", self.hashtags);
    visit("symbols", self.symbols);
    visit("urls", self.urls);
    visit("user_mentions", self.user_mentions);
  }
  CANDELA_FIELDS(Entities, hashtags, symbols, urls, user_mentions)
};

template <typename String>
struct Point {
  String type;
  std::array<double, 2> coordinates{};

  bool operator==(const Point&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("type", self.type);
    visit("coordinates", self.coordinates);
  }
  CANDELA_FIELDS(Point, type, coordinates)
};

template <typename String>
struct Metadata {
  String result_type;
  String iso_language_code;

  bool operator==(const Metadata&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("result_type", self.result_type);
    visit("iso_language_code", self.iso_language_code);
  }
  CANDELA_FIELDS(Metadata, result_type, iso_language_code)
};

template <typename String>
struct User {
  std::uint32_t id = 0;
  String id_str;
  String name;
  String screen_name;
  String location;
  String description;
  std::optional<String> url;
  bool is_protected = false;
  std::uint32_t followers_count = 0;
  std::uint32_t friends_count = 0;
  std::uint32_t listed_count = 0;
  String created_at;
  std::uint32_t favourites_count = 0;
  std::optional<std::int32_t> utc_offset;
  std::optional<String> time_zone;
  bool geo_enabled = false;
  bool verified = false;
  std::uint32_t statuses_count = 0;
  String lang;
  String profile_background_color;
  String profile_image_url;
  bool default_profile = false;
  bool following = false;

  bool operator==(const User&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("id", self.id);
    visit("id_str", self.id_str);
    visit("name", self.name);
    visit("screen_name", self.screen_name);
    visit("location", self.location);
    visit("description", self.description);
    visit("url", self.url);
    visit("protected", self.is_protected);
    visit("followers_count", self.followers_count);
    visit("friends_count", self.friends_count);
    visit("listed_count", self.listed_count);
    visit("created_at", self.created_at);
    visit("favourites_count", self.favourites_count);
    visit("utc_offset", self.utc_offset);
    visit("time_zone", self.time_zone);
    visit("geo_enabled", self.geo_enabled);
    visit("verified", self.verified);
    visit("statuses_count", self.statuses_count);
    visit("lang", self.lang);
    visit("profile_background_color", self.profile_background_color);
    visit("profile_image_url", self.profile_image_url);
    visit("default_profile", self.default_profile);
    visit("following", self.following);
  }
  CANDELA_FIELDS(User, id, id_str, name, screen_name, location, description,
                 (url, candela::as_null), (is_protected, candela::rename("protected")),
                 followers_count, friends_count, listed_count, created_at, favourites_count,
                 (utc_offset, candela::as_null), (time_zone, candela::as_null), geo_enabled,
                 verified, statuses_count, lang, profile_background_color, profile_image_url,
                 default_profile, following)
};

template <typename String>
struct Status {
  Metadata<String> metadata;
  String created_at;
  double id = 0;
  String id_str;
  String text;
  String source;
  bool truncated = false;
  std::optional<double> in_reply_to_status_id;
  std::optional<std::uint32_t> in_reply_to_user_id;
  std::optional<String> in_reply_to_screen_name;
  User<String> user;
  std::optional<Point<String>> geo;
  std::optional<Point<String>> coordinates;
  std::optional<String> place;
  std::optional<std::vector<std::uint32_t>> contributors;
  std::uint32_t retweet_count = 0;
  std::uint32_t favorite_count = 0;
  Entities<String> entities;
  bool favorited = false;
  bool retweeted = false;
  String lang;

  bool operator==(const Status&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("metadata", self.metadata);
    visit("created_at", self.created_at);
    visit("id", self.id);
    visit("id_str", self.id_str);
    visit("text", self.text);
    visit("source", self.source);
    visit("truncated", self.truncated);
    visit("in_reply_to_status_id", self.in_reply_to_status_id);
    visit("in_reply_to_user_id", self.in_reply_to_user_id);
    visit("in_reply_to_screen_name", self.in_reply_to_screen_name);
    visit("user", self.user);
    visit("geo", self.geo);
    visit("coordinates", self.coordinates);
    visit("place", self.place);
    visit("contributors", self.contributors);
    visit("retweet_count", self.retweet_count);
    visit("favorite_count", self.favorite_count);
    visit("entities", self.entities);
    visit("favorited", self.favorited);
    visit("retweeted", self.retweeted);
    visit("lang", self.lang);
  }
  CANDELA_FIELDS(Status, metadata, created_at, id, id_str, text, source, truncated,
                 (in_reply_to_status_id, candela::as_null), (in_reply_to_user_id, candela::as_null),
                 (in_reply_to_screen_name, candela::as_null), user, (geo, candela::as_null),
                 (coordinates, candela::as_null), (place, candela::as_null),
                 (contributors, candela::as_null), retweet_count, favorite_count, entities,
                 favorited, retweeted, lang)
};

template <typename String>
struct SearchMetadata {
  double completed_in = 0;
  double max_id = 0;
  String query;
  std::uint32_t count = 0;
  std::uint32_t since_id = 0;

  bool operator==(const SearchMetadata&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("completed_in", self.completed_in);
    visit("max_id", self.max_id);
    visit("query", self.query);
    visit("count", self.count);
    visit("since_id", self.since_id);
  }
  CANDELA_FIELDS(SearchMetadata, completed_in, max_id, query, count, since_id)
};

/// All of the input.
template <typename String>
struct Twitter {
  explicit Twitter(Value root);
  Twitter() = default;

  std::vector<Status<String>> statuses;
  SearchMetadata<String> search_metadata;

  bool operator==(const Twitter&) const = default;
  template <typename Self, typename Visit>
  static void members(Self& self, Visit visit) {
    visit("statuses", self.statuses);
    visit("search_metadata", self.search_metadata);
  }
  CANDELA_FIELDS(Twitter, statuses, search_metadata)
};

using TwitterStruct = Twitter<std::string>;
using TwitterViews = Twitter<std::string_view>;

extern template struct Twitter<std::string>;
extern template struct Twitter<std::string_view>;

}  // namespace candela::bench
