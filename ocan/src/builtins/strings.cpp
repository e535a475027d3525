#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include <candela/ocan/error.hpp>

#include "builtins/builtin_call.hpp"
#include "builtins/string_case.hpp"
#include "builtins/tables.hpp"
#include "builtins/text_finder.hpp"
#include "text_form.hpp"
#include "utf16.hpp"

namespace candela {

namespace {

using Units = std::u16string_view;

std::u16string units_of(const BuiltinCall& call) {
  return to_utf16(call.self.as_string());
}
Value self_of(const BuiltinCall& call) {
  return call.self;
}
Value length(const BuiltinCall& call) {
  return call.count(utf16_length(call.self.as_string()));
}

// One character

Value at(const BuiltinCall& call) {
  const std::u16string units = units_of(call);
  const std::optional<std::size_t> index = index_for_at(call, units.size());
  return index ? call.text(Units(units).substr(*index, 1)) : call.document.undefined();
}

/// Whether argument 0 is an index of the text.
bool is_inside(double position, Units units) {
  return position >= 0 && position < static_cast<double>(units.size());
}
Value char_at(const BuiltinCall& call) {
  const std::u16string units = units_of(call);
  const double position = call.integer(0, 0);
  if (!is_inside(position, units)) return call.document.string("");
  return call.text(Units(units).substr(static_cast<std::size_t>(position), 1));
}
Value char_code_at(const BuiltinCall& call) {
  const std::u16string units = units_of(call);
  const double position = call.integer(0, 0);
  if (!is_inside(position, units)) return call.document.number(std::nan(""));
  return call.document.number(units[static_cast<std::size_t>(position)]);
}
Value code_point_at(const BuiltinCall& call) {
  const std::u16string units = units_of(call);
  const double position = call.integer(0, 0);
  if (!is_inside(position, units)) return call.document.undefined();
  const auto index = static_cast<std::size_t>(position);
  if (!is_high_surrogate(units[index]) || is_lone_surrogate(units, index))
    return call.document.number(units[index]);
  return call.document.number(0x1'0000 + ((units[index] - 0xD800) << 10) +
                              (units[index + 1] - 0xDC00));
}

// Parts

Value slice(const BuiltinCall& call) {
  const std::u16string units = units_of(call);
  const BuiltinPart part = sliced_part(call, units.size());
  return call.text(Units(units).substr(part.begin, part.size()));
}
Value substring(const BuiltinCall& call) {
  const std::u16string units = units_of(call);
  const std::size_t from = absolute_position(call.integer(0, 0), units.size());
  const std::size_t to =
      absolute_position(call.integer(1, static_cast<double>(units.size())), units.size());
  const auto [begin, end] = std::minmax(from, to);
  return call.text(Units(units).substr(begin, end - begin));
}
Value substr(const BuiltinCall& call) {
  const std::u16string units = units_of(call);
  const auto size = static_cast<double>(units.size());
  const std::size_t begin = relative_position(call.integer(0, 0), units.size());
  return call.text(
      Units(units).substr(begin, absolute_position(call.integer(1, size), units.size())));
}

/// ECMAScript's WhiteSpace and LineTerminator.
bool is_blank(char16_t unit) noexcept {
  if (unit < 0x80) return unit == u' ' || (unit >= u'\t' && unit <= u'\r');
  return unit == 0xA0 || unit == 0x1680 || (unit >= 0x2000 && unit <= 0x200A) || unit == 0x2028 ||
         unit == 0x2029 || unit == 0x202F || unit == 0x205F || unit == 0x3000 || unit == 0xFEFF;
}
enum class TrimmedEnds : std::uint8_t { start, end, both };
template <TrimmedEnds ends>
Value trim(const BuiltinCall& call) {
  const std::u16string units = units_of(call);
  Units rest = units;
  if (ends != TrimmedEnds::end) {
    const auto first = std::find_if_not(rest.begin(), rest.end(), is_blank);
    rest.remove_prefix(static_cast<std::size_t>(first - rest.begin()));
  }
  if (ends != TrimmedEnds::start) {
    const auto last = std::find_if_not(rest.rbegin(), rest.rend(), is_blank);
    rest.remove_suffix(static_cast<std::size_t>(last - rest.rbegin()));
  }
  return rest.size() == units.size() ? call.self : call.text(rest);
}

/// ToUint32 of the limit: it counts around.
double split_limit(const BuiltinCall& call) {
  constexpr double none = 4294967295;
  const double limit = std::fmod(call.integer(1, none), none + 1);
  return std::isnan(limit) ? 0 : limit < 0 ? limit + none + 1 : limit;
}
Value split(const BuiltinCall& call) {
  const double limit = split_limit(call);
  const bool whole = call.argument(0).is_undefined();
  const std::u16string separator = to_utf16(whole ? std::string_view() : call.string(0));
  const Value pieces = call.array_for(0);
  Value list = pieces;
  const auto add = [&](Units piece) {
    call.charge(builtin_entry_bytes);
    list.push(call.text(piece));
    return static_cast<double>(list.size()) < limit;
  };
  if (limit == 0) return list;
  const std::u16string units = units_of(call);
  const Units text = units;
  if (whole) {
    add(text);
  } else if (separator.empty()) {
    for (std::size_t i = 0; i < text.size() && add(text.substr(i, 1));)
      ++i;
  } else {
    const TextFinder finder(separator);
    std::size_t begin = 0;
    for (std::size_t found = finder.find(text); found != TextFinder::npos;
         found = finder.find(text, begin)) {
      if (!add(text.substr(begin, found - begin))) return list;
      begin = found + separator.size();
    }
    add(text.substr(begin));
  }
  return list;
}

// What is in it

Value includes(const BuiltinCall& call) {
  const std::u16string wanted = to_utf16(call.string(0));
  const std::u16string units = units_of(call);
  const std::size_t from = absolute_position(call.integer(1, 0), units.size());
  return call.document.boolean(TextFinder(wanted).find(units, from) != TextFinder::npos);
}
Value starts_with(const BuiltinCall& call) {
  const std::u16string wanted = to_utf16(call.string(0));
  const std::u16string units = units_of(call);
  const std::size_t from = absolute_position(call.integer(1, 0), units.size());
  return call.document.boolean(Units(units).substr(from).starts_with(wanted));
}
Value ends_with(const BuiltinCall& call) {
  const std::u16string wanted = to_utf16(call.string(0));
  const std::u16string units = units_of(call);
  const std::size_t end =
      absolute_position(call.integer(1, static_cast<double>(units.size())), units.size());
  return call.document.boolean(Units(units).substr(0, end).ends_with(wanted));
}
Value found_at(const BuiltinCall& call, std::size_t index) {
  return index == TextFinder::npos ? call.document.number(-1) : call.count(index);
}
Value index_of(const BuiltinCall& call) {
  const std::u16string wanted = to_utf16(call.string(0));
  const std::u16string units = units_of(call);
  const std::size_t from = absolute_position(call.integer(1, 0), units.size());
  return found_at(call, TextFinder(wanted).find(units, from));
}
Value last_index_of(const BuiltinCall& call) {
  const std::u16string wanted = to_utf16(call.string(0));
  const std::u16string units = units_of(call);
  const double position = call.number(1, std::nan(""));  // NaN is the end here
  const std::size_t last =
      std::isnan(position) ? units.size() : absolute_position(position, units.size());
  const std::size_t end = std::min(units.size(), last + wanted.size());
  return found_at(call, find_last(Units(units).substr(0, end), wanted));
}

// Made of it

Value concat(const BuiltinCall& call) {
  BuiltinText text(call);
  text.add(call.self.as_string());
  for (std::size_t i = 0; i < call.arguments.size(); ++i)
    text.add(call.string(i));
  return text.finish();
}
Value repeat(const BuiltinCall& call) {
  const double count = call.integer(0, 0);
  if (count < 0 || std::isinf(count)) {
    throw Error("RangeError", "Invalid count value: " + number_text(call.number(0, 0)));
  }
  const std::u16string units = units_of(call);
  BuiltinText text(call);
  text.expect_times(count, units);
  if (units.empty()) return call.document.string("");
  text.fill_expected(units, units.size() * static_cast<std::size_t>(count));
  return text.finish();
}
enum class PaddedEnd : std::uint8_t { start, end };
template <PaddedEnd padded>
Value pad(const BuiltinCall& call) {
  const double length = call.integer(0, 0);
  const std::u16string filler =
      to_utf16(call.argument(1).is_undefined() ? std::string_view(" ") : call.string(1));
  const std::u16string units = units_of(call);
  const auto size = static_cast<double>(units.size());
  if (length <= size || filler.empty()) return call.self;
  BuiltinText text(call);
  text.expect_times(1, units);
  const double missing = length - size;
  text.expect_times(std::ceil(missing / static_cast<double>(filler.size())), filler);
  if (padded == PaddedEnd::end) text.add_expected(units);
  text.fill_expected(filler, static_cast<std::size_t>(missing));
  if (padded == PaddedEnd::start) text.add_expected(units);
  return text.finish();
}

/// A place in which a text was found.
struct Match {
  Units text;
  std::size_t begin;
  std::size_t end;
};
/// ECMAScript's GetSubstitution, of a match without groups: `$$`, `$&`, `` $` ``, `$'`.
void add_replacement(BuiltinText& out, Units replacement, const Match& match) {
  for (;;) {
    const std::size_t dollar = replacement.find(u'$');
    out.add(replacement.substr(0, dollar));
    if (dollar == Units::npos) return;
    replacement.remove_prefix(dollar);
    const char16_t what = replacement.size() > 1 ? replacement[1] : u'\0';
    std::size_t read = 2;
    if (what == u'$') {
      out.add(replacement.substr(0, 1));
    } else if (what == u'&') {
      out.add(match.text.substr(match.begin, match.end - match.begin));
    } else if (what == u'`') {
      out.add(match.text.substr(0, match.begin));
    } else if (what == u'\'') {
      out.add(match.text.substr(match.end));
    } else {
      read = 1;
      out.add(replacement.substr(0, 1));
    }
    replacement.remove_prefix(read);
  }
}
enum class Replaced : std::uint8_t { first, all };
template <Replaced replaced>
Value replace(const BuiltinCall& call) {
  const std::u16string wanted = to_utf16(call.string(0));
  const std::u16string replacement = to_utf16(call.string(1));
  const std::u16string units = units_of(call);
  const Units text = units;
  const TextFinder finder(wanted);
  BuiltinText out(call);
  std::size_t done = 0;
  std::size_t found = finder.find(text);
  while (found != TextFinder::npos) {
    out.add(text.substr(done, found - done));
    done = found + wanted.size();
    add_replacement(out, replacement, {text, found, done});
    const std::size_t next = std::max(done, found + 1);
    if (replaced == Replaced::first || next > text.size()) break;
    found = finder.find(text, next);
  }
  out.add(text.substr(done));
  return out.finish();
}

template <std::u16string (*change)(Units)>
Value change_case(const BuiltinCall& call) {
  return call.text(change(units_of(call)));
}

// Surrogates

bool has_lone_surrogate(Units units) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (is_lone_surrogate(units, i)) return true;
  }
  return false;
}
Value is_well_formed(const BuiltinCall& call) {
  return call.document.boolean(!has_lone_surrogate(units_of(call)));
}
Value to_well_formed(const BuiltinCall& call) {
  const std::u16string units = units_of(call);
  if (!has_lone_surrogate(units)) return call.self;
  std::u16string better = units;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (is_lone_surrogate(units, i)) better[i] = 0xFFFD;
  }
  return call.text(better);
}

constexpr Builtin table[] = {
    {"length", length, BuiltinReads::little, BuiltinForm::property},  // charged when it is read
    {"at", at},
    {"charAt", char_at},
    {"charCodeAt", char_code_at},
    {"codePointAt", code_point_at},
    {"concat", concat},
    {"endsWith", ends_with},
    {"includes", includes},
    {"indexOf", index_of},
    {"isWellFormed", is_well_formed},
    {"lastIndexOf", last_index_of},
    {"padEnd", pad<PaddedEnd::end>},
    {"padStart", pad<PaddedEnd::start>},
    {"repeat", repeat},
    {"replace", replace<Replaced::first>},
    {"replaceAll", replace<Replaced::all>},
    {"slice", slice},
    {"split", split},
    {"startsWith", starts_with},
    {"substr", substr},
    {"substring", substring},
    {"toLowerCase", change_case<lower_case>},
    {"toString", self_of, BuiltinReads::little},
    {"toUpperCase", change_case<upper_case>},
    {"toWellFormed", to_well_formed},
    {"trim", trim<TrimmedEnds::both>},
    {"trimEnd", trim<TrimmedEnds::end>},
    {"trimStart", trim<TrimmedEnds::start>},
    {"valueOf", self_of, BuiltinReads::little},
};

}  // namespace

std::span<const Builtin> string_builtins() {
  return table;
}

}  // namespace candela
