// candela-ocan-model: ocan's executor against a naive interpreter. See README.md.
#include <charconv>
#include <cstdint>
#include <exception>
#include <iostream>
#include <span>
#include <string>
#include <string_view>

#include "comparison.hpp"
#include "recorded.hpp"

namespace {

using candela::model::Arguments;

constexpr std::string_view usage =
    "usage: candela-ocan-model [--cases N] [--seed S] [--long] [--recorded DIR] [--mistake NAME]\n";

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

bool read_arguments(std::span<char*> given, Arguments& arguments) {
  while (!given.empty()) {
    const std::string_view name = given[0];
    if (name == "--long") {
      arguments.cases = candela::model::long_cases;
      arguments.seed = candela::model::long_seed;
      given = given.subspan(1);
      continue;
    }
    if (given.size() < 2) return false;
    const std::string_view value = given[1];
    given = given.subspan(2);
    if (name == "--cases" && read_number(value, arguments.cases)) continue;
    if (name == "--seed" && read_number(value, arguments.seed)) continue;
    if (name == "--recorded") {
      arguments.recorded = value;
    } else if (name != "--mistake" || !candela::model::read_mistake(value, arguments.mistake)) {
      return false;
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (!read_arguments(std::span(argv, static_cast<std::size_t>(argc)).subspan(1), arguments)) {
    std::cerr << usage;
    return 2;
  }
  try {
    if (!arguments.recorded.empty())
      return candela::model::compare_recorded(arguments.recorded, arguments.mistake) ? 0 : 1;
    return candela::model::compare_cases(arguments) ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "candela-ocan-model: " << error.what() << '\n';
    return 1;
  }
}
