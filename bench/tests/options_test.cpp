#include "../options.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace candela::bench {

namespace {

Options parsed(const std::vector<const char*>& words) {
  return parse_options(words);
}

}  // namespace

TEST_CASE("without options nine rounds of everything are run") {
  const Options options = parsed({});
  CHECK(options.rounds.count == 9);
  CHECK_FALSE(options.filter);
  CHECK_FALSE(options.json);
}

TEST_CASE("options say what is measured, how long, and where it goes") {
  const Options options =
      parsed({"--filter", "small/.*code", "--rounds", "3", "--ms", "7", "--json", "out.json"});
  CHECK(std::regex_search("small/nested-encode", options.filter.value()));
  CHECK_FALSE(std::regex_search("twitter/nested-encode", options.filter.value()));
  CHECK(options.rounds.count == 3);
  CHECK(options.rounds.each == Milliseconds{7});
  CHECK(options.json == "out.json");
}

TEST_CASE("rounds and milliseconds have a limit that is allowed and a next one that is not") {
  const auto accepts = [](const char* option, int number) {
    parsed({option, std::to_string(number).c_str()});
  };
  CHECK_NOTHROW(accepts("--rounds", most_rounds));
  CHECK_THROWS_AS(accepts("--rounds", most_rounds + 1), std::invalid_argument);
  CHECK_NOTHROW(accepts("--ms", longest_turn_ms));
  CHECK_THROWS_AS(accepts("--ms", longest_turn_ms + 1), std::invalid_argument);
  CHECK_THROWS_AS(accepts("--rounds", 0), std::invalid_argument);
}

TEST_CASE("what is no option is refused") {
  CHECK_THROWS_AS(parsed({"--quick"}), std::invalid_argument);
  CHECK_THROWS_AS(parsed({"--quick", "1"}), std::invalid_argument);
  CHECK_THROWS_AS(parsed({"--rounds"}), std::invalid_argument);
  CHECK_THROWS_AS(parsed({"--rounds", "3x"}), std::invalid_argument);
  CHECK_THROWS_AS(parsed({"--filter", "("}), std::invalid_argument);
}

TEST_CASE("a filter chooses by input and operation, or by the whole word of a group") {
  const CasePlan codec{"small", "clone", nullptr, 1, "codec"};
  const CasePlan rpc{"call", "http-64", nullptr, 1, "rpc"};
  CHECK(wanted(parsed({}), codec));
  CHECK(wanted(parsed({"--filter", "codec"}), codec));
  CHECK_FALSE(wanted(parsed({"--filter", "codec"}), rpc));
  CHECK(wanted(parsed({"--filter", "rpc"}), rpc));
  CHECK_FALSE(wanted(parsed({"--filter", "rpc"}), codec));
  CHECK(wanted(parsed({"--filter", "rpc|small"}), codec));
  CHECK(wanted(parsed({"--filter", "http"}), rpc));
  CHECK_FALSE(wanted(parsed({"--filter", "small"}), rpc));
  CHECK(wanted(parsed({"--filter", "l/clone"}), codec));
  CHECK_FALSE(wanted(parsed({"--filter", "cod."}), codec));
}

TEST_CASE("the help names what a filter understands") {
  CHECK(usage().find("'codec' and 'rpc'") != std::string_view::npos);
}

}  // namespace candela::bench
