#include <candela/structured_clone.hpp>

int main() {
  const candela::Document document = candela::parse(R"({"json":{"name":"Alice"},"meta":{}})");
  return candela::stringify(document).empty() ? 1 : 0;
}
