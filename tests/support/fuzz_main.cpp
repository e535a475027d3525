// A fuzzer's main where there is no libFuzzer: every file of the corpus, then mutations of them.
//
//   <fuzzer> [--runs N] [--seed S] FILE_OR_FOLDER…
//
// The mutations depend on the seed and on the corpus only. The input that is being run is kept in
// crash-<pid>.input until it has passed, so that an abort leaves it behind.

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <vector>

// libFuzzer's own interface.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;
namespace fs = std::filesystem;

/// A mutated input never grows past this; what is longer in the corpus is run as it is.
constexpr std::size_t max_mutated_bytes = 64 * 1024;

struct Arguments {
  std::uint64_t runs = 1000;
  std::uint64_t seed = 1;
  std::vector<fs::path> corpus;
};

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  /// One of the corpus, with one to eight changes, as an attacker's or a broken peer's bytes.
  Input mutate(const std::vector<Input>& corpus) {
    Input bytes = corpus[below(corpus.size())];
    const std::size_t changes = 1 + below(8);
    for (std::size_t i = 0; i < changes; ++i)
      change(bytes, corpus[below(corpus.size())]);
    if (bytes.size() > max_mutated_bytes) bytes.resize(max_mutated_bytes);
    return bytes;
  }

 private:
  // Not std::uniform_int_distribution: its results differ between standard libraries.
  std::size_t below(std::size_t bound) {
    return bound == 0 ? 0 : static_cast<std::size_t>(random_() % bound);
  }
  std::uint8_t byte() {
    static constexpr std::string_view likely = "{}[]\",:\\-0e.\x00\xff\x80$ un";
    if (below(2) == 0) return static_cast<std::uint8_t>(likely[below(likely.size())]);
    return static_cast<std::uint8_t>(below(256));
  }

  void change(Input& bytes, const Input& other) {
    const auto at = [&] { return static_cast<std::ptrdiff_t>(below(bytes.size() + 1)); };
    const auto begin = [&] { return bytes.begin(); };
    switch (below(6)) {
      case 0:  // one bit
        if (!bytes.empty()) {
          std::uint8_t& target = bytes[below(bytes.size())];
          target = static_cast<std::uint8_t>(target ^ (1u << below(8)));
        }
        break;
      case 1:  // one byte
        if (!bytes.empty()) bytes[below(bytes.size())] = byte();
        break;
      case 2:  // a byte more
        bytes.insert(begin() + at(), byte());
        break;
      case 3: {  // a stretch less
        const std::ptrdiff_t from = at();
        const auto left = bytes.size() - static_cast<std::size_t>(from);
        bytes.erase(begin() + from, begin() + from + static_cast<std::ptrdiff_t>(below(left + 1)));
        break;
      }
      case 4: {  // a stretch of its own, once more
        const std::ptrdiff_t from = at();
        const auto left = bytes.size() - static_cast<std::size_t>(from);
        const Input copy(begin() + from,
                         begin() + from + static_cast<std::ptrdiff_t>(below(left + 1)));
        bytes.insert(begin() + at(), copy.begin(), copy.end());
        break;
      }
      default: {  // the head of this, the tail of another
        bytes.resize(static_cast<std::size_t>(at()));
        bytes.insert(bytes.end(), other.begin() + static_cast<std::ptrdiff_t>(below(other.size())),
                     other.end());
        break;
      }
    }
  }

  std::mt19937_64 random_;
};

bool parse_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

bool parse_arguments(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--runs" || word == "--seed") {
      std::uint64_t& number = word == "--runs" ? arguments.runs : arguments.seed;
      if (++i == argc || !parse_number(argv[i], number)) return false;
    } else {
      arguments.corpus.emplace_back(word);
    }
  }
  return !arguments.corpus.empty();
}

Input read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return Input(std::istreambuf_iterator<char>(file), {});
}

/// In the order of their names: a folder is listed differently on every machine.
std::vector<Input> read_corpus(const std::vector<fs::path>& places) {
  std::vector<fs::path> files;
  for (const fs::path& place : places) {
    if (!fs::is_directory(place)) {
      files.push_back(place);
      continue;
    }
    for (const auto& entry : fs::directory_iterator(place)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<Input> corpus;
  for (const fs::path& file : files)
    corpus.push_back(read_file(file));
  return corpus;
}

/// Keeps the input that is being run in a file, by a descriptor that stays open: a sanitizer may
/// end the process in any way, and the file is there.
class Runner {
 public:
  Runner() : file_(::open(name_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
    if (file_ < 0) throw std::system_error(errno, std::generic_category(), name_);
  }
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;
  ~Runner() {
    ::close(file_);
    ::unlink(name_.c_str());
  }

  void run(const Input& input) {
    const auto size = static_cast<::ssize_t>(input.size());
    if (::pwrite(file_, input.data(), input.size(), 0) != size || ::ftruncate(file_, size) != 0) {
      throw std::system_error(errno, std::generic_category(), name_);
    }
    LLVMFuzzerTestOneInput(input.data(), input.size());
  }

 private:
  std::string name_ = "crash-" + std::to_string(::getpid()) + ".input";
  int file_;
};

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (!parse_arguments(argc, argv, arguments)) {
    std::fprintf(stderr, "usage: %s [--runs N] [--seed S] FILE_OR_FOLDER...\n", argv[0]);
    return 2;
  }
  const std::vector<Input> corpus = read_corpus(arguments.corpus);
  if (corpus.empty()) {
    std::fprintf(stderr, "%s: the corpus is empty\n", argv[0]);
    return 2;
  }
  std::printf("corpus %zu, mutations %llu, seed %llu\n", corpus.size(),
              static_cast<unsigned long long>(arguments.runs),
              static_cast<unsigned long long>(arguments.seed));
  std::fflush(stdout);
  Runner runner;
  for (const Input& input : corpus)
    runner.run(input);
  Mutator mutator(arguments.seed);
  for (std::uint64_t i = 0; i < arguments.runs; ++i)
    runner.run(mutator.mutate(corpus));
  return 0;
}
