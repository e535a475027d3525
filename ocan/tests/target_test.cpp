#include <candela/ocan/target.hpp>

#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

TEST_CASE("members are found by their exact name") {
  testing::Session session("s");
  const Target on = target(session);
  CHECK(on.find("label")->kind == MemberKind::field);
  CHECK(on.find("bump")->kind == MemberKind::method);
  for (const char* name : {"", "labe", "labels", "Label", "count_", "~Session"})
    CHECK_FALSE(on.find(name).has_value());
  CHECK_FALSE(Target().find("label").has_value());
  CHECK_FALSE(Target());
}

TEST_CASE("members are listed as written") {
  testing::Model model;
  std::vector<std::string> names;
  for (const MemberName& member : target(model).members())
    names.emplace_back(member.name);
  CHECK(names == std::vector<std::string>{"value", "name", "getValue", "getName", "compute"});
}

TEST_CASE("a shared target keeps its object, a borrowed one does not own") {
  auto session = std::make_shared<testing::Session>("s");
  testing::Session* const raw = session.get();
  const Target shared = target(std::move(session));
  CHECK(shared.object() == raw);
  CHECK(shared.owner().use_count() == 1);
  CHECK(target(*raw).owner() == nullptr);
  CHECK(target(*raw).type() == shared.type());
}

class First {
 public:
  int f() { return 1; }
  CANDELA_EXPOSE(First, f)
};
class Second : public First {
 public:
  int f() { return 2; }
  CANDELA_EXPOSE_EXTENDS(Second, First, f)
};

TEST_CASE("of a name that is listed twice the derived class's counts, and it is listed once") {
  Second second;
  CHECK(execute(ctn()["f"](), target(second)).get<int>() == 2);
  CHECK(target(second).members().size() == 1);
}

}  // namespace
}  // namespace candela
