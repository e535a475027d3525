#include <vector>

#include "chain_text_cases.hpp"

namespace candela {
namespace {

using testing::json_of;

TEST_CASE("Maps, Sets, Dates and RegExps are read") {
  testing::check_literals(std::vector<testing::LiteralCase>{
      {"new Map([])", R"({"$type":"map","entries":[]})", ""},
      {"new Map()", R"({"$type":"map","entries":[]})", "new Map([])"},
      {"new Map([['k', [1]], [{a: 1}, new Map([])]])",
       R"({"$type":"map","entries":[["k",[1]],[{"a":1},{"$type":"map","entries":[]}]]})", ""},
      {"new Map([[1, 2,], [1, 3],],)", R"({"$type":"map","entries":[[1,3]]})", "new Map([[1, 3]])"},
      {"new Set([1, 'x', 1,],)", R"({"$type":"set","values":[1,"x"]})", "new Set([1, 'x'])"},
      {"new Set()", R"({"$type":"set","values":[]})", "new Set([])"},
      {"new Date(5)", R"({"$type":"date","iso":"1970-01-01T00:00:00.005Z"})", ""},
      {"new Date(NaN)", R"({"$type":"date","iso":"NaN"})", ""},
      {"new Date('2025-01-02T03:04:05.678Z')",
       R"({"$type":"date","iso":"2025-01-02T03:04:05.678Z"})", "new Date(1735787045678)"},
      {"new Date(-1.5)", R"({"$type":"date","iso":"1969-12-31T23:59:59.999Z"})", "new Date(-1)"},
      {"/a\\/[/]/gi", R"({"$type":"regexp","source":"a\\/[/]","flags":"gi"})", ""},
      {"/a/ig", R"({"$type":"regexp","source":"a","flags":"gi"})", "/a/gi"},
      {"new RegExp('a', 'g')", R"({"$type":"regexp","source":"a","flags":"g"})", "/a/g"},
      {"new RegExp('a', 'ig')", R"({"$type":"regexp","source":"a","flags":"ig"})", ""},
      {"new RegExp('a/b')", R"({"$type":"regexp","source":"a/b","flags":""})", ""},
      {"new RegExp('')", R"({"$type":"regexp","source":"","flags":""})", ""},
      {"new RegExp('*\\n\\ud800')", R"({"$type":"regexp","source":"*\n\ud800","flags":""})", ""},
      {"Object.assign(/a/g, {lastIndex: 3})",
       R"({"$type":"regexp","source":"a","flags":"g","lastIndex":3})", ""}});
}

TEST_CASE("errors are read with name, message, cause, and what is assigned to them") {
  testing::check_literals(std::vector<testing::LiteralCase>{
      {"new Error('m')", R"({"$type":"error","name":"Error","message":"m"})", ""},
      {"new TypeError('m', {cause: new RangeError('n')})",
       R"({"$type":"error","name":"TypeError","message":"m","cause":)"
       R"({"$type":"error","name":"RangeError","message":"n"}})",
       ""},
      {"new Error('m', {},)", R"({"$type":"error","name":"Error","message":"m"})",
       "new Error('m')"},
      {"new MyOwnError('m')", R"({"$type":"error","name":"MyOwnError","message":"m"})", ""},
      {"new AggregateError([new Error('a'), 1], 'm', {cause: 2})",
       R"({"$type":"error","name":"AggregateError","message":"m","cause":2,)"
       R"("errors":[{"$type":"error","name":"Error","message":"a"},1]})",
       ""},
      {"Object.assign(new Error('m'), {name: 'Own', stack: 's', cause: [1], code: 1, 'a b': {}})",
       R"({"$type":"error","name":"Own","message":"m","stack":"s","cause":[1],"code":1,"a b":{}})",
       ""},
      {"Object.assign(new Error('m', {cause: 1}), {code: 1})",
       R"({"$type":"error","name":"Error","message":"m","cause":1,"code":1})",
       "Object.assign(new Error('m'), {cause: 1, code: 1})"},
      {"Object.assign(new Error('m'), {name: 'TypeError'})",
       R"({"$type":"error","name":"TypeError","message":"m"})", "new TypeError('m')"},
      {"Object.assign(new AggregateError([1], 'm'), {code: 2})",
       R"({"$type":"error","name":"AggregateError","message":"m","errors":[1],"code":2})", ""},
      {"Object.assign(new Error('m'), {name: 'AggregateError', errors: 1})",
       R"({"$type":"error","name":"AggregateError","message":"m","errors":1})", ""},
      {"Object.assign(new Error('m'), {})", R"({"$type":"error","name":"Error","message":"m"})",
       "new Error('m')"}});
}

TEST_CASE("an error has only what it was given") {
  using Part = Value::ErrorPart;
  struct Case {
    const char* text;
    bool has_message, has_cause;
  };
  for (const Case& row : {Case{"new Error()", false, false},
                          {"new Error('')", true, false},
                          {"new Error(undefined, {cause: 1})", false, true},
                          {"new Error('', {cause: undefined})", true, true},
                          {"new AggregateError([])", false, false},
                          {"new AggregateError([], undefined, {cause: 1})", false, true},
                          {"Object.assign(new Error(), {message: 1})", true, false},
                          {"Object.assign(new Error(), {name: 1, cause: 2})", false, true}}) {
    CAPTURE(row.text);
    const std::string text = "f(" + std::string(row.text) + ")";
    const Document chain = parse_chain(text).to_document();
    const Value error = chain.root()[1]["args"][0];
    CHECK(error.error_has(Part::name));
    CHECK(error.error_has(Part::message) == row.has_message);
    CHECK(error.error_has(Part::cause) == row.has_cause);
    CHECK(!error.error_has(Part::stack));
    CHECK(to_string(parse_chain(text)) == text);
  }
}

TEST_CASE("boxed primitives are read") {
  testing::check_literals(std::vector<testing::LiteralCase>{
      {"new Number(-0)", R"({"$type":"number-object","value":-0})", ""},
      {"new Number(1)", R"({"$type":"number-object","value":1})", ""},
      {"new String('x')", R"({"$type":"string-object","value":"x"})", ""},
      {"new Boolean(false)", R"({"$type":"boolean-object","value":false})", ""},
      {"Object(-1n)", R"({"$type":"bigint-object","value":"-1"})", ""},
      {"Object('s')", R"({"$type":"string-object","value":"s"})", "new String('s')"},
      {"Object(.5)", R"({"$type":"number-object","value":0.5})", "new Number(0.5)"},
      {"Object(true)", R"({"$type":"boolean-object","value":true})", "new Boolean(true)"}});
}

TEST_CASE("chains stand in Maps, Sets and errors where their results can take a place") {
  for (const char* text :
       {"f(new Map([['k', a()]]))", "f(new Map([[[a], 1]]))", "f(new Set([a, b.c]))",
        "f(new Error('m', {cause: a(1)}))", "f(new AggregateError([a], 'm', {cause: b(c)}))",
        "f(Object.assign(new Error('m'), {cause: x, code: a.b}))"}) {
    CAPTURE(text);
    CHECK(to_string(parse_chain(text)) == text);
  }
}

TEST_CASE("what cannot be constructed is refused where it goes wrong") {
  testing::check_refused(std::vector<testing::RefusedCase>{
      {"f(new Thing())", 7,
       "expected Map, Set, Date, RegExp, an Error, ArrayBuffer, a typed array, DataView, Number, "
       "String or Boolean"},
      {"f(new)", 6, "expected the name of a constructor but found ')'"},
      {"f(new Map)", 10, "expected '(' but found ')'"},
      {"f(new Set(1))", 11, "expected '[' but found '1'"},
      {"f(new Set([1,,2]))", 14, "expected a value but found ','"},
      {"f(new Map([1]))", 12, "expected '[key, value]' but found '1'"},
      {"f(new Map([[1]]))", 14, "expected ',' but found ']'"},
      {"f(new Map([[1, 2, 3]]))", 19, "expected ']' but found '3'"},
      {"f(new Map([[a, 1]]))", 13, "expected no chain as the key of a Map"},
      {"f(new Date())", 12,
       "expected milliseconds since 1970, or a date in ISO's form but found ')'"},
      {"f(new Date('2025-02-30'))", 12,
       "expected a date as '2025-01-02' or '2025-01-02T03:04:05.678Z' but found a string"},
      {"f(new Date(1n))", 12,
       "expected milliseconds since 1970, or a date in ISO's form but found '1n'"},
      {"f(new RegExp(1))", 14, "expected a string, the source of a RegExp, but found '1'"},
      {"f(new RegExp('a', 'gg'))", 19, "expected a string, flags of dgimsuvy, but found a string"},
      {"f(new Error(1))", 13, "expected a string, the error's message, but found '1'"},
      {"f(new Error('m', 1))", 18, "expected '{' but found '1'"},
      {"f(new Error('m', {code: 1}))", 19, "expected 'cause' but found 'code'"},
      {"f(new AggregateError('m'))", 22, "expected an array of errors but found a string"},
      {"f(new Number('1'))", 14, "expected a number but found a string"},
      {"f(new Boolean(1))", 15, "expected true or false but found '1'"},
      {"f(new String())", 14, "expected a string but found ')'"},
      {"f(Object)", 9, "expected '(' or '.assign' (or `this.Object` for a name) but found ')'"},
      {"f(Object(null))", 10,
       "expected a boolean, a number, a string or a BigInt but found 'null'"},
      {"f(Object.keys())", 10, "expected 'assign' but found 'keys'"},
      {"f(Object.assign({}, {}))", 17,
       "expected an Error or a RegExp, the others have no properties of their own,"},
      {"f(Object.assign(a, {}))", 17,
       "expected an Error or a RegExp, the others have no properties of their own,"},
      {"f(Object.assign(/a/))", 20, "expected ',' but found ')'"},
      {"f(Object.assign(/a/, {x: 1}))", 23, "expected the lastIndex of a RegExp, a number,"},
      {"f(Object.assign(new Error(), {name: []}))", 31,
       "expected a primitive as name, message or stack"},
      {"f(Object.assign(new Error(), {stack: a}))", 31,
       "expected a primitive as name, message or stack"}});
}

}  // namespace
}  // namespace candela
