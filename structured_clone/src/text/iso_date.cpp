#include "text/iso_date.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace candela {
namespace {

constexpr std::int64_t ms_per_day = 86'400'000;
constexpr std::int64_t days_per_era = 146'097;  // 400 years
constexpr std::int64_t days_to_1970 = 719'468;  // from 1 March of the year 0

struct Day {
  std::int64_t year;
  std::int64_t month;  // 1 to 12
  std::int64_t day;    // 1 to 31
};

// Both directions count years from 1 March, so that the leap day is the last of its year; see
// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". std::chrono::year ends at 32767.
Day day_from_number(std::int64_t days) noexcept {
  days += days_to_1970;
  const std::int64_t era = (days >= 0 ? days : days - (days_per_era - 1)) / days_per_era;
  const std::int64_t day_of_era = days - era * days_per_era;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {.year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
          .month = month,
          .day = day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

std::int64_t number_from_day(const Day& date) noexcept {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = date.month > 2 ? date.month - 3 : date.month + 9;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * days_per_era + day_of_era - days_to_1970;
}

std::int64_t days_in_month(std::int64_t year, std::int64_t month) noexcept {
  constexpr std::array<std::int64_t, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

char* put_digits(std::int64_t value, int count, char* to) noexcept {
  for (int i = count; i-- > 0; value /= 10)
    to[i] = static_cast<char>('0' + value % 10);
  return to + count;
}

// Takes fields of fixed width off the front of a text; the first that does not fit ends it for
// good.
class FieldReader {
 public:
  explicit FieldReader(std::string_view text) noexcept : text_(text) {}

  bool good() const noexcept { return good_; }
  bool good_at_end() const noexcept { return good_ && text_.empty(); }
  char peek() const noexcept { return text_.empty() ? '\0' : text_.front(); }

  void expect(char wanted) noexcept {
    good_ = good_ && peek() == wanted && !text_.empty();
    if (good_) text_.remove_prefix(1);
  }

  std::int64_t digits(std::size_t width) noexcept {
    good_ = good_ && text_.size() >= width;
    if (!good_) return 0;
    std::int64_t number = 0;
    for (const char digit : text_.substr(0, width)) {
      good_ = good_ && digit >= '0' && digit <= '9';
      number = number * 10 + (digit - '0');
    }
    text_.remove_prefix(width);
    return number;
  }

  std::int64_t year() noexcept {
    const char sign = peek();
    if (sign != '+' && sign != '-') return digits(4);
    expect(sign);
    const std::int64_t year = digits(6);
    good_ = good_ && !(sign == '-' && year == 0);
    return sign == '-' ? -year : year;
  }

 private:
  std::string_view text_;
  bool good_ = true;
};

}  // namespace

char* write_iso(double ms, char* to) noexcept {
  if (!(std::abs(ms) <= max_date_ms)) return to;
  const auto time = static_cast<std::int64_t>(ms);
  const std::int64_t days = (time >= 0 ? time : time - (ms_per_day - 1)) / ms_per_day;
  const std::int64_t in_day = time - days * ms_per_day;
  const Day date = day_from_number(days);
  if (date.year >= 0 && date.year <= 9999) {
    to = put_digits(date.year, 4, to);
  } else {
    *to++ = date.year < 0 ? '-' : '+';
    to = put_digits(std::abs(date.year), 6, to);
  }
  *to++ = '-';
  to = put_digits(date.month, 2, to);
  *to++ = '-';
  to = put_digits(date.day, 2, to);
  *to++ = 'T';
  to = put_digits(in_day / 3'600'000, 2, to);
  *to++ = ':';
  to = put_digits(in_day / 60'000 % 60, 2, to);
  *to++ = ':';
  to = put_digits(in_day / 1000 % 60, 2, to);
  *to++ = '.';
  to = put_digits(in_day % 1000, 3, to);
  *to++ = 'Z';
  return to;
}

std::string to_iso(double ms) {
  char text[longest_iso];
  return {text, write_iso(ms, text)};
}

std::optional<double> parse_iso(std::string_view text) noexcept {
  FieldReader in(text);
  Day date{};
  date.year = in.year();
  in.expect('-');
  date.month = in.digits(2);
  in.expect('-');
  date.day = in.digits(2);
  in.expect('T');
  const std::int64_t hour = in.digits(2);
  in.expect(':');
  const std::int64_t minute = in.digits(2);
  in.expect(':');
  const std::int64_t second = in.digits(2);
  in.expect('.');
  const std::int64_t millisecond = in.digits(3);
  in.expect('Z');

  if (!in.good_at_end() || date.month < 1 || date.month > 12) return std::nullopt;
  if (date.day < 1 || date.day > days_in_month(date.year, date.month)) return std::nullopt;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const auto ms = static_cast<double>(number_from_day(date) * ms_per_day + hour * 3'600'000 +
                                      minute * 60'000 + second * 1000 + millisecond);
  if (std::abs(ms) > max_date_ms) return std::nullopt;
  return ms;
}

bool is_time_value(double ms) noexcept {
  if (std::isnan(ms)) return true;
  return std::abs(ms) <= max_date_ms && std::trunc(ms) == ms && (ms != 0 || !std::signbit(ms));
}

}  // namespace candela
