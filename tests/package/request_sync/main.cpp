#include <candela/request_sync.hpp>

int main() {
  candela::Headers headers;
  headers.set("Content-Type", "text/plain");
  return headers.get("content-type") == "text/plain" ? 0 : 1;
}
