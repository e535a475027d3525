// candela bench: somebody's own value, in every format: bytes and times.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

#include "commands.hpp"
#include "wire.hpp"

namespace candela::tool {
namespace {

using Clock = std::chrono::steady_clock;

struct Times {
  unsigned rounds;
  std::chrono::milliseconds each;  ///< so long a round takes, at least
};

struct Row {
  std::string format;
  std::string refused;  ///< why there are no figures
  std::size_t bytes = 0;
  double encode_ns = 0;
  double decode_ns = 0;
};

unsigned take_number(CommandLine& words, std::string_view option, unsigned otherwise) {
  const auto text = words.take_option(option);
  if (!text) return otherwise;
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number == 0 || number > 10'000)
    throw BadUse(std::string(option) + " wants a number from 1 to 10000, not \"" +
                 std::string(*text) + '"');
  return number;
}

/// The median over the rounds of the nanoseconds of one run.
template <typename Run>
double median_ns(const Times& times, Run run) {
  std::vector<double> all;
  std::size_t runs = 1;
  for (unsigned round = 0; round < times.rounds; ++round) {
    while (true) {
      const Clock::time_point start = Clock::now();
      for (std::size_t i = 0; i < runs; ++i)
        run();
      const Clock::duration taken = Clock::now() - start;
      if (taken >= times.each || runs > (std::size_t{1} << 40U)) {
        all.push_back(std::chrono::duration<double, std::nano>(taken).count() /
                      static_cast<double>(runs));
        break;
      }
      runs *= 2;
    }
  }
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

Row measured(const Document& document, Format format, const Times& times) {
  Row row;
  row.format = to_string(format);
  const StringifyOptions writing{.format = format, .hosts = wire_hosts()};
  const ParseOptions reading{.format = format, .hosts = wire_hosts()};
  try {
    const std::string bytes = stringify(document, writing);
    row.bytes = bytes.size();
    const std::string difference = first_difference(parse(bytes, reading).root(), document.root());
    if (!difference.empty()) row.refused = "loses " + difference;
    row.encode_ns = median_ns(times, [&] { (void)stringify(document, writing); });
    row.decode_ns = median_ns(times, [&] { (void)parse(bytes, reading); });
  } catch (const CloneError& error) {
    row.refused = error.what();
  }
  return row;
}

std::string duration(double ns) {
  char text[32];
  if (ns < 1e4) {
    std::snprintf(text, sizeof text, "%.0f ns", ns);
  } else if (ns < 1e7) {
    std::snprintf(text, sizeof text, "%.1f us", ns / 1e3);
  } else {
    std::snprintf(text, sizeof text, "%.1f ms", ns / 1e6);
  }
  return text;
}

/// MB/s of the format's own bytes.
std::string rate(std::size_t bytes, double ns) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f MB/s", static_cast<double>(bytes) * 1e3 / ns);
  return text;
}

std::string times_of(double first, double own) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", first / own);
  return text;
}

void print(const std::vector<std::string>& cells) {
  constexpr int widths[] = {8, 12, 12, 12, 8, 12, 12};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool is_last = i + 1 == cells.size();
    std::string cell = cells[i];
    if (!is_last) cell.resize(std::max(cell.size() + 1, static_cast<std::size_t>(widths[i])), ' ');
    std::cout << cell;
  }
  std::cout << '\n';
}

void print(const std::vector<Row>& rows) {
  print({"format", "bytes", "encode", "", "ratio", "decode", "", "ratio"});
  const Row& first = rows.front();
  for (const Row& row : rows) {
    if (row.bytes == 0) {
      print({row.format, "refused: " + row.refused});
      continue;
    }
    print({row.format, std::to_string(row.bytes), duration(row.encode_ns),
           rate(row.bytes, row.encode_ns), times_of(first.encode_ns, row.encode_ns),
           duration(row.decode_ns), rate(row.bytes, row.decode_ns),
           times_of(first.decode_ns, row.decode_ns)});
    if (!row.refused.empty()) print({"", row.refused});
  }
  std::cout << "ratio: how many times as fast as nested\n";
}

/// Plain JSON is a value too.
Document read_value(CommandLine& words, std::optional<Format> format) {
  const auto files = words.take_words(0, 1);
  const std::string text = read_input(files.empty() ? std::nullopt : std::optional(files.front()));
  if (!format && !detect_format(text)) return parse_json(text, {});
  return parse(text, {.format = format, .hosts = wire_hosts()});
}

void bench(CommandLine words) {
  const auto from = take_format(words, "--from");
  const Times times{take_number(words, "--rounds", 9),
                    std::chrono::milliseconds(take_number(words, "--ms", 50))};
  const Document document = read_value(words, from);
  std::vector<Row> rows;
  for (const Format format : all_formats)
    rows.push_back(measured(document, format, times));
  print(rows);
}

}  // namespace

const Command bench_command = {
    .name = "bench",
    .usage = R"(Usage: candela bench [--rounds N] [--ms N] [--from FORMAT] [FILE]

Writes and reads the value in FILE, or on the standard input, in every format, and prints a table:
bytes, medians of the times, MB/s of the format's own bytes, and how many times as fast as nested
that is. Plain JSON is taken as a value.

  --rounds N     rounds of which the median is shown (9)
  --ms N         how long each round takes, in milliseconds (50)
  --from FORMAT  FILE's format; recognised from the bytes where it is left out
)",
    .run = bench,
};

}  // namespace candela::tool
