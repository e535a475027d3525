// candela-demo: a server of three actors, which first calls itself and shows what that looks like.
#include <algorithm>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <candela/runtime/serve.hpp>

#include "calculator.hpp"
#include "calls.hpp"
#include "counter.hpp"
#include "page.hpp"
#include "room.hpp"

namespace {

constexpr std::string_view about =
    R"(Serves three actors, COUNTER, CALC and ROOM, and a page that calls them; first calls them itself,
and shows what goes over the wire.

  --once            end after these calls, with 0 if they were answered right

)";

bool has(std::span<char* const> words, std::string_view option) {
  return std::find(words.begin(), words.end(), option) != words.end();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace candela::demo;
  std::vector<char*> words(argv, argv + argc);
  if (has(words, "--help")) std::cout << about << std::flush;
  const bool once = has(words, "--once");
  std::erase(words, std::string_view("--once"));  // the others are for serve

  candela::ServeOptions options;
  options.data_directory = "candela-demo-data";
  options.pages = {{"/", "text/html;charset=UTF-8", std::string(page_html)}};
  options.on_listening = [once](const candela::Listening& server) {
    return make_calls(server.io, server.url, std::cout).then([once, url = server.url] {
      if (once) return candela::AfterListening::end;
      std::cout << "\nopen " << url << " in a browser; Ctrl-C ends this\n" << std::flush;
      return candela::AfterListening::serve_on;
    });
  };
  return candela::serve(static_cast<int>(words.size()), words.data(), std::move(options),
                        candela::binding<Counter>("COUNTER"), candela::binding<Calculator>("CALC"),
                        candela::binding<Room>("ROOM"));
}
