#include "../structs.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "../inputs.hpp"
#include "../twitter_structs.hpp"

namespace candela::bench {

namespace {

using Names = std::vector<std::string>;

template <Described T>
Names names_of(const T& value) {
  Names names;
  T::members(value, [&names](const char* name, const auto&) { names.emplace_back(name); });
  return names;
}

Names keys_of(Value object) {
  Names names;
  for (auto entry = object.entries(); !entry.done(); entry.next())
    names.emplace_back(entry.name());
  return names;
}

/// Whether a struct differs from the same input with one change.
template <typename T, typename Change>
bool notices(const char* input, const Change& change) {
  const Document document = make_input(input);
  Document changed = make_input(input);
  change(changed, changed.root());
  return T(document.root()) == T(document.root()) && !(T(changed.root()) == T(document.root()));
}

}  // namespace

TEST_CASE("structs have the members of their objects, in their order") {
  const Document small_document = small();
  const SmallStruct small_struct(small_document.root());
  CHECK(names_of(small_struct) == keys_of(small_document.root()));
  CHECK(names_of(small_struct.params) == keys_of(small_document.root()["params"]));
  CHECK(names_of(NumbersStruct()) == keys_of(numbers().root()));
  CHECK(names_of(TypedStruct()) == keys_of(typed().root()));
  CHECK(names_of(Level()) == keys_of(deep(1).root()));
  CHECK(names_of(Node()) == keys_of(graph_shallow().root()));
}

TEST_CASE("so do those of twitter, and they have all of its statuses") {
  const Document document = twitter();
  const Value root = document.root();
  const TwitterStruct all(root);
  REQUIRE(all.statuses.size() == root["statuses"].size());
  CHECK(names_of(all) == keys_of(root));
  CHECK(names_of(all.search_metadata) == keys_of(root["search_metadata"]));
  int points = 0;
  for (std::size_t i = 0; i < all.statuses.size(); ++i) {
    CAPTURE(i);
    const Value from = root["statuses"][i];
    const auto& to = all.statuses[i];
    REQUIRE(names_of(to) == keys_of(from));
    REQUIRE(names_of(to.metadata) == keys_of(from["metadata"]));
    REQUIRE(names_of(to.user) == keys_of(from["user"]));
    REQUIRE(names_of(to.entities) == keys_of(from["entities"]));
    REQUIRE(to.text == from["text"].as_string());
    REQUIRE(to.id == from["id"].as_number());
    REQUIRE(to.user.url.has_value() == from["user"]["url"].is_string());
    REQUIRE(to.user.utc_offset.value_or(0) ==
            (from["user"]["utc_offset"].is_null() ? 0 : from["user"]["utc_offset"].as_number()));
    REQUIRE(to.entities.hashtags.size() == from["entities"]["hashtags"].size());
    REQUIRE(to.entities.user_mentions.size() == from["entities"]["user_mentions"].size());
    if (!to.geo) continue;
    ++points;
    REQUIRE(names_of(*to.geo) == keys_of(from["geo"]));
    REQUIRE(to.geo->coordinates[1] == from["geo"]["coordinates"][1].as_number());
  }
  CHECK(points > 10);
}

TEST_CASE("the texts of the variant with views are those of the document") {
  const Document document = twitter();
  const TwitterViews views(document.root());
  const TwitterStruct strings(document.root());
  CHECK(views == TwitterViews(document.root()));
  for (std::size_t i = 0; i < strings.statuses.size(); ++i)
    REQUIRE(views.statuses[i].text == strings.statuses[i].text);
  CHECK(views.statuses[0].user.name.data() ==
        document.root()["statuses"][0]["user"]["name"].as_string().data());
}

TEST_CASE("== sees a change anywhere") {
  CHECK(notices<SmallStruct>("small", [](Document&, Value root) { root["params"].set("qty", 3); }));
  CHECK(notices<SmallStruct>("small", [](Document&, Value root) { root.set("deadline", 0); }));
  CHECK(notices<NumbersStruct>("numbers", [](Document&, Value root) { root["n"].push(1); }));
  CHECK(notices<TwitterStruct>(
      "twitter", [](Document&, Value root) { root["statuses"][339]["user"].set("lang", "en"); }));
  CHECK(notices<TypedStruct>("typed_no_bytes",
                             [](Document&, Value root) { root["set"].add("one more"); }));
  CHECK(notices<Chain>("deep", [](Document&, Value root) { root["next"]["next"].set("v", -1); }));
  CHECK(notices<Graph>("graph_shallow", [](Document& doc, Value root) {
    root["edges"][0].set("parent", doc.null());
  }));
  CHECK(notices<Graph>(
      "graph", [](Document&, Value root) { root["nodes"][9'999].set("label", "another"); }));
}

}  // namespace candela::bench
