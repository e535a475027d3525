#include "machine.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <thread>

#include "commit.hpp"

namespace candela::bench {

namespace {

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

/// Over the last minute, before the run.
std::string load() {
  constexpr double noticeable = 0.5;
  std::ifstream file("/proc/loadavg");
  double average = 0;
  if (!(file >> average)) return "unknown";
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", average);
  return std::string(text.data()) +
         (average > noticeable ? " (others want the cores too: figures are rough)" : "");
}

std::string compiler() {
#ifdef __clang__
  return "clang " + std::to_string(__clang_major__) + "." + std::to_string(__clang_minor__);
#else
  return "g++ " __VERSION__;
#endif
}

}  // namespace

Facts machine_facts() {
  return {{"processor", processor()},
          {"cores", std::to_string(std::thread::hardware_concurrency())},
          {"load", load()},
          {"compiler", compiler()},
          {"flags", CANDELA_BENCH_FLAGS},
          {"commit", std::string(built_commit)}};
}

}  // namespace candela::bench
