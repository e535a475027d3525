#include <candela/rpc.hpp>

int main() {
  return 0;
}
