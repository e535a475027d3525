// Guards that would be no guards: what they say would be lost, or they would never be called.
#include <candela/ocan.hpp>

class Base {
 public:
  int value = 1;
  CANDELA_EXPOSE(Base, value)
};

class Guarded : public Base {
  void on_before_call(const candela::Access&) {}
  CANDELA_EXPOSE_EXTENDS(Guarded, Base)
};

class Wrong
#if defined(HOOK_OF_A_FINAL_CLASS) || defined(HIDDEN_HOOK_OF_A_FINAL_CLASS) || \
    defined(FINAL_WITHOUT_LIST)
    final
#endif
    : public Base {
#if defined(HOOK_GIVES_SOMETHING)
 public:
  bool on_before_call(const candela::Access&) {
    return false;
  }
#elif defined(HOOK_TAKES_SOMETHING_ELSE) || defined(HOOK_OF_A_FINAL_CLASS)
 public:
  void on_before_call(candela::Access&) {}
#elif defined(HIDDEN_HOOK_OF_A_FINAL_CLASS)
  void on_before_call(candela::Access&) {}
  CANDELA_EXPOSE_EXTENDS(Wrong, Base)
#elif defined(HOOK_WITHOUT_LIST) || defined(FINAL_WITHOUT_LIST)
  void on_before_call(const candela::Access&) {}
#endif
};

int main() {
  Guarded guarded;
  Wrong wrong;
#ifdef GUARD_GIVES_SOMETHING
  const candela::Target on =
      candela::expose(wrong).guard([](const candela::Access&) { return false; });
#else
  const candela::Target on = candela::expose(wrong).guard([](const candela::Access&) {});
#endif
  return candela::target(guarded) && on ? 0 : 1;
}
