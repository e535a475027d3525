#include "options.hpp"

#include <charconv>
#include <stdexcept>

namespace candela::bench {

namespace {

int number_in(std::string_view option, std::string_view text, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1 || number > most) {
    throw std::invalid_argument(std::string(option) + " wants a number from 1 to " +
                                std::to_string(most) + ", not '" + std::string(text) + "'");
  }
  return number;
}

std::regex regex_of(std::string_view text) {
  try {
    return std::regex(text.begin(), text.end());
  } catch (const std::regex_error& error) {
    throw std::invalid_argument("--filter '" + std::string(text) + "': " + error.what());
  }
}

void set_option(Options& options, std::string_view option, std::string_view value) {
  if (option == "--filter") {
    options.filter = regex_of(value);
  } else if (option == "--json") {
    options.json = std::string(value);
  } else if (option == "--rounds") {
    options.rounds.count = number_in(option, value, most_rounds);
  } else if (option == "--ms") {
    options.rounds.each = Milliseconds{number_in(option, value, longest_turn_ms)};
  } else {
    throw std::invalid_argument("unknown option '" + std::string(option) + "'; see --help");
  }
}

}  // namespace

std::string_view usage() noexcept {
  return R"(Usage: candela-bench [OPTIONS]

Measures ours and the peers turn by turn, and prints one table: times, ratios, goals.

  --filter REGEX   only cases whose input/operation matches, such as 'twitter' or 'small/.*decode';
                   the words 'codec' and 'rpc' stand for all cases of structured_clone and of rpc
  --rounds N       rounds that are counted (9); the table shows medians
  --ms N           how long each turn of a round takes, in milliseconds (50); sockets take longer
  --json FILE      writes the table, with all samples, as JSON too
  --list           prints the names of the cases and ends
)";
}

Options parse_options(std::span<const char* const> words) {
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--help" || word == "-h") {
      options.help = true;
    } else if (word == "--list") {
      options.list = true;
    } else if (i + 1 < words.size()) {
      set_option(options, word, words[++i]);
    } else {
      throw std::invalid_argument("unknown option, or one without its value: '" +
                                  std::string(word) + "'; see --help");
    }
  }
  return options;
}

bool wanted(const Options& options, const CasePlan& plan) {
  return !options.filter || std::regex_match(plan.group, *options.filter) ||
         std::regex_search(plan.name(), *options.filter);
}

}  // namespace candela::bench
