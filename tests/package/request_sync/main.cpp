#include <candela/request_sync.hpp>

int main() {
  candela::Headers headers;
  headers.set("Content-Type", "text/plain");
  const candela::Url url("http://b\u00FCcher.example/");  // links what maps it
  const bool mapped = url.host() == "xn--bcher-kva.example";
  return mapped && headers.get("content-type") == "text/plain" ? 0 : 1;
}
