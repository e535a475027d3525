// SUBCLASS_DO: what EXAMPLE_DO has, some of it replaced.
#include <string>

#include "bindings.hpp"
#include "example.hpp"

namespace candela::conformance {
namespace {

class SubclassDO : public ExampleDO {
 public:
  using ExampleDO::ExampleDO;

  std::string subclass_name = "SubclassDO";

  double increment() { return add_to_count(1000); }
  double double_increment() { return increment(), increment(); }
  double add(double a, double b) { return ExampleDO::add(a, b) + 100; }
  double multiply(double a, double b) { return a * b; }
  std::string get_subclass_property() { return "I am a subclass"; }

 private:
  CANDELA_EXPOSE_EXTENDS(SubclassDO, ExampleDO, CANDELA_AS("subclassName", subclass_name),
                         increment, CANDELA_AS("doubleIncrement", double_increment), add, multiply,
                         CANDELA_AS("getSubclassProperty", get_subclass_property))
};

}  // namespace

Binding subclass_binding() {
  return binding<SubclassDO>("SUBCLASS_DO");
}

}  // namespace candela::conformance
