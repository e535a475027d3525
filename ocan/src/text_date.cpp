#include "text_date.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace candela {

namespace {

constexpr std::int64_t ms_per_minute = 60'000;
constexpr std::int64_t minutes_per_day = 24 * 60;
constexpr double last_date_ms = 8.64e15;  // ECMA-262, 21.4.1.1

bool is_leap_year(std::int64_t year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

std::int64_t days_in_month(std::int64_t year, std::int64_t month) noexcept {
  constexpr std::array<std::int64_t, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap_year(year) ? 1 : 0);
}

/// Days from 1970-01-01, in the Gregorian calendar extended both ways. The year is thought to begin
/// in March, so that the leap day is its last.
std::int64_t day_number(std::int64_t year, std::int64_t month, std::int64_t day) noexcept {
  if (month <= 2) --year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  constexpr std::int64_t days_of_era = 146'097;
  constexpr std::int64_t days_before_1970 = 719'468;
  return era * days_of_era + day_of_era - days_before_1970;
}

class DateReader {
 public:
  explicit DateReader(std::string_view text) : rest_(text) {}

  std::optional<double> read() {
    std::int64_t month = 1;
    std::int64_t day = 1;
    const std::int64_t year = read_year();
    if (accept('-')) {
      month = number(2, {1, 12});
      if (good_ && accept('-')) day = number(2, {1, days_in_month(year, month)});
    }
    std::int64_t ms = 0;
    if (accept('T')) ms = read_time();
    if (!good_ || !rest_.empty()) return std::nullopt;
    const std::int64_t days = day_number(year, month, day);
    const auto result = static_cast<double>(days * minutes_per_day * ms_per_minute + ms);
    return std::abs(result) <= last_date_ms ? std::optional<double>(result) : std::nullopt;
  }

 private:
  struct Range {
    std::int64_t least;
    std::int64_t most;
  };

  bool accept(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::int64_t number(std::size_t digits, Range range) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const bool is_digit = i < rest_.size() && rest_[i] >= '0' && rest_[i] <= '9';
      if (!is_digit) return fail();
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value >= range.least && value <= range.most ? value : fail();
  }
  std::int64_t fail() {
    good_ = false;
    return 0;
  }

  std::int64_t read_year() {
    if (accept('+')) return number(6, {0, 999'999});
    if (accept('-')) return -number(6, {1, 999'999});
    return number(4, {0, 9'999});
  }
  /// Milliseconds from the day's beginning in UTC.
  std::int64_t read_time() {
    const std::int64_t hour = number(2, {0, 24});
    if (!accept(':')) return fail();
    std::int64_t ms = (hour * 60 + number(2, {0, 59})) * ms_per_minute;
    if (accept(':')) {
      ms += number(2, {0, 59}) * 1000;
      if (accept('.')) ms += number(3, {0, 999});
    }
    if (ms > minutes_per_day * ms_per_minute) return fail();  // 24:00 is the last
    return ms - read_zone();
  }
  std::int64_t read_zone() {
    if (accept('Z')) return 0;
    const std::int64_t sign = accept('-') ? -1 : accept('+') ? 1 : fail();
    const std::int64_t hours = number(2, {0, 23});
    if (!accept(':')) return fail();
    return sign * (hours * 60 + number(2, {0, 59})) * ms_per_minute;
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

std::optional<double> read_date_text(std::string_view text) {
  return DateReader(text).read();
}

}  // namespace candela
