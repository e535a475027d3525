#include <atomic>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone/log.hpp>

using candela::log_string_bytes;
using candela::LogFilter;
using candela::Logger;
using candela::LogLevel;

namespace {

struct Recorder {
  std::vector<std::string> lines;

  Logger logger(std::string name, std::string_view filter) {
    return Logger({.name = std::move(name),
                   .filter = LogFilter::parse(filter),
                   .sink = [this](std::string_view line) { lines.emplace_back(line); },
                   .clock = nullptr});
  }
};

std::string line_of(std::string_view message) {
  Recorder recorder;
  recorder.logger("t", "*").write(LogLevel::debug, message);
  const std::string line = recorder.lines.at(0);
  const std::string_view front = R"({"level":"debug","name":"t","message":)";
  REQUIRE(line.starts_with(front));
  REQUIRE(line.ends_with("}\n"));
  return line.substr(front.size(), line.size() - front.size() - 2);
}

}  // namespace

TEST_CASE("a line is one JSON object with time, level, name, message and data") {
  std::string seen;
  const Logger log({.name = "candela.call",
                    .filter = LogFilter::parse("*"),
                    .sink = [&seen](std::string_view line) { seen = line; },
                    .clock = [] { return std::int64_t{1'763'916'600'123}; }});
  const std::string method = "add";
  CANDELA_LOG(log, info, "answered", {"method", method}, {"ms", 3}, {"ok", true});
  CHECK(seen == R"({"time":"2025-11-23T16:50:00.123Z","level":"info","name":"candela.call",)"
                R"("message":"answered","data":{"method":"add","ms":3,"ok":true}})"
                "\n");
  CANDELA_LOG(log, warn, "alone");
  CHECK(seen == R"({"time":"2025-11-23T16:50:00.123Z","level":"warn","name":"candela.call",)"
                R"("message":"alone"})"
                "\n");
}

TEST_CASE("fields carry every kind of primitive") {
  Recorder recorder;
  const Logger log = recorder.logger("t", "*");
  CANDELA_LOG(log, debug, "m", {"null", nullptr}, {"no", false}, {"small", std::int8_t{-5}},
              {"least", std::numeric_limits<std::int64_t>::min()},
              {"greatest", std::numeric_limits<std::uint64_t>::max()}, {"half", 0.5},
              {"nan", std::numeric_limits<double>::quiet_NaN()},
              {"far", -std::numeric_limits<double>::infinity()}, {"view", std::string_view("v")});
  CHECK(recorder.lines.at(0).find(
            R"("data":{"null":null,"no":false,"small":-5,"least":-9223372036854775808,)"
            R"("greatest":18446744073709551615,"half":0.5,"nan":"NaN","far":"-Infinity",)"
            R"("view":"v"}})") != std::string::npos);
}

TEST_CASE("a line stays one line, whatever is said") {
  CHECK(line_of("say \"hi\"\n") == R"("say \"hi\"\n")");
}

TEST_CASE("a text of log_string_bytes is shown whole, one byte more is cut and counted") {
  const std::string whole(log_string_bytes, 'x');
  CHECK(line_of(whole) == '"' + whole + '"');
  CHECK(line_of(whole + "y") == '"' + whole + "... 1 more bytes\"");
}

TEST_CASE("arguments are not evaluated when the line is filtered out") {
  Recorder recorder;
  const Logger log = recorder.logger("candela.call", "candela.call:warn");
  int evaluated = 0;
  const auto expensive = [&evaluated] { return ++evaluated; };
  CANDELA_LOG(log, info, "quiet", {"n", expensive()});
  CHECK(evaluated == 0);
  CANDELA_LOG(log, warn, "loud", {"n", expensive()});
  CHECK(evaluated == 1);
  CHECK(recorder.lines.size() == 1);
}

TEST_CASE("a logger by default, or without a sink, is off for errors too") {
  for (const Logger& log : {Logger(), Logger(candela::LogOptions{}), Logger().child("x")}) {
    CHECK(!log.enabled(LogLevel::error));
    CHECK(log.name().empty());
    log.write(LogLevel::error, "nobody hears it");
    log.set_filter(LogFilter::parse("*"));
    CHECK(!log.enabled(LogLevel::error));
  }
}

TEST_CASE("a filter's names match themselves and what is below them") {
  const LogFilter filter =
      LogFilter::parse("candela.call,-candela.call.verbose,candela.alarms:warn");
  CHECK(filter.threshold("candela.call") == LogLevel::debug);
  CHECK(filter.threshold("candela.call.route") == LogLevel::debug);
  CHECK(filter.threshold("candela.call.verbose") == LogLevel::error);
  CHECK(filter.threshold("candela.call.verbose.more") == LogLevel::error);
  CHECK(filter.threshold("candela.alarms") == LogLevel::warn);
  CHECK(filter.threshold("candela.caller") == LogLevel::error);
  CHECK(filter.threshold("candela") == LogLevel::error);
  CHECK(filter.threshold("") == LogLevel::error);
}

TEST_CASE("a star matches every name, and the longest match decides") {
  CHECK(LogFilter::parse("*").threshold("any.name") == LogLevel::debug);
  CHECK(LogFilter::parse("*").threshold("") == LogLevel::debug);
  CHECK(LogFilter::parse("a.*:info").threshold("a") == LogLevel::info);
  const LogFilter filter = LogFilter::parse("a.b:info\t*:warn, -a ,a.b.c:debug a.b.c:warn");
  CHECK(filter.threshold("z") == LogLevel::warn);
  CHECK(filter.threshold("a.x") == LogLevel::error);
  CHECK(filter.threshold("a.b") == LogLevel::info);
  CHECK(filter.threshold("a.b.c") == LogLevel::warn);
}

TEST_CASE("errors pass every filter") {
  for (const char* text : {"", " , ", "-*", "-a", "a:error", "other"}) {
    Recorder recorder;
    const Logger log = recorder.logger("a", text);
    CHECK(log.enabled(LogLevel::error));
    CHECK(!log.enabled(LogLevel::warn));
  }
}

TEST_CASE("a filter that cannot be read is refused with the item that is wrong") {
  for (const char* text : {"a:loud", "a:", "-", ":warn", "a*", "*.a", "-a:warn", "a:b:c", ".*"}) {
    CHECK_THROWS_AS(LogFilter::parse(text), std::invalid_argument);
  }
  CHECK_THROWS_WITH(LogFilter::parse("x,a:loud"),
                    "log filter: the level in \"a:loud\" is none of debug, info, warn and error");
}

TEST_CASE("a child carries its parent's name, and shares filter and sink") {
  Recorder recorder;
  const Logger root = recorder.logger("candela", "");
  const Logger call = root.child("call");
  const Logger deep = call.child("verbose");
  CHECK(deep.name() == "candela.call.verbose");
  CHECK(recorder.logger("", "").child("x").name() == "x");
  CHECK(!deep.enabled(LogLevel::debug));

  deep.set_filter(LogFilter::parse("candela.call"));
  CHECK(!root.enabled(LogLevel::debug));
  CHECK(call.enabled(LogLevel::debug));
  CHECK(deep.enabled(LogLevel::debug));
  CHECK(root.child("call").enabled(LogLevel::debug));

  CANDELA_LOG(deep, debug, "here");
  CHECK(recorder.lines.at(0).find("\"candela.call.verbose\"") != std::string::npos);
}

TEST_CASE("a child outlives the logger it came from") {
  Recorder recorder;
  const Logger child = recorder.logger("a", "a").child("b");
  CANDELA_LOG(child, info, "still here");
  CHECK(recorder.lines.size() == 1);
}

TEST_CASE("loggers are used, made and filtered from several threads at once") {
  std::atomic<int> written = 0;
  const Logger root({.name = "t",
                     .filter = LogFilter::parse("*"),
                     .sink = [&written](std::string_view) { ++written; },
                     .clock = nullptr});
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&root, thread] {
      for (int round = 0; round < 200; ++round) {
        if (thread == 0) root.set_filter(LogFilter::parse(round % 2 == 0 ? "*" : "-*"));
        const Logger child = root.child("x");
        CANDELA_LOG(child, error, "always", {"round", round});
        CANDELA_LOG(root, debug, "now and then");
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  CHECK(written >= 800);
  CHECK(written <= 1600);
}
