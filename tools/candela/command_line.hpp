#pragma once
// The words of a command line, taken apart: options with values, flags, and what is left. Owns
// nothing: the words live as long as main. Not thread-safe.
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace candela::tool {

/// The command line is wrong; the text says how.
class BadUse : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class CommandLine {
 public:
  explicit CommandLine(std::span<char* const> words) : words_(words.begin(), words.end()) {}

  /// `--name VALUE` or `--name=VALUE`, taken out. Throws BadUse where the value is missing.
  std::optional<std::string_view> take_option(std::string_view name);
  /// `--name`, taken out; whether it was there.
  bool take_flag(std::string_view name);
  /// What is left, in order: `least` to `most` words. Throws BadUse for other numbers of words and
  /// for options that nobody took. "-" is a word; behind "--" everything is.
  std::vector<std::string_view> take_words(std::size_t least, std::size_t most);

 private:
  std::vector<std::string_view> words_;
};

/// All bytes of a file, or of the standard input where there is no name or it is "-". Throws
/// std::runtime_error.
std::string read_input(std::optional<std::string_view> file);

}  // namespace candela::tool
