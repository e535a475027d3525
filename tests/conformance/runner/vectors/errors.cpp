// Errors: names, causes, own properties, cycles through them.
#include <array>

#include "vector_table.hpp"

namespace candela::conformance {
namespace {

using Part = Value::ErrorPart;

Value error_m(Document& doc, std::string_view name) {
  return doc.error(name, "m");
}

Value with_stack(Document& doc) {
  Value error = doc.error("Error", "m");
  error.set_error_part(Part::stack, "Error: m\n    at x");
  return error;
}

/// new Error(): its message is the prototype's, not its own.
Value without_message(Document& doc) {
  Value error = doc.error("Error", "");
  error.erase_error_part(Part::message);
  return error;
}

Value validation_error(Document& doc) {
  Value error = doc.error("ValidationError", "bad");
  error.set("field", "email");
  return error;
}

Value caused_by(Document& doc, const Init& cause) {
  Value error = doc.error("Error", "o");
  error.set_error_part(Part::cause, cause);
  return error;
}

Value cause_of_each_other(Document& doc) {
  Value first = doc.error("Error", "a");
  Value second = doc.error("TypeError", "b");
  first.set_error_part(Part::cause, second);
  second.set_error_part(Part::cause, first);
  return first;
}

Value with_itself(Document& doc) {
  Value error = doc.error("Error", "c");
  error.set("self", error);
  return error;
}

Value with_dollar_keys(Document& doc) {
  Value error = doc.error("Error", "c");
  error.set("$type", "x");
  error.set("$ref", 1);
  return error;
}

Value with_a_number_as_name(Document& doc) {
  Value error = doc.error("Error", "m");
  error.set_error_part(Part::name, 5);
  return error;
}

constexpr auto table = std::to_array<MadeVector>({
    {"err-basic", [](Document& doc) { return error_m(doc, "Error"); }},
    {"err-stack", with_stack},
    {.name = "err-empty",
     .make = without_message,
     .nested = R"({"json":{"$type":"error","name":"Error"},"meta":{}})",
     .tuple = R"({"root":["$lmz",0],"objects":[["error",{"name":"Error"}]]})"},
    {"err-TypeError", [](Document& doc) { return error_m(doc, "TypeError"); }},
    {"err-RangeError", [](Document& doc) { return error_m(doc, "RangeError"); }},
    {"err-SyntaxError", [](Document& doc) { return error_m(doc, "SyntaxError"); }},
    {"err-ReferenceError", [](Document& doc) { return error_m(doc, "ReferenceError"); }},
    {"err-EvalError", [](Document& doc) { return error_m(doc, "EvalError"); }},
    {"err-URIError", [](Document& doc) { return error_m(doc, "URIError"); }},
    {"err-subclass", validation_error},
    {"err-cause", [](Document& doc) { return caused_by(doc, doc.error("TypeError", "i")); }},
    {"err-cause-prim", [](Document& doc) { return caused_by(doc, "why"); }},
    {.name = "err-cause-undef",
     .make = [](Document& doc) { return caused_by(doc, doc.undefined()); },
     .nested = R"({"json":{"$type":"error","name":"Error","message":"o",)"
               R"("cause":{"$type":"undefined"}},"meta":{}})",
     .tuple = R"({"root":["$lmz",0],"objects":[["error",{"name":"Error","message":"o",)"
              R"("cause":["undefined"]}]]})"},
    {"err-cause-null", [](Document& doc) { return caused_by(doc, nullptr); }},
    {"err-cause-cycle2", cause_of_each_other},
    {"err-self-prop", with_itself},
    {"err-dollar-prop", with_dollar_keys},
    {"err-name-fetch", [](Document& doc) { return error_m(doc, "fetch"); }},
    {"err-name-Function", [](Document& doc) { return doc.error("Function", "return 1"); }},
    {"err-name-Object", [](Document& doc) { return error_m(doc, "Object"); }},
    {"err-name-number", with_a_number_as_name},
});

}  // namespace

std::span<const MadeVector> error_vectors() {
  return table;
}

}  // namespace candela::conformance
