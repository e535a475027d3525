// Primitives, and the objects that wrap one: dates, regular expressions, boxed values.
#include <array>
#include <limits>

#include "vector_table.hpp"

namespace candela::conformance {
namespace {

using Numbers = std::numeric_limits<double>;

Value bigint(Document& doc, std::string_view digits) {
  return doc.bigint(BigInt::from_decimal(digits).value());
}

/// U+0000 to U+001F.
Value control_characters(Document& doc) {
  std::string text;
  for (char c = 0; c < 32; ++c)
    text.push_back(c);
  return doc.string(text);
}

Value twice_in_array(Document& doc, Value value) {
  return doc.array({value, value});
}

Value regexp_at_3(Document& doc) {
  Value regexp = doc.regexp("a", "g");
  regexp.set_regexp_last_index(3);
  return regexp;
}

Value regexp_twice(Document& doc) {
  const Value regexp = doc.regexp("a", "");
  return doc.object({{"x", regexp}, {"y", regexp}});
}

constexpr auto table = std::to_array<MadeVector>({
    {"null", [](Document& doc) { return doc.null(); }},
    {"undefined", [](Document& doc) { return doc.undefined(); }},
    {"true", [](Document& doc) { return doc.boolean(true); }},
    {"int-0", [](Document& doc) { return doc.number(0); }},
    {.name = "int-neg-zero",
     .make = [](Document& doc) { return doc.number(-0.0); },
     .nested = R"({"json":-0,"meta":{}})",
     .tuple = R"({"root":["number",-0],"objects":[]})"},
    {"int-neg", [](Document& doc) { return doc.number(-1); }},
    {"int-max-safe", [](Document& doc) { return doc.number(9007199254740991); }},
    {"int-2p53", [](Document& doc) { return doc.number(9007199254740992); }},
    {"int-2p31", [](Document& doc) { return doc.number(2147483648); }},
    {"int-2p30", [](Document& doc) { return doc.number(1073741824); }},
    {"int-neg-2p31", [](Document& doc) { return doc.number(-2147483648.0); }},
    {"num-1e21", [](Document& doc) { return doc.number(1e21); }},
    {"num-max", [](Document& doc) { return doc.number(Numbers::max()); }},
    {"num-eps", [](Document& doc) { return doc.number(Numbers::epsilon()); }},
    {"num-0.1", [](Document& doc) { return doc.number(0.1); }},
    {"num-1e-6", [](Document& doc) { return doc.number(1e-6); }},
    {"num-123456789012345680000",
     [](Document& doc) { return doc.number(123456789012345680000.0); }},
    {"nan", [](Document& doc) { return doc.number(Numbers::quiet_NaN()); }},
    {"inf", [](Document& doc) { return doc.number(Numbers::infinity()); }},
    {"bigint-neg", [](Document& doc) { return doc.bigint(-1); }},
    {"bigint-2p64", [](Document& doc) { return bigint(doc, "18446744073709551616"); }},
    {"bigint-huge",
     [](Document& doc) { return bigint(doc, "1234567890123456789012345678901234567890"); }},
    {"bigint-neg-huge",
     [](Document& doc) {
       return bigint(doc, "-1606938044258990275541962092341162602522202993782792835301376");
     }},
    {"bigint-2p63", [](Document& doc) { return bigint(doc, "9223372036854775808"); }},
    {"str-ascii", [](Document& doc) { return doc.string("hello"); }},
    {"str-latin1", [](Document& doc) { return doc.string("h\u00e9llo \u00ff"); }},
    {"str-emoji", [](Document& doc) { return doc.string("\U0001f600"); }},
    {"str-zwj",
     [](Document& doc) { return doc.string("\U0001f468\u200d\U0001f469\u200d\U0001f467"); }},
    {"str-lone-low", [](Document& doc) { return doc.string("\xed\xb0\x80"); }},
    {"str-reversed-pair", [](Document& doc) { return doc.string("\xed\xb8\x80\xed\xa0\xbd"); }},
    {"str-nul", [](Document& doc) { return doc.string(std::string_view("a\0b", 3)); }},
    {"str-controls", control_characters},
    {"str-ls-ps", [](Document& doc) { return doc.string("\u2028\u2029"); }},
    {"str-del", [](Document& doc) { return doc.string("\x7f\ufeff"); }},
    {"str-combining", [](Document& doc) { return doc.string("e\u0301"); }},
    {"str-lmz", [](Document& doc) { return doc.string("$lmz"); }},
    {"str-long", [](Document& doc) { return doc.string(std::string(1000, 'x')); }},
    {"date-neg", [](Document& doc) { return doc.date(-1); }},
    {"date-far", [](Document& doc) { return doc.date(8.64e15); }},
    {"date-bc", [](Document& doc) { return doc.date(-62198755200000.0); }},
    {.name = "date-invalid",
     .make = [](Document& doc) { return doc.date(Numbers::quiet_NaN()); },
     .nested = R"({"json":{"$type":"date","iso":"NaN"},"meta":{}})",
     .tuple = R"({"root":["date","NaN"],"objects":[]})"},
    {.name = "date-twice",
     .make = [](Document& doc) { return twice_in_array(doc, doc.date(5)); },
     .tuple = R"({"root":["$lmz",0],"objects":[["array",[["date","1970-01-01T00:00:00.005Z",1],)"
              R"(["date","1970-01-01T00:00:00.005Z",1]]]]})"},
    {"date-two-equal", [](Document& doc) { return doc.array({doc.date(5), doc.date(5)}); }},
    {"regexp", [](Document& doc) { return doc.regexp("a+b", "gi"); }},
    {"regexp-empty", [](Document& doc) { return doc.regexp("(?:)", ""); }},
    {"regexp-newline", [](Document& doc) { return doc.regexp("\\n", ""); }},
    {"regexp-v", [](Document& doc) { return doc.regexp("[a--b]", "v"); }},
    {.name = "regexp-lastIndex",
     .make = regexp_at_3,
     .nested = R"({"json":{"$type":"regexp","source":"a","flags":"g","lastIndex":3},"meta":{}})",
     .tuple = R"({"root":["regexp",{"source":"a","flags":"g","lastIndex":3}],"objects":[]})"},
    {.name = "regexp-twice",
     .make = regexp_twice,
     .tuple = R"({"root":["$lmz",0],"objects":[["object",{"x":["regexp",{"source":"a","flags":""},)"
              R"(1],"y":["regexp",{"source":"a","flags":""},1]}]]})"},
    {"box-num", [](Document& doc) { return doc.boxed(1.5); }},
    {"box-inf", [](Document& doc) { return doc.boxed(-Numbers::infinity()); }},
    {.name = "box-negzero",
     .make = [](Document& doc) { return doc.boxed(-0.0); },
     .nested = R"({"json":{"$type":"number-object","value":-0},"meta":{}})",
     .tuple = R"({"root":["number-object",-0],"objects":[]})"},
    {"box-str", [](Document& doc) { return doc.boxed("s"); }},
    {"box-bool", [](Document& doc) { return doc.boxed(false); }},
    {"box-bigint", [](Document& doc) { return doc.boxed(BigInt(9)); }},
    {.name = "box-twice",
     .make = [](Document& doc) { return twice_in_array(doc, doc.boxed(1)); },
     .tuple = R"({"root":["$lmz",0],"objects":[["array",[["number-object",1,1],)"
              R"(["number-object",1,1]]]]})"},
});

}  // namespace

std::span<const MadeVector> primitive_vectors() {
  return table;
}

}  // namespace candela::conformance
