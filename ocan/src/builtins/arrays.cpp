#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <candela/ocan/error.hpp>

#include "builtins/builtin_call.hpp"
#include "builtins/tables.hpp"
#include "builtins/value_text.hpp"
#include "text_form.hpp"
#include "utf16.hpp"

namespace candela {

namespace {

Value length(const BuiltinCall& call) {
  return call.count(call.self.size());
}
Value at(const BuiltinCall& call) {
  const std::optional<std::size_t> index = index_for_at(call, call.self.size());
  return index ? call.self[*index] : call.document.undefined();
}

// Looking for an element

Value found_at(const BuiltinCall& call, std::size_t index) {
  return index == call.self.size() ? call.document.number(-1) : call.count(index);
}
Value includes(const BuiltinCall& call) {
  const Value wanted = call.argument(0);
  call.charge(builtin_search_cost(call.self, wanted));
  const std::size_t size = call.self.size();
  for (std::size_t i = relative_position(call.integer(1, 0), size); i < size; ++i) {
    if (same_value_zero(call.self[i], wanted)) return call.document.boolean(true);
  }
  return call.document.boolean(false);
}
Value index_of(const BuiltinCall& call) {
  const Value wanted = call.argument(0);
  call.charge(builtin_search_cost(call.self, wanted));
  const std::size_t size = call.self.size();
  std::size_t i = relative_position(call.integer(1, 0), size);
  while (i < size && (call.self.is_hole(i) || !strictly_equal(call.self[i], wanted)))
    ++i;
  return found_at(call, i);
}
Value last_index_of(const BuiltinCall& call) {
  const Value wanted = call.argument(0);
  call.charge(builtin_search_cost(call.self, wanted));
  const auto size = static_cast<double>(call.self.size());
  // An undefined that was given is 0 here.
  const double from = call.integer(1, call.arguments.size() > 1 ? 0 : size - 1);
  double i = from < 0 ? size + from : std::min(from, size - 1);
  for (; i >= 0; --i) {
    const auto index = static_cast<std::size_t>(i);
    if (!call.self.is_hole(index) && strictly_equal(call.self[index], wanted))
      return call.count(index);
  }
  return call.document.number(-1);
}

// Other arrays

/// Holes stay holes.
void push_element(Value to, Value from, std::size_t index) {
  if (from.is_hole(index)) {
    to.resize(to.size() + 1);
  } else {
    to.push(from[index]);
  }
}
void push_part(Value to, Value from, BuiltinPart part) {
  for (std::size_t i = part.begin; i < part.end; ++i)
    push_element(to, from, i);
}

Value slice(const BuiltinCall& call) {
  const BuiltinPart part = sliced_part(call, call.self.size());
  const Value sliced = call.array_for(part.size());
  push_part(sliced, call.self, part);
  return sliced;
}
Value concat(const BuiltinCall& call) {
  const Value all = call.array_for(call.self.size());
  push_part(all, call.self, {0, call.self.size()});
  for (const Value argument : call.arguments) {
    call.charge(builtin_entry_bytes * (argument.is_array() ? argument.size() : 1));
    if (argument.is_array()) {
      push_part(all, argument, {0, argument.size()});
    } else {
      Value(all).push(argument);
    }
  }
  return all;
}

/// Arrays inside of each other that `flat` goes into: deeper ones are refused, since those may lead
/// around.
constexpr std::size_t most_flat_arrays = 10'000;

Value flat(const BuiltinCall& call) {
  struct Open {
    Value array;
    std::size_t next;
  };
  const double depth = call.integer(0, 1);
  Value all = call.array_for(0);
  std::vector<Open> open{{call.self, 0}};
  while (!open.empty()) {
    Open& last = open.back();
    if (last.next == last.array.size()) {
      open.pop_back();
      continue;
    }
    const std::size_t index = last.next++;
    if (last.array.is_hole(index)) continue;
    const Value element = last.array[index];
    if (!element.is_array() || static_cast<double>(open.size()) > depth) {
      call.charge(builtin_entry_bytes);
      all.push(element);
      continue;
    }
    if (open.size() > most_flat_arrays) {
      throw Error("RangeError",
                  "flat: arrays are nested deeper than " + std::to_string(most_flat_arrays));
    }
    call.charge(builtin_entry_bytes * (element.size() + 1));
    open.push_back({element, 0});
  }
  return all;
}

Value to_reversed(const BuiltinCall& call) {
  Value reversed = call.array_for(call.self.size());
  for (std::size_t i = call.self.size(); i-- > 0;)
    reversed.push(call.self[i]);
  return reversed;
}

Value to_spliced(const BuiltinCall& call) {
  const std::size_t size = call.self.size();
  const std::size_t begin = relative_position(call.integer(0, 0), size);
  // What is not given and what is undefined differ here.
  const std::size_t left = size - begin;
  std::size_t skipped = 0;
  if (call.arguments.size() == 1) skipped = left;
  if (call.arguments.size() > 1) skipped = absolute_position(call.integer(1, 0), left);
  const std::span<const Value> added =
      call.arguments.subspan(std::min<std::size_t>(call.arguments.size(), 2));
  Value spliced = call.array_for(size - skipped + added.size());
  for (std::size_t i = 0; i < begin; ++i)
    spliced.push(call.self[i]);
  for (const Value& element : added)
    spliced.push(element);
  for (std::size_t i = begin + skipped; i < size; ++i)
    spliced.push(call.self[i]);
  return spliced;
}

Value with(const BuiltinCall& call) {
  const std::optional<std::size_t> index = index_for_at(call, call.self.size());
  if (!index) throw Error("RangeError", "Invalid index : " + text_form(call.argument(0)));
  Value changed = call.array_for(call.self.size());
  for (std::size_t i = 0; i < call.self.size(); ++i)
    changed.push(i == *index ? call.argument(1) : call.self[i]);
  return changed;
}

// Lists

Value keys(const BuiltinCall& call) {
  Value list = call.array_for(call.self.size());
  for (std::size_t i = 0; i < call.self.size(); ++i)
    list.push(i);
  return list;
}
Value values(const BuiltinCall& call) {
  Value list = call.array_for(call.self.size());
  for (std::size_t i = 0; i < call.self.size(); ++i)
    list.push(call.self[i]);
  return list;
}
Value entries(const BuiltinCall& call) {
  Value list = call.array_for(call.self.size());
  for (std::size_t i = 0; i < call.self.size(); ++i) {
    call.charge(builtin_pair_bytes);
    list.push(call.document.array({i, call.self[i]}));
  }
  return list;
}

/// An element beside the text by which it is sorted.
struct Sorted {
  std::string_view text;
  Value element;
};
Value to_sorted(const BuiltinCall& call) {
  if (!call.argument(0).is_undefined()) call.refuse("no function to compare with");
  const std::size_t size = call.self.size();
  std::deque<std::string> made;  // what the elements do not hold themselves
  std::vector<Sorted> order;
  std::size_t bytes = 0;
  Value sorted = call.array_for(size);
  for (std::size_t i = 0; i < size; ++i) {
    const Value element = call.self[i];
    if (element.is_undefined()) continue;  // last, whatever their text is
    if (element.is_string()) {
      order.push_back({element.as_string(), element});
    } else {
      BuiltinText text(call);
      add_value_text(text, call, element);
      order.push_back({made.emplace_back(text.utf8()), element});
    }
    bytes += builtin_entry_bytes + order.back().text.size();
  }
  // Each level of a merge reads each text once at the most.
  call.charge_times(static_cast<double>(std::bit_width(order.size())), bytes);
  std::stable_sort(order.begin(), order.end(), [](const Sorted& left, const Sorted& right) {
    return compare_utf16(left.text, right.text) < 0;
  });
  for (const Sorted& next : order)
    sorted.push(next.element);
  while (sorted.size() < size)
    sorted.push(Value());
  return sorted;
}

constexpr Builtin table[] = {
    {"length", length, BuiltinReads::little, BuiltinForm::property},
    {"at", at, BuiltinReads::little},
    {"concat", concat},
    {"entries", entries},
    {"flat", flat},
    {"includes", includes},
    {"indexOf", index_of},
    {"join", join_elements},
    {"keys", keys},
    {"lastIndexOf", last_index_of},
    {"slice", slice, BuiltinReads::little},
    {"toReversed", to_reversed},
    {"toSorted", to_sorted},
    {"toSpliced", to_spliced},
    {"toString", elements_to_string},
    {"values", values},
    {"with", with},
};

}  // namespace

std::span<const Builtin> array_builtins() {
  return table;
}

}  // namespace candela
