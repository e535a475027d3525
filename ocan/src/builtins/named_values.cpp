#include "builtins/builtin_call.hpp"
#include "builtins/tables.hpp"
#include "builtins/value_text.hpp"

namespace candela {

namespace {

Value error_text(const BuiltinCall& call) {
  BuiltinText text(call);
  add_value_text(text, call, call.self);
  return text.finish();
}
Value function_name(const BuiltinCall& call) {
  return call.text(call.self.function_name());
}

constexpr Builtin error_table[] = {{"toString", error_text}};
constexpr Builtin function_table[] = {
    {"name", function_name, BuiltinReads::all, BuiltinForm::property}};

}  // namespace

std::span<const Builtin> error_builtins() {
  return error_table;
}
std::span<const Builtin> function_builtins() {
  return function_table;
}

}  // namespace candela
