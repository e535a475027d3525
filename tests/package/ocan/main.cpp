#include <candela/ocan.hpp>

int main() {
  const auto chain = candela::ctn()["add"](candela::ctn()["add"](1, 10), 100);
  static_cast<void>(chain);
  return 0;
}
