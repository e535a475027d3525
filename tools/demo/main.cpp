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

/// What serve will take for the prefix, without the slashes around it.
std::string prefix_in(std::span<char* const> words, std::string prefix) {
  constexpr std::string_view option = "--prefix";
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == option && i + 1 < words.size()) prefix = words[++i];
    if (word.substr(0, option.size() + 1) == "--prefix=") prefix = word.substr(option.size() + 1);
  }
  const std::size_t first = prefix.find_first_not_of('/');
  if (first == std::string::npos) return {};
  return prefix.substr(first, prefix.find_last_not_of('/') - first + 1);
}

/// The page, with calls to the paths of this server.
std::string page_for(std::string_view prefix) {
  constexpr std::string_view before = "const prefix = '";
  std::string page(candela::demo::page_html);
  const std::size_t start = page.find(before) + before.size();
  return page.replace(start, page.find('\'', start) - start, prefix);
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
  const std::string prefix = prefix_in(words, options.prefix);
  options.pages = {{"/", "text/html;charset=UTF-8", page_for(prefix)}};
  options.on_listening = [once, prefix](const candela::Listening& server) {
    auto made = make_calls(server.io, server.address, prefix, std::cout);
    return made.then([once, url = server.url] {
      if (once) return candela::AfterListening::end;
      std::cout << "\nopen " << url << " in a browser; Ctrl-C ends this\n" << std::flush;
      return candela::AfterListening::serve_on;
    });
  };
  return candela::serve(static_cast<int>(words.size()), words.data(), std::move(options),
                        candela::binding<Counter>("COUNTER"), candela::binding<Calculator>("CALC"),
                        candela::binding<Room>("ROOM"));
}
