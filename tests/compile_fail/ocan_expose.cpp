// Members that cannot be exposed: the compiler says what is wrong with them.
#include <candela/ocan.hpp>

#include <string>

class Opaque {};

class Inner : public candela::Lendable {
 public:
  int value = 1;
  CANDELA_EXPOSE(Inner, value)
};

class Outer {
 public:
  int good(const std::string& text) { return static_cast<int>(text.size()); }
  Inner& inner() { return inner_; }
  void writes(std::string& text) { text.clear(); }
  void takes(Opaque) {}
  Opaque gives() { return {}; }
  std::string label;
  const std::string constant;
  candela::Value view;

 private:
  Inner inner_;
#if defined(WRITABLE_PARAMETER)
  CANDELA_EXPOSE(Outer, good, inner, writes)
#elif defined(UNKNOWN_PARAMETER)
  CANDELA_EXPOSE(Outer, good, inner, takes)
#elif defined(UNKNOWN_RESULT)
  CANDELA_EXPOSE(Outer, good, inner, gives)
#elif defined(SETTER_OF_CONSTANT)
  CANDELA_EXPOSE(Outer, good, inner, CANDELA_SETTER("setConstant", constant))
#elif defined(SETTER_OF_METHOD)
  CANDELA_EXPOSE(Outer, good, inner, CANDELA_SETTER("setGood", good))
#elif defined(SETTER_OF_VIEW)
  CANDELA_EXPOSE(Outer, good, inner, CANDELA_SETTER("setView", view))
#elif defined(TOO_MANY_NAMES)
  CANDELA_EXPOSE(Outer, CANDELA_DOC(good, "Counts.", "text", "more"), inner)
#elif defined(GETTER_WITH_ARGUMENTS)
  CANDELA_EXPOSE(Outer, good, CANDELA_GETTER("length", good))
#elif defined(NAME_OF_NO_PARAMETER)
  CANDELA_EXPOSE(Outer, CANDELA_DOC(label, "A label.", "value"), good)
#else
  CANDELA_EXPOSE(Outer, CANDELA_DOC(good, "Counts.", "text"), inner,
                 CANDELA_SETTER("setLabel", label))
#endif
};

int main() {
  Outer outer;
  return candela::target(outer) ? 0 : 1;
}
