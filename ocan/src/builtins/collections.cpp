#include "builtins/builtin_call.hpp"
#include "builtins/tables.hpp"

namespace candela {

namespace {

Value size(const BuiltinCall& call) {
  return call.count(call.self.size());
}
Value get(const BuiltinCall& call) {
  return call.self.get(call.argument(0));
}
Value has(const BuiltinCall& call) {
  return call.document.boolean(call.self.contains(call.argument(0)));
}

// Arrays, where JavaScript has iterators

Value keys(const BuiltinCall& call) {
  Value list = call.array_for(call.self.size());
  for (auto entry = call.self.entries(); !entry.done(); entry.next())
    list.push(entry.key());
  return list;
}
Value values(const BuiltinCall& call) {
  Value list = call.array_for(call.self.size());
  for (auto entry = call.self.entries(); !entry.done(); entry.next())
    list.push(entry.value());
  return list;
}
Value entries(const BuiltinCall& call) {
  Value list = call.array_for(call.self.size());
  for (auto entry = call.self.entries(); !entry.done(); entry.next()) {
    call.charge(builtin_pair_bytes);
    list.push(call.document.array({entry.key(), entry.value()}));
  }
  return list;
}

// Sets against others. As ECMAScript has it, the order of what is made follows the smaller of both
// where it is of members of both.

/// A Set, or a Map, of which the keys count.
Value other(const BuiltinCall& call) {
  const Value given = call.argument(0);
  if (!given.is_set() && !given.is_map()) call.refuse("a Set or a Map");
  return given;
}
/// Calls `use` with each member of a Set or key of a Map until it gives false; gives whether it
/// never did. Charges each.
template <typename Use>
bool all_keys(const BuiltinCall& call, Value of, Use&& use) {
  for (auto entry = of.entries(); !entry.done(); entry.next()) {
    const Value key = entry.key();
    call.charge(builtin_member_cost(key));
    if (!use(key)) return false;
  }
  return true;
}
void add_all(const BuiltinCall& call, Value to, Value from) {
  all_keys(call, from, [&](Value key) {
    call.charge(builtin_entry_bytes);
    to.add(key);
    return true;
  });
}

Value set_union(const BuiltinCall& call) {
  const Value with = other(call);
  const Value made = call.document.make_set();
  add_all(call, made, call.self);
  add_all(call, made, with);
  return made;
}
Value intersection(const BuiltinCall& call) {
  const Value with = other(call);
  Value made = call.document.make_set();
  const bool is_smaller = call.self.size() <= with.size();
  const Value looked_up = is_smaller ? with : call.self;
  all_keys(call, is_smaller ? call.self : with, [&](Value key) {
    if (!looked_up.contains(key)) return true;
    call.charge(builtin_entry_bytes);
    made.add(key);
    return true;
  });
  return made;
}
/// Members of `from` that `without` has not, into `to`.
void add_difference(const BuiltinCall& call, Value to, Value from, Value without) {
  all_keys(call, from, [&](Value key) {
    if (without.contains(key)) return true;
    call.charge(builtin_entry_bytes);
    to.add(key);
    return true;
  });
}
Value difference(const BuiltinCall& call) {
  const Value without = other(call);
  const Value made = call.document.make_set();
  add_difference(call, made, call.self, without);
  return made;
}
Value symmetric_difference(const BuiltinCall& call) {
  const Value with = other(call);
  const Value made = call.document.make_set();
  add_difference(call, made, call.self, with);
  add_difference(call, made, with, call.self);
  return made;
}
bool has_all(const BuiltinCall& call, Value of, Value members) {
  return members.size() <= of.size() &&
         all_keys(call, members, [&](Value key) { return of.contains(key); });
}
Value is_subset_of(const BuiltinCall& call) {
  return call.document.boolean(has_all(call, other(call), call.self));
}
Value is_superset_of(const BuiltinCall& call) {
  return call.document.boolean(has_all(call, call.self, other(call)));
}
Value is_disjoint_from(const BuiltinCall& call) {
  const Value with = other(call);
  const bool is_smaller = call.self.size() <= with.size();
  const Value looked_up = is_smaller ? with : call.self;
  return call.document.boolean(all_keys(call, is_smaller ? call.self : with,
                                        [&](Value key) { return !looked_up.contains(key); }));
}

constexpr Builtin map_table[] = {
    {"size", size, BuiltinReads::little, BuiltinForm::property},
    {"entries", entries},
    {"get", get, BuiltinReads::little},
    {"has", has, BuiltinReads::little},
    {"keys", keys},
    {"values", values},
};
constexpr Builtin set_table[] = {
    {"size", size, BuiltinReads::little, BuiltinForm::property},
    {"difference", difference, BuiltinReads::little},  // each charges what it goes through
    {"entries", entries},
    {"has", has, BuiltinReads::little},
    {"intersection", intersection, BuiltinReads::little},
    {"isDisjointFrom", is_disjoint_from, BuiltinReads::little},
    {"isSubsetOf", is_subset_of, BuiltinReads::little},
    {"isSupersetOf", is_superset_of, BuiltinReads::little},
    {"keys", keys},
    {"symmetricDifference", symmetric_difference, BuiltinReads::little},
    {"union", set_union, BuiltinReads::little},
    {"values", values},
};

}  // namespace

std::span<const Builtin> map_builtins() {
  return map_table;
}
std::span<const Builtin> set_builtins() {
  return set_table;
}

}  // namespace candela
