#include <candela/structured_clone/detail/view_buffer.hpp>

#include "bound_types.hpp"

using candela::parse_view;
using candela::detail::bind::ViewBuffer;

namespace {

struct Post {
  std::string_view title;
  std::vector<std::string_view> tags;
  std::map<std::string, std::string_view> more;
};
CANDELA_FIELDS(Post, title, tags, more)

constexpr const char* text =
    R"({"json":{"title":"plain","tags":["a\nb","c"],"more":{"k":"v"}},"meta":{}})";

}  // namespace

TEST_CASE("what is kept stays where it is, however much there is and wherever it moves") {
  ViewBuffer buffer("short");
  const std::string_view whole = buffer.text();
  std::vector<std::string_view> views;
  for (std::size_t i = 0; i < 300; ++i)
    views.push_back(buffer.keep(std::string(i * 3, static_cast<char>('a' + i % 26))));
  const ViewBuffer moved = std::move(buffer);
  CHECK(moved.text().data() == whole.data());
  for (std::size_t i = 0; i < 300; ++i)
    CHECK(views[i] == std::string(i * 3, static_cast<char>('a' + i % 26)));
}

TEST_CASE("views look into the text that they were read from") {
  const auto post = parse_view<Post>(text);
  CHECK(post->title == "plain");
  CHECK(post->tags == std::vector<std::string_view>{"a\nb", "c"});
  CHECK(post->more.at("k") == "v");
  auto moved = parse_view<Post>("{\"json\":{\"title\":\"t\",\"tags\":[],\"more\":{}},\"meta\":{}}");
  const std::string_view title = moved->title;
  const auto kept = std::move(moved);
  CHECK(title == "t");
  CHECK(kept->title.data() == title.data());
}

TEST_CASE("views are kept in every format, and by way of a document") {
  const candela::Document doc = candela::parse(text);
  const auto tuple = parse_view<Post>(stringify(doc, {.format = candela::Format::tuple}));
  CHECK((*tuple).tags[0] == "a\nb");
  const auto late =
      parse_view<Post>(R"({"meta":{},"json":{"title":"late","tags":["x"],"more":{}}})");
  CHECK(late->title == "late");
  CHECK(bound::refusal([] {
          parse_view<Post>(R"({"json":{"title":"t","tags":[1],"more":{}},"meta":{}})");
        }).path == "$.tags[0]");
}
