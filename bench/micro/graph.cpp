// Pieces of the graph: making, finding, walking, copying.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include <candela/structured_clone/document.hpp>

#include "../inputs.hpp"

namespace candela::bench {

namespace {

void make_small_object(benchmark::State& state) {
  for (auto _ : state) {
    Document doc;
    doc.set_root(doc.object({{"id", 1}, {"name", "Alice"}, {"tags", doc.array({"a", "b"})}}));
    benchmark::DoNotOptimize(doc.root());
  }
}
BENCHMARK(make_small_object);

std::string key_of(std::int64_t number) {
  return "key" + std::to_string(number);
}

void find_property(benchmark::State& state) {
  Document doc;
  Value object = doc.object();
  for (std::int64_t i = 0; i < state.range(0); ++i)
    object.set(key_of(i), i);
  const std::string key = key_of(state.range(0) - 1);
  for (auto _ : state)
    benchmark::DoNotOptimize(object[key]);
}
BENCHMARK(find_property)->Arg(4)->Arg(16)->Arg(64)->Arg(1024);

void find_in_map(benchmark::State& state) {
  Document doc;
  Value map = doc.make_map();
  for (std::int64_t i = 0; i < state.range(0); ++i)
    map.put(key_of(i), i);
  const std::string key = key_of(state.range(0) - 1);
  for (auto _ : state)
    benchmark::DoNotOptimize(map.get(key));
}
BENCHMARK(find_in_map)->Arg(4)->Arg(64)->Arg(1024)->Arg(65536);

void walk_numbers(benchmark::State& state) {
  const Document doc = numbers();
  const Value doubles = doc.root()["d"];
  for (auto _ : state) {
    double sum = 0;
    for (auto each = doubles.entries(); !each.done(); each.next())
      sum += each.value().as_number();
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(doubles.size()));
}
BENCHMARK(walk_numbers);

void clone_document(benchmark::State& state) {
  const Document doc = graph();
  for (auto _ : state)
    benchmark::DoNotOptimize(doc.clone());
}
BENCHMARK(clone_document);

void copy_value(benchmark::State& state) {
  const Document doc = graph();
  for (auto _ : state) {
    Document copy;
    benchmark::DoNotOptimize(copy.copy(doc.root()));
  }
}
BENCHMARK(copy_value);

}  // namespace

}  // namespace candela::bench
