// The code of README.md: requests and responses as values, and their way over the wire.
#include <cassert>
#include <string>

#include <candela/request_sync.hpp>
#include <candela/structured_clone/format.hpp>

int main() {
  candela::RequestSync request(
      "https://example.com/users",
      {"POST", {{"Content-Type", "application/json"}}, R"({"name":"Ada"})"});
  request.headers().append("X-Trace", "42");
  assert(request.json().root()["name"].as_string() == "Ada");  // at once, as often as one likes

  candela::Url next("../teams?page=2", request.url());
  assert(next.href() == "https://example.com/teams?page=2" && next.search() == "?page=2");

  next.set_port("8443");                                   // as in JavaScript
  candela::UrlSearchParams params = next.search_params();  // a copy: values are plain
  params.set("q", "two words");
  next.set_search_params(params);  // written back
  assert(next.href() == "https://example.com:8443/teams?page=2&q=two+words");
  assert(!next.set_port("none"));  // not taken, nothing has changed

  // Into a document, over the wire, and back
  candela::Document doc;
  doc.set_root(candela::from(doc, request));
  candela::StringifyOptions write;
  write.hosts = candela::http_host_types;
  // {"json":{"$type":"request-sync",…},"meta":{}}
  std::string wire = candela::stringify(doc, write);

  candela::ParseOptions read;
  read.hosts = candela::http_host_types;
  candela::Document copy = candela::parse(wire, read);
  assert(candela::to<candela::RequestSync>(copy.root()) == request);

  candela::ResponseSync answer("created", {201, "Created"});
  assert(answer.ok() && answer.headers().empty());  // nothing is filled in
  return wire.empty() ? 1 : 0;
}
