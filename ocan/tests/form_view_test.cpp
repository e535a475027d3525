#include "form_view.hpp"

#include <map>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include <candela/ocan.hpp>
#include <candela/structured_clone/convert_containers.hpp>
#include <candela/structured_clone/convert_pointers.hpp>

namespace candela {
namespace {

using detail::form;

TEST_CASE("parameters are called as CANDELA_DOC calls them, or by their number") {
  constexpr std::array<std::string_view, 1> names = {"price"};
  const MemberInfo info{"", names};
  const detail::Callee named{"buy", &info};
  CHECK(parameter_name(named, 0) == "price");
  CHECK(parameter_name(named, 1) == "arg2");
  CHECK_FALSE(given_name(named, 1).has_value());
  CHECK(parameter_name({"buy"}, 0) == "arg1");
}

TEST_CASE("undefined stands for nothing where a type has a place for it") {
  CHECK(takes_undefined(form<Value>));
  CHECK(takes_undefined(form<std::optional<int>>));
  CHECK(takes_undefined(form<std::optional<Function>>));
  CHECK(takes_undefined(form<std::unique_ptr<int>>));
  CHECK(takes_undefined(form<std::variant<int, std::monostate>>));
  CHECK_FALSE(takes_undefined(form<std::variant<int, bool>>));
  CHECK_FALSE(takes_undefined(form<int>));
  CHECK_FALSE(takes_undefined(form<Function>));
  CHECK_FALSE(takes_undefined(form<std::nullptr_t>));
}

class Box {
 public:
  int one = 1;
  CANDELA_EXPOSE(Box, one)
};

TEST_CASE("data is what is said without functions and capabilities") {
  CHECK(is_data(form<std::vector<std::map<std::string, int>>>));
  CHECK(is_data(form<Value>));
  CHECK_FALSE(is_data(form<Function>));
  CHECK_FALSE(is_data(form<std::shared_ptr<Box>>));
  CHECK_FALSE(is_data(form<std::vector<std::optional<std::shared_ptr<Box>>>>));
}

}  // namespace
}  // namespace candela
