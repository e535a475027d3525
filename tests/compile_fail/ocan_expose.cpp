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

 private:
  Inner inner_;
#if defined(WRITABLE_PARAMETER)
  CANDELA_EXPOSE(Outer, good, inner, writes)
#elif defined(UNKNOWN_PARAMETER)
  CANDELA_EXPOSE(Outer, good, inner, takes)
#elif defined(UNKNOWN_RESULT)
  CANDELA_EXPOSE(Outer, good, inner, gives)
#else
  CANDELA_EXPOSE(Outer, good, inner)
#endif
};

int main() {
  Outer outer;
  return candela::target(outer) ? 0 : 1;
}
