#include <string>
#include <vector>

#include "chain_text_cases.hpp"

namespace candela {
namespace {

using testing::json_of;
using testing::refused;

TEST_CASE("primitives are read, and printed so that they read the same") {
  testing::check_literals(std::vector<testing::LiteralCase>{
      {"1", "1", ""},
      {"-2.5", "-2.5", ""},
      {"+1", "1", "1"},
      {"- 1", "-1", "-1"},
      {".5", "0.5", "0.5"},
      {"-.5e1", "-5", "-5"},
      {"0x1f", "31", "31"},
      {"-0b11", "-3", "-3"},
      {"1_000", "1000", "1000"},
      {"-0", "-0", ""},
      {"1e+21", "1e+21", ""},
      {"NaN", R"({"$type":"number-special","value":"NaN"})", ""},
      {"-NaN", R"({"$type":"number-special","value":"NaN"})", "NaN"},
      {"-Infinity", R"({"$type":"number-special","value":"-Infinity"})", ""},
      {"1e999", R"({"$type":"number-special","value":"Infinity"})", "Infinity"},
      {"12n", R"({"$type":"bigint","value":"12"})", ""},
      {"-0xffn", R"({"$type":"bigint","value":"-255"})", "-255n"},
      {"-0n", R"({"$type":"bigint","value":"0"})", "0n"},
      {"true", "true", ""},
      {"false", "false", ""},
      {"null", "null", ""},
      {"undefined", R"({"$type":"undefined"})", ""},
      {"'it\\'s'", R"("it's")", ""},
      {R"("a\n\u00e9")", R"("a\né")", R"('a\né')"},
      {"`a`", R"("a")", "'a'"},
      {"'\\ud800'", R"("\ud800")", ""},
      {"'\\x00\\u2028'", "\"\\u0000\xE2\x80\xA8\"", ""}});
}

TEST_CASE("arrays and objects are read with their holes, and with keys of every form") {
  testing::check_literals(std::vector<testing::LiteralCase>{
      {"[]", "[]", ""},
      {"[1, [2],]", "[1,[2]]", "[1, [2]]"},
      {"[1,,3]", R"([1,{"$type":"undefined","hole":true},3])", "[1, , 3]"},
      {"[,]", R"([{"$type":"undefined","hole":true}])", ""},
      {"[1,,]", R"([1,{"$type":"undefined","hole":true}])", "[1, ,]"},
      {"[,,2,,]",
       R"([{"$type":"undefined","hole":true},{"$type":"undefined","hole":true},2,{"$type":"undefined","hole":true}])",
       "[, , 2, ,]"},
      {"[1, undefined]", R"([1,{"$type":"undefined"}])", ""},
      {"{}", "{}", ""},
      {"{a: 1, 'b c': {d: 2},}", R"({"a":1,"b c":{"d":2}})", "{a: 1, 'b c': {d: 2}}"},
      {"{null: 1, new: 2, $: 3, é: 4}", R"({"null":1,"new":2,"$$":3,"é":4})", ""},
      {"{0x10: 1, 1e3: 2, .5: 3, 1e21: 4, 7n: 5}", R"({"7":5,"16":1,"1000":2,"0.5":3,"1e+21":4})",
       "{7: 5, 16: 1, 1000: 2, '0.5': 3, '1e+21': 4}"},
      {"{['a']: 1, [`b`]: 2, [3]: 3, [-1]: 4}", R"({"3":3,"a":1,"b":2,"-1":4})",
       "{3: 3, a: 1, b: 2, '-1': 4}"},
      {"{['__proto__']: 1}", R"({"__proto__":1})", ""},
      {"{'\\ud800': 1, '\\u2028': 2, '': 3, '01': 4, '-': 5}",
       "{\"\\ud800\":1,\"\xE2\x80\xA8\":2,\"\":3,\"01\":4,\"-\":5}", ""},
      {"{a: 1, b: 2, a: 3}", R"({"a":3,"b":2})", "{a: 3, b: 2}"},
      {"{/**/a/**/:/**/1/**/} // x\n", R"({"a":1})", "{a: 1}"}});
}

TEST_CASE("chains stand in arrays and objects, beside literals") {
  CHECK(json_of("[a]") == R"([{"__isNestedOperation":true,"__refId":"proxy-1","__operationChain":)"
                          R"([{"type":"get","key":"a"}]}])");
  CHECK(json_of("{nulls: nulls.null}") ==
        R"({"nulls":{"__isNestedOperation":true,"__refId":"proxy-1","__operationChain":)"
        R"([{"type":"get","key":"nulls"},{"type":"get","key":"null"}]}})");
}

TEST_CASE("values that are none are refused where they go wrong") {
  testing::check_refused(std::vector<testing::RefusedCase>{
      {"f(", 3, "expected a value but found the end of the text"},
      {"f(,1)", 3, "expected a value but found ','"},
      {"f(1 2)", 5, "expected ')' or ',' but found '2'"},
      {"f(-)", 4, "expected a number but found ')'"},
      {"f(- -1)", 5, "expected a number but found '-'"},
      {"f(-'1')", 4, "expected a number but found a string"},
      {"f(+x)", 4, "expected a number but found 'x'"},
      {"f(+1n)", 4, "expected a number, as no BigInt has a '+', but found '1n'"},
      {"f(12x)", 5, "expected the end of the number"},
      {"f(<a function>)", 3,
       "expected a value (what stands in angles has no literal) but found '<'"},
      {"f([1)", 5, "expected ']' or ',' but found ')'"},
      {"f([1 2])", 6, "expected ']' or ',' but found '2'"},
      {"f({a})", 5, "expected ':' but found '}'"},
      {"f({a: 1; b: 2})", 8, "expected '}' or ',' but found ';'"},
      {"f({,})", 4, "expected a property's name but found ','"},
      {"f({-1: 2})", 4, "expected a property's name but found '-'"},
      {"f({...a})", 4, "expected a property's name but found '.'"},
      {"f({[a]: 1})", 5, "expected a string or a number but found 'a'"},
      {"f({__proto__: 1})", 4,
       "expected ['__proto__'] for a property of that name but found '__proto__'"},
      {"f({'__proto__': 1})", 4,
       "expected ['__proto__'] for a property of that name but found a string"},
      {"f('a'.length)", 6, "expected ')' or ',' but found '.'"},
      {"f(null.x)", 7, "expected ')' or ',' but found '.'"},
      {"f(1 + 2)", 5, "expected ')' or ',' but found '+'"},
      {"f(a => 1)", 5, "expected ')' or ',' but found '='"},
      {"f(/a/.b)", 6, "expected ')' or ',' but found '.'"},
      {"f(averyveryverylongname averyveryverylongnameofmorethanthirtyletters)", 25,
       "expected ')' or ',' but found 'averyveryverylongnameofmoretha…'"},
      {"f(1,\n  2 3)", 10, "expected ')' or ',' but found '3'"}});
}

TEST_CASE("an object that the wire would take for a nested call is refused") {
  CHECK(refused("f(1, {__isNestedOperation: true})", 6) ==
        "expected a nested call itself, instead of the object that stands for one,");
  CHECK(refused("f({a: 1, ['__isNestedOperation']: true})", 3) != "");
  CHECK(json_of("{__isNestedOperation: false}") == R"({"__isNestedOperation":false})");
}

}  // namespace
}  // namespace candela
