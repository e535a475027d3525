// Pieces of the text formats: numbers out and in, strings with and without something to escape.

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "../inputs.hpp"
#include "text/json_string.hpp"
#include "text/output.hpp"
#include "text/read_number.hpp"
#include "text/write_number.hpp"

namespace candela::bench {

namespace {

/// `d` are doubles over 20 decades, `n` are 32-bit integers.
std::vector<double> numbers_of(const char* key) {
  const Document doc = numbers();
  std::vector<double> all;
  for (auto each = doc.root()[key].entries(); !each.done(); each.next()) {
    all.push_back(each.value().as_number());
  }
  return all;
}

void write_numbers(benchmark::State& state, const char* key) {
  const std::vector<double> all = numbers_of(key);
  std::array<char, number_room> text{};
  for (auto _ : state) {
    for (const double number : all)
      benchmark::DoNotOptimize(write_number(number, text.data()));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.size()));
}
BENCHMARK_CAPTURE(write_numbers, doubles, "d");
BENCHMARK_CAPTURE(write_numbers, integers, "n");

void read_numbers(benchmark::State& state, const char* key) {
  std::vector<std::string> texts;
  for (const double number : numbers_of(key)) {
    std::array<char, number_room> text{};
    texts.emplace_back(text.data(), write_number(number, text.data()));
  }
  for (auto _ : state) {
    for (const std::string& text : texts) {
      benchmark::DoNotOptimize(read_number(text.data(), text.data() + text.size()));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(texts.size()));
}
BENCHMARK_CAPTURE(read_numbers, doubles, "d");
BENCHMARK_CAPTURE(read_numbers, integers, "n");

void quote(benchmark::State& state, const std::string& piece) {
  std::string text;
  while (text.size() < static_cast<std::size_t>(state.range(0)))
    text += piece;
  Output out(std::size_t{1} << 20);
  for (auto _ : state) {
    out.clear();
    write_json_string(out, text);
    benchmark::DoNotOptimize(out.size());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK_CAPTURE(quote, plain, "structured clone codec ")->Arg(16)->Arg(256)->Arg(65536);
BENCHMARK_CAPTURE(quote, japanese, "日本語のテキスト")->Arg(16)->Arg(256)->Arg(65536);
BENCHMARK_CAPTURE(quote, escapes, "line\nbreak\t\"q\" ")->Arg(16)->Arg(256)->Arg(65536);

}  // namespace

}  // namespace candela::bench
