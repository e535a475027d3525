#include "command_line.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

namespace candela::tool {

std::optional<std::string_view> CommandLine::take_option(std::string_view name) {
  for (auto word = words_.begin(); word != words_.end() && *word != "--"; ++word) {
    if (!word->starts_with(name)) continue;
    std::string_view rest = word->substr(name.size());
    if (rest.starts_with('=')) {
      rest.remove_prefix(1);
      words_.erase(word);
      return rest;
    }
    if (!rest.empty()) continue;
    if (word + 1 == words_.end()) throw BadUse(std::string(name) + " wants a value");
    const std::string_view value = word[1];
    words_.erase(word, word + 2);
    return value;
  }
  return std::nullopt;
}

bool CommandLine::take_flag(std::string_view name) {
  const auto end = std::find(words_.begin(), words_.end(), "--");
  const auto found = std::find(words_.begin(), end, name);
  if (found == end) return false;
  words_.erase(found);
  return true;
}

std::vector<std::string_view> CommandLine::take_words(std::size_t least, std::size_t most) {
  std::vector<std::string_view> taken;
  bool only_words = false;
  for (const std::string_view word : words_) {
    if (!only_words && word == "--") {
      only_words = true;
    } else if (!only_words && word.size() > 1 && word.starts_with('-')) {
      throw BadUse(std::string(word) + " is no option");
    } else {
      taken.push_back(word);
    }
  }
  words_.clear();
  if (taken.size() < least) throw BadUse("something is missing");
  if (taken.size() > most) throw BadUse('"' + std::string(taken[most]) + "\" is one word too many");
  return taken;
}

std::string read_input(std::optional<std::string_view> file) {
  const auto read = [](std::istream& stream) {
    return std::string{std::istreambuf_iterator<char>(stream), {}};
  };
  if (!file || *file == "-") return read(std::cin);
  try {
    std::ifstream stream(std::string(*file), std::ios::binary);
    stream.exceptions(std::ios::badbit | std::ios::failbit);
    return read(stream);
  } catch (const std::ios::failure&) {
    throw std::runtime_error(std::string(*file) + " cannot be read");
  }
}

}  // namespace candela::tool
