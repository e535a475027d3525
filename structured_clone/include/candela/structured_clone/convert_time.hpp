// Times for `to<T>` and `from`: std::chrono's durations, and time points of the system clock.
//
// A time point is a Date: whole milliseconds, rounded down when it is written. What lies outside of
// a Date's or of the type's range, and what the type cannot hold exactly, is refused.
// A duration is the number of its milliseconds, as JavaScript's timers have it, in a double. One of
// whole ticks is read exactly or refused; one of floating-point ticks is rounded, and refused beyond
// their range. So what a double cannot hold does not come back: of nanoseconds, 104 days (2^53)
// and more with a part of a millisecond are refused by who reads them.
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <ratio>
#include <type_traits>
#include <utility>

#include <candela/structured_clone/convert.hpp>

namespace candela::detail::bind {

template <typename Duration>
double duration_to_ms(Duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

/// Whole milliseconds without a detour through doubles.
template <typename Duration>
bool duration_from_whole_ms(Duration& duration, std::int64_t ms) {
  using Ticks = std::ratio_divide<std::milli, typename Duration::period>;
  std::int64_t scaled = 0;
  if (__builtin_mul_overflow(ms, Ticks::num, &scaled) || scaled % Ticks::den != 0) return false;
  const std::int64_t count = scaled / Ticks::den;
  if (!std::in_range<typename Duration::rep>(count)) return false;
  duration = Duration(static_cast<typename Duration::rep>(count));
  return true;
}

/// False: the duration cannot hold exactly this.
template <typename Duration>
bool duration_from_ms(Duration& duration, double ms) {
  using Exact = std::chrono::duration<double, typename Duration::period>;
  using Count = typename Duration::rep;
  const double count = Exact(std::chrono::duration<double, std::milli>(ms)).count();
  if constexpr (std::is_integral_v<Count>) {
    constexpr double bound = 0x1p53;  // whole numbers up to it are exact
    if (std::trunc(ms) == ms && std::abs(ms) <= bound)
      return duration_from_whole_ms(duration, static_cast<std::int64_t>(ms));
    if (!(std::abs(count) <= bound)) return false;
    const auto whole = static_cast<std::int64_t>(std::llround(count));
    if (!std::in_range<Count>(whole)) return false;
    duration = Duration(static_cast<Count>(whole));
    return duration_to_ms(duration) == ms;
  } else {
    constexpr auto greatest = static_cast<double>(std::numeric_limits<Count>::max());
    if (std::isfinite(ms) && !(std::abs(count) <= greatest)) return false;
    duration = Duration(static_cast<Count>(count));
    return true;
  }
}

/// Rounded down; exact for what a Date can be.
template <typename Duration>
double whole_ms(Duration duration) {
  const double ms = std::floor(duration_to_ms(duration));
  constexpr double exact = 9e15;  // a Date's range ends before
  if constexpr (std::is_integral_v<typename Duration::rep>) {
    if (std::abs(ms) < exact) {
      return static_cast<double>(std::chrono::floor<std::chrono::milliseconds>(duration).count());
    }
  }
  return ms;
}

template <typename Count, typename Period>
struct Describe<std::chrono::duration<Count, Period>> {
  using Table = TimeType;
  using Duration = std::chrono::duration<Count, Period>;
  static constexpr TimeType make() {
    return {{Shape::duration, sizeof(Duration)},
            [](const void* duration) {
              return duration_to_ms(*static_cast<const Duration*>(duration));
            },
            [](void* duration, double ms) {
              return duration_from_ms(*static_cast<Duration*>(duration), ms);
            }};
  }
};

template <typename Duration>
struct Describe<std::chrono::time_point<std::chrono::system_clock, Duration>> {
  using Table = TimeType;
  using Point = std::chrono::time_point<std::chrono::system_clock, Duration>;
  static constexpr TimeType make() {
    return {{Shape::date, sizeof(Point)},
            [](const void* point) {
              return whole_ms(static_cast<const Point*>(point)->time_since_epoch());
            },
            [](void* point, double ms) {
              Duration duration{};
              if (!duration_from_ms(duration, ms)) return false;
              *static_cast<Point*>(point) = Point(duration);
              return true;
            }};
  }
};

}  // namespace candela::detail::bind
