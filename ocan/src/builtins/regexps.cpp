#include "builtins/builtin_call.hpp"
#include "builtins/tables.hpp"
#include "builtins/value_text.hpp"

namespace candela {

namespace {

Value source(const BuiltinCall& call) {
  return call.text(regexp_source_text(call.self));
}
Value flags(const BuiltinCall& call) {
  return call.text(regexp_flags_text(call.self));
}
Value last_index(const BuiltinCall& call) {
  return call.document.number(call.self.regexp_last_index());
}
template <char letter>
Value has_flag(const BuiltinCall& call) {
  return call.document.boolean(call.self.regexp_flags().find(letter) != std::string_view::npos);
}
Value to_string(const BuiltinCall& call) {
  BuiltinText text(call);
  add_value_text(text, call, call.self);
  return text.finish();
}

constexpr auto all = BuiltinReads::all;
constexpr auto property = BuiltinForm::property;
constexpr Builtin table[] = {
    {"dotAll", has_flag<'s'>, all, property},      {"flags", flags, all, property},
    {"global", has_flag<'g'>, all, property},      {"hasIndices", has_flag<'d'>, all, property},
    {"ignoreCase", has_flag<'i'>, all, property},  {"lastIndex", last_index, all, property},
    {"multiline", has_flag<'m'>, all, property},   {"source", source, all, property},
    {"sticky", has_flag<'y'>, all, property},      {"unicode", has_flag<'u'>, all, property},
    {"unicodeSets", has_flag<'v'>, all, property}, {"toString", to_string},
};

}  // namespace

std::span<const Builtin> regexp_builtins() {
  return table;
}

}  // namespace candela
