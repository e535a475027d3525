#include "inputs.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

namespace candela::bench {

namespace {

/// mulberry32: small, and the same in any language with 32-bit integers.
class Random {
 public:
  explicit Random(std::uint32_t seed) : state_(seed) {}

  std::uint32_t next() {
    state_ += 0x6D2B79F5U;
    std::uint32_t mixed = state_;
    mixed = (mixed ^ (mixed >> 15U)) * (mixed | 1U);
    mixed ^= mixed + (mixed ^ (mixed >> 7U)) * (mixed | 61U);
    return mixed ^ (mixed >> 14U);
  }
  std::uint32_t below(std::uint32_t bound) { return next() % bound; }
  bool odds(std::uint32_t one_in) { return below(one_in) == 0; }

 private:
  std::uint32_t state_;
};

constexpr std::array<std::string_view, 20> word_list = {
    "the",   "quick", "brown", "fox",   "jumps", "over", "lazy", "dog",  "structured", "clone",
    "codec", "graph", "alias", "cycle", "value", "map",  "set",  "date", "error",      "buffer"};
constexpr std::array<std::string_view, 9> phrase_list = {
    "日本語のテキスト", "naïve café",       "Привет мир",       "😀🎉🚀", "عربي", "한국어",
    "“quoted”",         "line\nbreak\ttab", "back\\slash \"q\""};

// As Math.pow(10, -10) and so on gave them where the inputs were first made: two are one bit off.
constexpr std::array<double, 20> powers_of_ten = {1e-10,
                                                  1e-9,
                                                  1e-8,
                                                  1e-7,
                                                  1e-6,
                                                  0.000009999999999999999,
                                                  0.00009999999999999999,
                                                  1e-3,
                                                  1e-2,
                                                  1e-1,
                                                  1e0,
                                                  1e1,
                                                  1e2,
                                                  1e3,
                                                  1e4,
                                                  1e5,
                                                  1e6,
                                                  1e7,
                                                  1e8,
                                                  1e9};

std::string in_base(std::uint32_t number, int base) {
  std::array<char, 32> digits;
  const auto [end, error] =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, base);
  return std::string(digits.data(), end);
}

std::string decimal(std::uint32_t number) {
  return in_base(number, 10);
}
std::string base36(std::uint32_t number) {
  return in_base(number, 36);
}

/// One text of several. The list makes its parts left to right, which `+` does not promise.
std::string joined(std::initializer_list<std::string> parts) {
  std::string all;
  for (const std::string& part : parts)
    all += part;
  return all;
}

std::string_view word(Random& random) {
  return word_list[random.below(word_list.size())];
}
std::string_view phrase(Random& random) {
  return phrase_list[random.below(phrase_list.size())];
}

std::string text(Random& random, int words) {
  std::string all;
  for (int i = 0; i < words; ++i) {
    if (i > 0) all += ' ';
    all += random.odds(7) ? phrase(random) : word(random);
  }
  return all;
}

Value indices(Document& doc, Random& random) {
  return doc.array({random.below(140), random.below(140)});
}

Value user(Document& doc, Random& random) {
  return doc.object({
      {"id", random.next()},
      {"id_str", decimal(random.next())},
      {"name", text(random, 2)},
      {"screen_name", joined({"user_", base36(random.next())})},
      {"location", phrase(random)},
      {"description", text(random, 12)},
      {"url", random.next() % 2 != 0
                  ? Init(doc.string(joined({"http://t.co/", base36(random.next())})))
                  : Init(nullptr)},
      {"protected", false},
      {"followers_count", random.below(100'000)},
      {"friends_count", random.below(5'000)},
      {"listed_count", random.below(100)},
      {"created_at", "Sat Dec 14 14:02:55 +0000 2013"},
      {"favourites_count", random.below(9'999)},
      {"utc_offset", random.next() % 2 != 0 ? Init(32'400) : Init(nullptr)},
      {"time_zone", nullptr},
      {"geo_enabled", random.next() % 2 == 0},
      {"verified", random.odds(10)},
      {"statuses_count", random.below(90'000)},
      {"lang", "ja"},
      {"profile_background_color", "C0DEED"},
      {"profile_image_url", joined({"http://pbs.twimg.com/profile_images/", decimal(random.next()),
                                    "/", base36(random.next()), "_normal.jpeg"})},
      {"default_profile", true},
      {"following", false},
  });
}

Value hashtags(Document& doc, Random& random) {
  Value all = doc.array();
  for (std::uint32_t left = random.below(4); left > 0; --left) {
    all.push(doc.object({{"text", word(random)}, {"indices", indices(doc, random)}}));
  }
  return all;
}

Value mentions(Document& doc, Random& random) {
  Value all = doc.array();
  for (std::uint32_t left = random.below(3); left > 0; --left) {
    all.push(doc.object({{"screen_name", joined({"user_", base36(random.next())})},
                         {"name", text(random, 2)},
                         {"id", random.next()},
                         {"id_str", decimal(random.next())},
                         {"indices", indices(doc, random)}}));
  }
  return all;
}

Value urls(Document& doc, Random& random) {
  Value all = doc.array();
  if (random.next() % 2 != 0) {
    all.push(doc.object({{"url", joined({"http://t.co/", base36(random.next())})},
                         {"expanded_url", joined({"http://example.com/", base36(random.next())})},
                         {"indices", doc.array({1, 23})}}));
  }
  return all;
}

Value place_or_null(Document& doc, Random& random) {
  if (!random.odds(5)) return doc.null();
  return doc.object({{"type", "Point"},
                     {"coordinates", doc.array({random.below(180'000) / 1000.0 - 90,
                                                random.below(360'000) / 1000.0 - 180})}});
}

Value status(Document& doc, Random& random) {
  const Value author = user(doc, random);
  const Value tags = hashtags(doc, random);
  const Value mentioned = mentions(doc, random);
  return doc.object({
      {"metadata", doc.object({{"result_type", "recent"}, {"iso_language_code", "ja"}})},
      {"created_at", "Sun Aug 31 00:29:15 +0000 2014"},
      {"id", 505874924095815000.0 + random.below(1000) * 64.0},
      {"id_str", joined({"5058749240958", decimal(random.next())})},
      {"text", text(random, 20)},
      {"source",
       R"(<a href="http://twitter.com/download/iphone" rel="nofollow">Twitter for iPhone</a>)"},
      {"truncated", false},
      {"in_reply_to_status_id", nullptr},
      {"in_reply_to_user_id", nullptr},
      {"in_reply_to_screen_name", nullptr},
      {"user", author},
      {"geo", place_or_null(doc, random)},
      {"coordinates", nullptr},
      {"place", nullptr},
      {"contributors", nullptr},
      {"retweet_count", random.below(1000)},
      {"favorite_count", random.below(1000)},
      {"entities", doc.object({{"hashtags", tags},
                               {"symbols", doc.array()},
                               {"urls", urls(doc, random)},
                               {"user_mentions", mentioned}})},
      {"favorited", false},
      {"retweeted", false},
      {"lang", "ja"},
  });
}

constexpr std::size_t graph_nodes = 10'000;

std::vector<Value> loose_nodes(Document& doc) {
  std::vector<Value> nodes;
  nodes.reserve(graph_nodes);
  for (std::size_t i = 0; i < graph_nodes; ++i) {
    nodes.push_back(
        doc.object({{"id", i},
                    {"label", joined({"node-", decimal(static_cast<std::uint32_t>(i))})},
                    {"edges", doc.array()},
                    {"parent", nullptr}}));
  }
  return nodes;
}

std::size_t parent_of(std::size_t node) {
  return (node - 1) >> 3U;
}

Value error_with_stack(Document& doc, std::string_view name, const std::string& message) {
  Value error = doc.error(name, message);
  error.set_error_part(Value::ErrorPart::stack,
                       joined({std::string(name), ": ", message,
                               "\n    at f (file.js:1:1)\n    at g (file.js:2:2)"}));
  return error;
}

Value outer_error(Document& doc, std::uint32_t number) {
  Value outer = error_with_stack(doc, "Error", joined({"outer ", decimal(number)}));
  outer.set_error_part(Value::ErrorPart::cause,
                       error_with_stack(doc, "RangeError", joined({"inner ", decimal(number)})));
  return outer;
}

/// `typed` up to its bytes; `random` is left where these begin.
Document typed_before_bytes(Random& random) {
  Document doc;
  Value map = doc.make_map();
  for (std::uint32_t i = 0; i < 1000; ++i)
    map.put(joined({"key", decimal(i)}), random.next());
  Value set = doc.make_set();
  for (int i = 0; i < 1000; ++i)
    set.add(joined({"member-", base36(random.next())}));
  Value dates = doc.array();
  for (int i = 0; i < 1000; ++i)
    dates.push(doc.date(1.7e12 + random.next()));
  Value errors = doc.array();
  for (std::uint32_t i = 0; i < 100; ++i)
    errors.push(outer_error(doc, i));
  doc.set_root(doc.object({{"map", map}, {"set", set}, {"dates", dates}, {"errors", errors}}));
  return doc;
}

constexpr std::size_t deep_levels = 5000;
constexpr std::size_t very_deep_levels = 1'000'000;

constexpr std::array<Input, 9> all_inputs = {{
    {"small", small},
    {"twitter", twitter},
    {"graph", graph},
    {"graph_shallow", graph_shallow},
    {"numbers", numbers},
    {"typed", typed},
    {"typed_no_bytes", typed_no_bytes},
    {"deep", [] { return deep(deep_levels); }},
    {"deep_million", [] { return deep(very_deep_levels); }},
}};

}  // namespace

Document small() {
  Document doc;
  doc.set_root(doc.object({
      {"jsonrpc", "2.0"},
      {"id", 4217},
      {"method", "orders.create"},
      {"traceId", "b7ad6b7169203331-0af7651916cd43dd"},
      {"timestamp", 1732352400123},
      {"retry", false},
      {"priority", 3},
      {"deadline", nullptr},
      {"params", doc.object({{"userId", 918273},
                             {"sku", "SKU-00912-XL"},
                             {"qty", 2},
                             {"price", 19.95},
                             {"note", R"(leave at "door" please)"}})},
      {"tags", doc.array({"web", "eu-west-1", "beta", 7, 8, 9})},
  }));
  return doc;
}

Document twitter() {
  constexpr int status_count = 340;
  Document doc;
  Random random(42);
  Value statuses = doc.array();
  for (int i = 0; i < status_count; ++i)
    statuses.push(status(doc, random));
  doc.set_root(doc.object({{"statuses", statuses},
                           {"search_metadata", doc.object({{"completed_in", 0.087},
                                                           {"max_id", 505874924095815681.0},
                                                           {"query", "%E4%B8%80"},
                                                           {"count", status_count},
                                                           {"since_id", 0}})}}));
  return doc;
}

Document graph() {
  Document doc;
  Random random(7);
  std::vector<Value> nodes = loose_nodes(doc);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Value edges = nodes[i]["edges"];
    for (int edge = 0; edge < 3; ++edge)
      edges.push(nodes[random.below(graph_nodes)]);
    if (i > 0) nodes[i].set("parent", nodes[parent_of(i)]);
  }
  Value all = doc.array();
  for (const Value& node : nodes)
    all.push(node);
  doc.set_root(doc.object({{"nodes", all}}));
  return doc;
}

Document graph_shallow() {
  Document doc;
  Random random(7);
  std::vector<Value> nodes = loose_nodes(doc);
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    nodes[parent_of(i)]["edges"].push(nodes[i]);
    nodes[i].set("parent", nodes[parent_of(i)]);
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    std::size_t ancestor = i;
    const std::uint32_t up = random.below(4);
    for (std::uint32_t step = 0; step <= up && ancestor > 0; ++step)
      ancestor = parent_of(ancestor);
    Value edges = nodes[i]["edges"];
    edges.push(nodes[ancestor]);
    edges.push(nodes[0]);
  }
  doc.set_root(nodes[0]);
  return doc;
}

Document numbers() {
  constexpr int count = 100'000;
  Document doc;
  Random random(99);
  Value doubles = doc.array();
  for (int i = 0; i < count; ++i) {
    const double fraction = random.next() / 4294967296.0;
    doubles.push(fraction * powers_of_ten[random.below(powers_of_ten.size())]);
  }
  Value integers = doc.array();
  for (int i = 0; i < count; ++i)
    integers.push(static_cast<std::int32_t>(random.next()));
  doc.set_root(doc.object({{"d", doubles}, {"n", integers}}));
  return doc;
}

Document typed() {
  Random random(5);
  Document doc = typed_before_bytes(random);
  std::vector<std::byte> bytes(std::size_t{1} << 20U);
  for (std::byte& byte : bytes)
    byte = static_cast<std::byte>(random.next() & 255U);
  doc.root().set("bytes", doc.typed_array(ElementType::uint8, bytes));
  return doc;
}

Document typed_no_bytes() {
  Random random(5);
  return typed_before_bytes(random);
}

Document deep(std::size_t levels) {
  Document doc;
  Value outermost = doc.object({{"v", 0}, {"next", nullptr}});
  for (std::size_t i = 1; i < levels; ++i) {
    outermost = doc.object({{"v", i}, {"next", outermost}});
  }
  doc.set_root(outermost);
  return doc;
}

std::span<const Input> inputs() {
  return all_inputs;
}

bool is_plain(std::string_view input) noexcept {
  return input == "small" || input == "twitter" || input == "numbers" || input.starts_with("deep");
}

Document make_input(std::string_view name) {
  for (const Input& input : all_inputs) {
    if (input.name == name) return input.make();
  }
  throw std::out_of_range("no benchmark input is named " + std::string(name));
}

}  // namespace candela::bench
