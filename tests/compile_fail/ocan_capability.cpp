// Capabilities that could dangle: the compiler says what to give instead.
#include <candela/ocan.hpp>

#include <functional>
#include <memory>
#include <vector>

class Plain {
 public:
  int value = 1;
  CANDELA_EXPOSE(Plain, value)
};

class Lent : public candela::Lendable {
 public:
  int value = 1;
  CANDELA_EXPOSE(Lent, value)
};

class Outer {
 public:
  Plain part;
  const Plain constant_part = Plain();
  std::unique_ptr<Plain> owned;
  std::shared_ptr<Plain> shared() { return std::make_shared<Plain>(); }
  std::weak_ptr<Plain> weak() { return {}; }
  Lent& lent() { return lent_; }

  Plain& by_reference() { return part; }
  const Lent& by_constant_reference() { return lent_; }
  Lent* by_pointer() { return &lent_; }
  std::reference_wrapper<Lent> by_wrapper() { return lent_; }
  std::vector<Lent*> by_pointers() { return {&lent_}; }

 private:
  Lent lent_;
#if defined(BY_REFERENCE)
  CANDELA_EXPOSE(Outer, part, shared, weak, lent, by_reference)
#elif defined(BY_CONSTANT_REFERENCE)
  CANDELA_EXPOSE(Outer, part, shared, weak, lent, by_constant_reference)
#elif defined(BY_POINTER)
  CANDELA_EXPOSE(Outer, part, shared, weak, lent, by_pointer)
#elif defined(BY_WRAPPER)
  CANDELA_EXPOSE(Outer, part, shared, weak, lent, by_wrapper)
#elif defined(BY_POINTERS)
  CANDELA_EXPOSE(Outer, part, shared, weak, lent, by_pointers)
#elif defined(CONSTANT_PART)
  CANDELA_EXPOSE(Outer, part, shared, weak, lent, constant_part)
#elif defined(UNIQUE_PART)
  CANDELA_EXPOSE(Outer, part, shared, weak, lent, owned)
#else
  CANDELA_EXPOSE(Outer, part, shared, weak, lent)
#endif
};

int main() {
  Outer outer;
#ifdef TEMPORARY_TARGET
  return candela::target(Outer()) ? 0 : 1;
#endif
#ifdef CONSTANT_TARGET
  const Outer constant;
  return candela::target(constant) ? 0 : 1;
#endif
  return candela::target(outer) ? 0 : 1;
}
