#include <array>
#include <cmath>
#include <cstdint>
#include <string>

#include <candela/ocan/error.hpp>

#include "builtins/builtin_call.hpp"
#include "builtins/tables.hpp"

namespace candela {

namespace {

constexpr std::int64_t day_ms = 86'400'000;

/// A moment by the calendar, in UTC.
struct Moment {
  std::int64_t year;
  std::int64_t month;  // from 0
  std::int64_t day;    // from 1
  std::int64_t weekday;
  std::int64_t hour;
  std::int64_t minute;
  std::int64_t second;
  std::int64_t millisecond;
};

/// Quotient towards minus infinity, and the rest.
struct Divided {
  std::int64_t quotient;
  std::int64_t rest;
};
Divided divided(std::int64_t number, std::int64_t by) {
  const std::int64_t rest = ((number % by) + by) % by;
  return {(number - rest) / by, rest};
}

/// Years are counted from March on, so that leap days come last: 400 years are 146,097 days, and
/// five months from March or August on are 153.
Moment moment_of(double ms) {
  constexpr std::int64_t era_days = 146'097;
  constexpr std::int64_t days_to_1970 = 719'468;  // from March 1 of year 0
  const auto [days, in_day] = divided(static_cast<std::int64_t>(ms), day_ms);
  const auto [era, day] = divided(days + days_to_1970, era_days);
  const std::int64_t year = (day - day / 1460 + day / 36'524 - day / (era_days - 1)) / 365;
  const std::int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
  const std::int64_t march_month = (5 * day_of_year + 2) / 153;
  Moment moment{};
  moment.month = (march_month + 2) % 12;
  moment.year = era * 400 + year + (march_month >= 10 ? 1 : 0);
  moment.day = day_of_year - (153 * march_month + 2) / 5 + 1;
  moment.weekday = divided(days + 4, 7).rest;  // 1970 began on a Thursday
  moment.hour = in_day / 3'600'000;
  moment.minute = in_day / 60'000 % 60;
  moment.second = in_day / 1000 % 60;
  moment.millisecond = in_day % 1000;
  return moment;
}

std::string padded(std::int64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return text.size() >= digits ? text : std::string(digits - text.size(), '0') + text;
}

Value time(const BuiltinCall& call) {
  return call.document.number(call.self.date_ms());
}

template <std::int64_t Moment::*part>
Value read_part(const BuiltinCall& call) {
  const double ms = call.self.date_ms();
  return call.document.number(std::isnan(ms) ? ms : static_cast<double>(moment_of(ms).*part));
}

std::string iso_text(double ms) {
  const Moment m = moment_of(ms);
  std::string text;
  if (m.year >= 0 && m.year <= 9999) {
    text = padded(m.year, 4);
  } else {
    text = (m.year < 0 ? "-" : "+") + padded(std::abs(m.year), 6);
  }
  return text + "-" + padded(m.month + 1, 2) + "-" + padded(m.day, 2) + "T" + padded(m.hour, 2) +
         ":" + padded(m.minute, 2) + ":" + padded(m.second, 2) + "." + padded(m.millisecond, 3) +
         "Z";
}

Value to_iso_string(const BuiltinCall& call) {
  const double ms = call.self.date_ms();
  if (std::isnan(ms)) throw Error("RangeError", "Invalid time value");
  return call.text(iso_text(ms));
}
Value to_json(const BuiltinCall& call) {
  const double ms = call.self.date_ms();
  return std::isnan(ms) ? call.document.null() : call.text(iso_text(ms));
}
Value to_utc_string(const BuiltinCall& call) {
  static constexpr std::array<std::string_view, 7> weekdays = {"Sun", "Mon", "Tue", "Wed",
                                                               "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> months = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const double ms = call.self.date_ms();
  if (std::isnan(ms)) return call.text("Invalid Date");
  const Moment m = moment_of(ms);
  std::string text(weekdays[static_cast<std::size_t>(m.weekday)]);
  text += ", " + padded(m.day, 2) + " ";
  text += months[static_cast<std::size_t>(m.month)];
  text += m.year < 0 ? " -" : " ";
  text += padded(std::abs(m.year), 4) + " ";
  text += padded(m.hour, 2) + ":" + padded(m.minute, 2) + ":" + padded(m.second, 2) + " GMT";
  return call.text(text);
}

constexpr Builtin table[] = {
    {"getTime", time},
    {"getUTCDate", read_part<&Moment::day>},
    {"getUTCDay", read_part<&Moment::weekday>},
    {"getUTCFullYear", read_part<&Moment::year>},
    {"getUTCHours", read_part<&Moment::hour>},
    {"getUTCMilliseconds", read_part<&Moment::millisecond>},
    {"getUTCMinutes", read_part<&Moment::minute>},
    {"getUTCMonth", read_part<&Moment::month>},
    {"getUTCSeconds", read_part<&Moment::second>},
    {"toISOString", to_iso_string},
    {"toJSON", to_json},
    {"toUTCString", to_utc_string},
    {"valueOf", time},
};

}  // namespace

std::span<const Builtin> date_builtins() {
  return table;
}

}  // namespace candela
