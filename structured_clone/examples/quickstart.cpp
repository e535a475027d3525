// A graph with a cycle goes to the wire and comes back; ends with 0 when nothing was lost.
#include <candela/structured_clone.hpp>

#include <string>

int main() {
  candela::Document doc;
  auto alice = doc.object({{"name", "Alice"}, {"tags", doc.make_set({"dev", "c++"})}});
  alice.set("self", alice);  // a cycle
  doc.set_root(alice);

  const std::string wire = candela::stringify(doc);       // {"json":…,"meta":…}
  const candela::Document copy = candela::parse(wire);    // format recognised from the bytes
  const bool kept = copy.root()["self"].is(copy.root());  // identity, not equality

  const auto name = candela::to<std::string>(copy.root()["name"]);
  const std::string shown = candela::inspect(copy.root());  // as node prints it
  const bool as_expected = name == "Alice" && shown ==
                                                  "<ref *1> {\n"
                                                  "  name: 'Alice',\n"
                                                  "  tags: Set(2) { 'dev', 'c++' },\n"
                                                  "  self: [Circular *1]\n"
                                                  "}";
  return kept && as_expected && candela::equal(doc.root(), copy.root()) ? 0 : 1;
}
