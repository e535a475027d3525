#include "bind/packed_type_reader.hpp"

#include <chrono>
#include <cstring>
#include <string>
#include <variant>

#include "all_types.hpp"
#include "bound_types.hpp"

using bound::AllTypes;
using candela::CloneError;
using candela::Document;
using candela::Format;

namespace {

const candela::StringifyOptions packed{.format = Format::packed};

template <typename T>
bool read_directly(T& t, const std::string& bytes, const candela::ParseOptions& options = {}) {
  return candela::detail::bind::read_packed_type(candela::detail::bind::table<T>, &t, bytes,
                                                 options);
}

template <typename T>
std::string shown(const T& t) {
  return candela::stringify(t);
}

struct Loose {
  int a = 1;
  std::optional<int> b;
  std::string c = "unset";
};
CANDELA_FIELDS(Loose, a, b, (c, candela::otherwise("missing")))

struct Preset {
  int a = 0;
  std::optional<int> b = 5;
  std::optional<int> c = 6;
};
CANDELA_FIELDS(Preset, a, b, (c, candela::defaulted))

/// Inside of itself by containers only.
struct Branch {
  std::map<int, Branch> by_number;
  std::map<std::string, Branch> by_name;
};
CANDELA_FIELDS(Branch, by_number, by_name)

std::string packed_object(std::initializer_list<candela::Property> properties) {
  Document doc;
  doc.set_root(doc.object(properties));
  return candela::stringify(doc, packed);
}

}  // namespace

TEST_CASE("a struct of every kind of member is read without a document") {
  Random random(12);
  for (int i = 0; i < 200; ++i) {
    const AllTypes all = bound::random_all(random);
    AllTypes read;
    REQUIRE(read_directly(read, candela::stringify(all, packed)));
    REQUIRE(shown(read) == shown(all));
    CHECK((read.shared == read.again) == (all.shared == all.again));
  }
}

TEST_CASE("what a document wrote is read as well, keys in any order, unknown ones skipped") {
  Loose read;
  CHECK(read_directly(read, packed_object({{"x", 0}, {"c", "text"}, {"b", 2}, {"a", 3}})));
  CHECK(read.a == 3);
  CHECK(read.b == 2);
  CHECK(read.c == "text");
}

TEST_CASE("a missing field takes its default, an optional one is empty") {
  const auto read = candela::parse_as<Loose>(packed_object({{"a", 3}}));
  CHECK(read.c == "missing");
  CHECK_FALSE(read.b.has_value());
}

TEST_CASE("an optional member that is missing is empty, whatever its type's constructor gives it") {
  const std::string bytes = packed_object({{"a", 3}});
  CHECK_FALSE(candela::parse_as<Preset>(bytes).b.has_value());
  CHECK(candela::parse_as<Preset>(bytes).c == 6);
  CHECK(candela::parse_as<Preset>(packed_object({{"a", 3}, {"c", 1}})).c == 1);
}

TEST_CASE("what does not fit says where and what was expected") {
  const auto wrong = bound::refusal([] {
    candela::parse_as<Loose>(packed_object({{"a", "text"}}));
  });
  CHECK(wrong.path == "$.a");
  CHECK(wrong.message.find("expected a whole number") != std::string::npos);
  CHECK(bound::refusal([] { candela::parse_as<Loose>(packed_object({{"b", 1}})); }).path == "$.a");
  const std::string big = candela::stringify(1e10, packed);
  CHECK(bound::refusal([&] { candela::parse_as<int>(big); }).code ==
        candela::CloneErrorCode::bad_number);
}

TEST_CASE("cycles and aliases of shared pointers come back") {
  auto node = std::make_shared<bound::Node>(bound::Node{"a", {}});
  node->edges = {node, std::make_shared<bound::Node>(bound::Node{"b", {node, node}}), nullptr};
  bound::NodePointer read;
  REQUIRE(read_directly(read, candela::stringify(node, packed)));
  CHECK(read->edges[0] == read);
  CHECK(read->edges[1]->edges[1] == read);
  CHECK(read->edges[2] == nullptr);
  candela::dismantle(node);
  candela::dismantle(read);
}

TEST_CASE("one object as two types is refused, as by way of a document") {
  using Pair = std::pair<std::shared_ptr<bound::Point>, std::shared_ptr<Loose>>;
  Document doc;
  const candela::Value shared = doc.object({{"x", 1}, {"y", 2}, {"a", 3}});
  doc.set_root(doc.array({shared, shared}));
  CHECK(bound::refusal([&] { candela::parse_as<Pair>(candela::stringify(doc, packed)); }).code ==
        candela::CloneErrorCode::bad_reference);
}

TEST_CASE("variants go the way through a document") {
  using Either = std::vector<std::variant<int, std::string>>;
  const Either values = {1, "x"};
  Either read;
  const std::string bytes = candela::stringify(values, packed);
  CHECK_FALSE(read_directly(read, bytes));
  CHECK(candela::parse_as<Either>(bytes) == values);
}

TEST_CASE("values that are read at many places end with limits.values") {
  Document doc;
  candela::Value list = doc.array({1, 2});
  for (int i = 0; i < 40; ++i)
    list = doc.array({list, list});
  doc.set_root(doc.object({{"name", "a"}, {"children", doc.array()}}));
  candela::Value tree = doc.root();
  for (int i = 0; i < 40; ++i)
    tree = doc.object({{"name", "a"}, {"children", doc.array({tree, tree})}});
  doc.set_root(tree);
  candela::ParseOptions options;
  options.limits = candela::server_limits();
  CHECK(bound::refusal([&] {
          candela::parse_as<bound::Tree>(candela::stringify(doc, packed), options);
        }).code == candela::CloneErrorCode::limit_values);
}

TEST_CASE("chains of pointers may be as deep as limits.typed_depth, not deeper") {
  auto first = bound::chain(10'001);
  const std::string bytes = candela::stringify(first, packed);
  CHECK(bound::refusal([&] { candela::parse_as<std::unique_ptr<bound::Link>>(bytes); }).code ==
        candela::CloneErrorCode::limit_depth);
  candela::ParseOptions options;
  options.limits.typed_depth = 20'000;
  auto read = candela::parse_as<std::unique_ptr<bound::Link>>(bytes, options);
  CHECK(read->next->number == 2);
  candela::dismantle(first);
  candela::dismantle(read);
}

TEST_CASE("containers of values may be as deep as limits.typed_depth, not deeper") {
  Document doc;
  const auto read_levels = [&doc](int levels, bool by_name) {
    const auto leaf = [&doc] {
      return doc.object({{"by_number", doc.make_map()}, {"by_name", doc.object()}});
    };
    candela::Value top = leaf();
    for (int i = 0; i < levels; ++i) {
      candela::Value outer = leaf();
      if (by_name) {
        outer["by_name"].set("x", top);
      } else {
        outer["by_number"].put(1, top);
      }
      top = outer;
    }
    candela::dismantle(candela::parse_as<Branch>(candela::stringify(top, packed)));
  };
  for (const bool by_name : {false, true}) {
    read_levels(10'000, by_name);
    CHECK(bound::refusal([&] { read_levels(10'001, by_name); }).code ==
          candela::CloneErrorCode::limit_depth);
  }
}

TEST_CASE("a circle of what has no shared_ptr is refused before it has taken much memory") {
  Document doc;
  candela::Value link = doc.object({{"number", 1}});
  link.set("next", link);
  const std::string bytes = candela::stringify(link, packed);
  std::unique_ptr<bound::Link> read;
  CHECK_FALSE(read_directly(read, bytes));
  candela::ParseOptions options;
  options.limits.depth = 2'000;
  CHECK(bound::refusal([&] {
          candela::parse_as<std::unique_ptr<bound::Link>>(bytes, options);
        }).code == candela::CloneErrorCode::limit_depth);
}

TEST_CASE("strings take no more memory than the message has, also where slots share their bytes") {
  std::string bytes = candela::stringify(std::vector<std::string>{"abcdefgh", "ijklmnop"}, packed);
  constexpr std::size_t slots_at = 56 + 8;
  bytes.replace(slots_at + 8, 8, bytes.substr(slots_at, 8));
  CHECK(candela::parse_as<std::vector<std::string>>(bytes)[1] == "abcdefgh");
  bytes[slots_at + 4] = 9;  // one byte more than there are
  CHECK(bound::refusal([&] { candela::parse_as<std::vector<std::string>>(bytes); }).code ==
        candela::CloneErrorCode::bad_shape);
}

TEST_CASE("views point into the bytes that were given") {
  const std::string bytes = candela::stringify(std::vector<std::string>{"one", "two"}, packed);
  std::vector<std::string_view> views;
  REQUIRE(read_directly(views, bytes));
  CHECK(views[1] == "two");
  CHECK(views[1].data() > bytes.data());
  CHECK(views[1].data() < bytes.data() + bytes.size());
}

TEST_CASE("a Date that none can be is refused, also where a C++ type could hold it") {
  using Point = std::chrono::time_point<std::chrono::system_clock, std::chrono::duration<double>>;
  const std::string bytes = candela::stringify(Point(std::chrono::seconds(5)), packed);
  std::string broken = bytes;
  const double half = 0.5;
  std::memcpy(broken.data() + 56 + 8, &half, sizeof half);
  CHECK(candela::parse_as<Point>(bytes).time_since_epoch().count() == 5);
  CHECK(bound::refusal([&] { candela::parse_as<Point>(broken); }).code ==
        candela::CloneErrorCode::bad_number);
}

TEST_CASE("whatever was done to the bytes: the way through a document says the same") {
  Random random(13);
  int accepted = 0;
  for (int i = 0; i < 3'000; ++i) {
    std::string bytes = candela::stringify(bound::random_all(random), packed);
    for (std::uint32_t left = 1 + random.below(3); left > 0; --left)
      bytes[random.below(static_cast<std::uint32_t>(bytes.size()))] =
          static_cast<char>(random.below(4) == 0 ? random.next() : random.below(8));
    std::string by_document;
    try {
      by_document =
          shown(candela::to<AllTypes>(candela::parse(bytes, {.format = Format::packed}).root()));
    } catch (const CloneError&) {
    }
    try {
      const auto read = candela::parse_as<AllTypes>(bytes, {.format = Format::packed});
      // What no member asks for is not looked at here: only then may the other way refuse.
      if (!by_document.empty()) REQUIRE(shown(read) == by_document);
      ++accepted;
    } catch (const CloneError&) {
      REQUIRE(by_document == "");
    }
  }
  CHECK(accepted > 100);
  CHECK(accepted < 2'900);
}

TEST_CASE("parse_view keeps the bytes that its views point into") {
  const std::vector<std::string> texts = {"one", std::string(100'000, 'x')};
  const auto viewed =
      candela::parse_view<std::vector<std::string_view>>(candela::stringify(texts, packed));
  CHECK((*viewed)[0] == "one");
  CHECK((*viewed)[1].size() == 100'000);
}
