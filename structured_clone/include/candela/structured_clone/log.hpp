// A logging facade: named, levelled, filtered by the text that `DEBUG=` carries, and free of global
// state.
//
//   Logger log({.name = "candela", .filter = LogFilter::parse("candela.call,candela.alarms:warn"),
//               .sink = [](std::string_view line) { … }, .clock = [] { return now_ms(); }});
//   Logger calls = log.child("call");
//   CANDELA_LOG(calls, info, "answered", {"method", name}, {"ms", took});
//
// A Logger is handed down in options. One that is off costs a relaxed load and a branch; the
// arguments of CANDELA_LOG are not evaluated then. Names are dotted: `candela.call` matches itself
// and what is below it (`candela.call.verbose`). Errors pass every filter; only a Logger without a
// sink says nothing at all.
// Threads: a Logger may be used and its filter changed from any thread; its sink and clock must be
// safe for that.
// Ownership: loggers made from one another share filter, sink and clock, which live as long as the
// last of them.
// Limits: a line holds at most `log_string_bytes` of each text in it.
#pragma once

#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace candela {

enum class LogLevel : std::uint8_t { debug, info, warn, error };
std::string_view to_string(LogLevel level) noexcept;

/// Bytes of a message, a key or a string value that a line shows; of a longer one, how many are
/// missing.
inline constexpr std::size_t log_string_bytes = 8192;

/// One named value of a line: `{"method", name}`. A view: it is made in the argument list and does
/// not outlive it.
class LogField {
 public:
  using Content =
      std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string_view>;

  LogField(std::string_view key, std::nullptr_t) noexcept : key_(key) {}
  LogField(std::string_view key, std::string_view text) noexcept : key_(key), content_(text) {}
  LogField(std::string_view key, const char* text) noexcept
      : LogField(key, std::string_view(text)) {}
  LogField(std::string_view key, const std::string& text) noexcept
      : LogField(key, std::string_view(text)) {}
  template <std::same_as<bool> T>
  LogField(std::string_view key, T flag) noexcept : key_(key), content_(flag) {}
  template <std::signed_integral T>
  LogField(std::string_view key, T number) noexcept
      : key_(key), content_(static_cast<std::int64_t>(number)) {}
  template <std::unsigned_integral T>
    requires(!std::same_as<T, bool>)
  LogField(std::string_view key, T number)
  noexcept : key_(key), content_(static_cast<std::uint64_t>(number)) {}
  template <std::floating_point T>
  LogField(std::string_view key, T number) noexcept
      : key_(key), content_(static_cast<double>(number)) {}

  std::string_view key() const noexcept { return key_; }
  const Content& content() const noexcept { return content_; }

 private:
  std::string_view key_;
  Content content_ = nullptr;
};

/// Which lines pass: for each name, the least level that is let through.
class LogFilter {
 public:
  /// Errors only.
  LogFilter() = default;

  /// `candela.call,-candela.call.verbose,candela.alarms:warn`: items apart by commas or blanks.
  /// `name` lets everything of that name and of those below it through, `name:level` what is at
  /// least that grave, `-name` errors only; `*` stands for every name, and `name.*` for `name`. The
  /// longest name that matches decides, among equals the last. Throws std::invalid_argument, with
  /// the item in its message, for a level or a name that is none.
  static LogFilter parse(std::string_view text);

  LogLevel threshold(std::string_view name) const noexcept;

 private:
  struct Rule {
    std::string name;  // empty: every name
    LogLevel threshold;
  };
  std::vector<Rule> rules_;
};

/// Gets one line at a time, JSON with a newline at its end: one write(2) away from a file.
/// Must not throw.
/// {"time":"2025-11-23T16:50:00.123Z","level":"info","name":"candela.call","message":"answered","data":{"ms":3}}
using LogSink = std::function<void(std::string_view line)>;
/// Milliseconds since 1970.
using LogClock = std::function<std::int64_t()>;

struct LogOptions {
  std::string name;
  LogFilter filter;
  LogSink sink;    ///< None: the logger is off.
  LogClock clock;  ///< None: lines carry no time.
};

class Logger {
 public:
  /// Off, for good.
  Logger() noexcept = default;
  explicit Logger(LogOptions options);

  /// One for the part `name` of this one's: `candela` gives `candela.call`. Of a logger that is
  /// off, one that is off.
  Logger child(std::string_view name) const;
  std::string_view name() const noexcept;

  bool enabled(LogLevel level) const noexcept {
    return gate_ != nullptr && level >= gate_->threshold.load(std::memory_order_relaxed);
  }
  /// Writes whatever the level is: ask `enabled` first, or use CANDELA_LOG, which does.
  void write(LogLevel level, std::string_view message,
             std::initializer_list<LogField> fields = {}) const;

  /// For this logger and all that share its sink.
  void set_filter(LogFilter filter) const;

 private:
  struct Gate {
    std::atomic<LogLevel> threshold = LogLevel::error;
  };
  struct Shared;
  struct Named;

  explicit Logger(std::shared_ptr<Gate> gate) noexcept : gate_(std::move(gate)) {}
  Named& named() const noexcept;

  std::shared_ptr<Gate> gate_;  // the first part of a Named; null: off
};

}  // namespace candela

/// CANDELA_LOG(logger, level, message, {"key", value}…): level is debug, info, warn or error. What
/// stands behind the level is evaluated only when the line is written.
#define CANDELA_LOG(logger, level, ...)                                                    \
  do {                                                                                     \
    const ::candela::Logger& candela_logger = (logger);                                    \
    if (candela_logger.enabled(::candela::LogLevel::level)) {                              \
      candela_logger.write(::candela::LogLevel::level, CANDELA_DETAIL_HEAD(__VA_ARGS__, ), \
                           {CANDELA_DETAIL_TAIL(__VA_ARGS__, )});                          \
    }                                                                                      \
  } while (false)
// Called with a comma at the end, so that the variable part is never missing.
#define CANDELA_DETAIL_HEAD(head, ...) head
#define CANDELA_DETAIL_TAIL(head, ...) __VA_ARGS__
