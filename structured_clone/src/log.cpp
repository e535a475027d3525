#include <candela/structured_clone/log.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <unordered_set>
#include <utility>

#include "text/iso_date.hpp"
#include "text/quoted.hpp"

namespace candela {
namespace {

constexpr std::array<std::string_view, 4> level_names = {"debug", "info", "warn", "error"};
constexpr std::string_view item_ends = ", \t\n";

std::optional<LogLevel> level_from_name(std::string_view name) noexcept {
  for (std::size_t level = 0; level < level_names.size(); ++level) {
    if (level_names[level] == name) return static_cast<LogLevel>(level);
  }
  return std::nullopt;
}

bool is_at_or_below(std::string_view name, std::string_view root) noexcept {
  if (root.empty()) return true;
  return name.starts_with(root) && (name.size() == root.size() || name[root.size()] == '.');
}

template <typename Number>
void append_number(std::string& out, Number number) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  out.append(text.data(), end);
}

void append_content(std::string& out, const LogField::Content& content) {
  if (const auto* text = std::get_if<std::string_view>(&content)) {
    append_quoted(out, *text, log_string_bytes);
  } else if (const auto* flag = std::get_if<bool>(&content)) {
    out += *flag ? "true" : "false";
  } else if (const auto* whole = std::get_if<std::int64_t>(&content)) {
    append_number(out, *whole);
  } else if (const auto* natural = std::get_if<std::uint64_t>(&content)) {
    append_number(out, *natural);
  } else if (const auto* number = std::get_if<double>(&content)) {
    if (std::isnan(*number)) {
      out += "\"NaN\"";
    } else if (std::isinf(*number)) {
      out += *number < 0 ? "\"-Infinity\"" : "\"Infinity\"";
    } else {
      append_number(out, *number);
    }
  } else {
    out += "null";
  }
}

void append_member(std::string& out, std::string_view key, std::string_view text) {
  append_quoted(out, key, log_string_bytes);
  out += ':';
  append_quoted(out, text, log_string_bytes);
}

}  // namespace

std::string_view to_string(LogLevel level) noexcept {
  return level_names[static_cast<std::size_t>(level)];
}

LogFilter LogFilter::parse(std::string_view text) {
  LogFilter filter;
  while (true) {
    const std::size_t start = text.find_first_not_of(item_ends);
    if (start == std::string_view::npos) return filter;
    text.remove_prefix(start);
    const std::string_view item = text.substr(0, text.find_first_of(item_ends));
    text.remove_prefix(item.size());

    const bool shut = item.starts_with('-');
    std::string_view name = item.substr(shut ? 1 : 0);
    std::optional<LogLevel> threshold = shut ? LogLevel::error : LogLevel::debug;
    if (const std::size_t colon = name.find(':'); !shut && colon != std::string_view::npos) {
      threshold = level_from_name(name.substr(colon + 1));
      name = name.substr(0, colon);
    }
    if (name == "*") {
      name = {};
    } else {
      if (name.ends_with(".*")) name.remove_suffix(2);
      if (name.empty() || name.find_first_of("*:") != std::string_view::npos) {
        throw std::invalid_argument("log filter: \"" + std::string(item) +
                                    "\" is none of name, name:level, -name and *");
      }
    }
    if (!threshold) {
      throw std::invalid_argument("log filter: the level in \"" + std::string(item) +
                                  "\" is none of debug, info, warn and error");
    }
    filter.rules_.push_back({.name = std::string(name), .threshold = *threshold});
  }
}

LogLevel LogFilter::threshold(std::string_view name) const noexcept {
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    if (!is_at_or_below(name, rule.name)) continue;
    if (best == nullptr || rule.name.size() >= best->name.size()) best = &rule;
  }
  return best == nullptr ? LogLevel::error : best->threshold;
}

struct Logger::Shared {
  explicit Shared(LogOptions&& options)
      : sink(std::move(options.sink)),
        clock(std::move(options.clock)),
        filter(std::move(options.filter)) {}

  const LogSink sink;
  const LogClock clock;
  std::mutex mutex;  // guards what follows
  LogFilter filter;
  std::unordered_set<Named*> open;  // those whose thresholds follow the filter
};

struct Logger::Named : Logger::Gate {
  Named(std::shared_ptr<Shared> shared_with, std::string full_name)
      : shared(std::move(shared_with)), name(std::move(full_name)) {
    const std::lock_guard lock(shared->mutex);
    shared->open.insert(this);
    threshold.store(shared->filter.threshold(name), std::memory_order_relaxed);
  }
  Named(const Named&) = delete;
  Named& operator=(const Named&) = delete;
  ~Named() {
    const std::lock_guard lock(shared->mutex);
    shared->open.erase(this);
  }

  const std::shared_ptr<Shared> shared;
  const std::string name;
};

Logger::Named& Logger::named() const noexcept {
  return static_cast<Named&>(*gate_);
}

Logger::Logger(LogOptions options) {
  if (options.sink == nullptr) return;
  std::string name = std::move(options.name);
  gate_ = std::make_shared<Named>(std::make_shared<Shared>(std::move(options)), std::move(name));
}

Logger Logger::child(std::string_view name) const {
  if (gate_ == nullptr) return {};
  std::string full_name = named().name;
  if (!full_name.empty() && !name.empty()) full_name += '.';
  full_name += name;
  return Logger(std::make_shared<Named>(named().shared, std::move(full_name)));
}

std::string_view Logger::name() const noexcept {
  return gate_ == nullptr ? std::string_view() : named().name;
}

void Logger::write(LogLevel level, std::string_view message,
                   std::initializer_list<LogField> fields) const {
  if (gate_ == nullptr) return;
  const Shared& shared = *named().shared;
  std::string line = "{";
  if (shared.clock != nullptr) {
    append_member(line, "time", to_iso(static_cast<double>(shared.clock())));
    line += ',';
  }
  append_member(line, "level", to_string(level));
  line += ',';
  append_member(line, "name", named().name);
  line += ',';
  append_member(line, "message", message);
  if (fields.size() > 0) {
    line += ",\"data\":{";
    for (const LogField& field : fields) {
      append_quoted(line, field.key(), log_string_bytes);
      line += ':';
      append_content(line, field.content());
      line += ',';
    }
    line.back() = '}';
  }
  line += "}\n";
  shared.sink(line);
}

void Logger::set_filter(LogFilter filter) const {
  if (gate_ == nullptr) return;
  Shared& shared = *named().shared;
  const std::lock_guard lock(shared.mutex);
  shared.filter = std::move(filter);
  for (Named* named : shared.open) {
    named->threshold.store(shared.filter.threshold(named->name), std::memory_order_relaxed);
  }
}

}  // namespace candela
