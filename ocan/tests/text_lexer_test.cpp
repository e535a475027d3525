#include "text_lexer.hpp"

#include <doctest/doctest.h>

#include "chain_text_cases.hpp"

namespace candela {
namespace {

using Token = TextToken::Kind;

/// The tokens, with a letter for their kind before each: `n:a m:.`
std::string tokens(std::string_view text) {
  const ChainTextLimits limits;
  std::string all;
  for (TextLexer lexer(text, limits); !lexer.at(Token::end); lexer.take()) {
    const TextToken& token = lexer.token();
    all += all.empty() ? "" : " ";
    all += "emn1#sr"[static_cast<std::size_t>(token.kind)];
    all += ":" + std::string(text.substr(token.begin, token.end - token.begin));
  }
  return all;
}

std::string string_of(std::string_view text) {
  const ChainTextLimits limits;
  TextLexer lexer(text, limits);
  CHECK(lexer.at(Token::string));
  std::string found = lexer.take().text;
  CHECK(lexer.at(Token::end));
  return found;
}

TEST_CASE("tokens are names, numbers, strings and marks") {
  CHECK(tokens("a.b['c'](1, 2n)") == "n:a m:. n:b m:[ s:'c' m:] m:( 1:1 m:, #:2n m:)");
  CHECK(tokens("$result _x é1") == "n:$result n:_x n:é1");
  CHECK(tokens("a?.b ? .") == "n:a m:?. n:b m:? m:.");
  CHECK(tokens("-1 < + @ #\x01") == "m:- 1:1 m:< m:+ m:@ m:# m:\x01");
  CHECK(tokens("\"a\" `b`") == "s:\"a\" s:`b`");
  CHECK(tokens("") == "");
}

TEST_CASE("white space and comments are passed over") {
  CHECK(tokens(" a\t\v\f\n\r b ") == "n:a n:b");
  CHECK(tokens("\xEF\xBB\xBF"
               "a\xC2\xA0"
               "b\xE2\x80\xA8"
               "c\xE3\x80\x80"
               "d") == "n:a n:b n:c n:d");
  CHECK(tokens("a /* x\n* / */ b // c\nd // e") == "n:a n:b n:d");
  CHECK(tokens("a // b\xE2\x80\xA8"
               "c/**/") == "n:a n:c");
  CHECK(tokens("'/* a */' // 'b'") == "s:'/* a */'");
}

TEST_CASE("where a value begins, a point and a digit are a number and a slash begins a RegExp") {
  const ChainTextLimits limits;
  TextLexer point(".5", limits);
  CHECK(point.at('.'));
  point.reread_as_value();
  CHECK(point.at(Token::number));
  CHECK(point.take().number == 0.5);
  CHECK(point.at(Token::end));

  TextLexer slash("/a[/]\\/'/ig)", limits);
  CHECK(slash.at('/'));
  slash.reread_as_value();
  const TextToken regexp = slash.take();
  CHECK(regexp.text == "a[/]\\/'");
  CHECK(regexp.flags == "gi");
  CHECK(slash.at(')'));
}

TEST_CASE("strings have JavaScript's escapes") {
  CHECK(string_of(R"('it\'s "')") == "it's \"");
  CHECK(string_of(R"("\n\t\r\b\f\v\\\q\"")") == "\n\t\r\b\f\v\\q\"");
  CHECK(string_of(R"('\0')") == std::string_view("\0", 1));
  CHECK(string_of(R"('\x41\u0042\u{43}\u{1F600}')") == "ABC😀");
  CHECK(string_of(R"('\ud83d\ude00 \ud83d\u{de00} \u{d83d}\ude00')") == "😀 😀 😀");
  CHECK(string_of(R"('\ud800x\udc00')") == "\xED\xA0\x80x\xED\xB0\x80");
  CHECK(string_of("'\\é\\😀\xE2\x80\xA8'") == "é😀\xE2\x80\xA8");
  CHECK(string_of("'a\\\nb\\\r\nc\\\rd\\\xE2\x80\xA9"
                  "e'") == "abcde");
  CHECK(string_of("'\\ud83d\\\n\\ude00'") == "😀");
}

TEST_CASE("a template without ${} is a string of lines") {
  CHECK(string_of("`a\nb\r\nc\rd$ $$ {} 'x' \\` \\${`") == "a\nb\nc\nd$ $$ {} 'x' ` ${");
}

TEST_CASE("what is not closed is refused where it began") {
  testing::check_refused(std::vector<testing::RefusedCase>{
      {"f('a", 3, "a string without its closing ' begins"},
      {"f(1, \"a\n\")", 6, "a string without its closing \" begins"},
      {"f('a\r')", 3, "a string without its closing ' begins"},
      {"f('a\\", 3, "a string without its closing ' begins"},
      {"f(`a\n", 3, "a template without its closing ` begins"},
      {"f(1) /* *", 6, "a comment without its closing */ begins"},
      {"f(/*/)", 3, "a comment without its closing */ begins"},
      {"f(/a\\/)", 3, "a regular expression without its closing / begins"},
      {"f(/[/])", 3, "a regular expression without its closing / begins"},
      {"f(/a\n/)", 3, "a regular expression without its closing / begins"},
      {"f(/a\\\n/)", 3, "a regular expression without its closing / begins"}});
}

TEST_CASE("bad escapes, flags and templates are refused where they are") {
  testing::check_refused(std::vector<testing::RefusedCase>{
      {"f('\\u12g4')", 6, "expected four hexadecimal digits"},
      {"f('\\u12", 6, "expected four hexadecimal digits"},
      {"f('\\x4')", 6, "expected two hexadecimal digits"},
      {"f('\\u{}')", 6, "expected a code point as {0} to {10ffff}"},
      {"f('\\u{110000}')", 6, "expected a code point as {0} to {10ffff}"},
      {"f('\\u{1')", 6, "expected a code point as {0} to {10ffff}"},
      {"f('\\u{-1}')", 6, "expected a code point as {0} to {10ffff}"},
      {"f('\\1')", 4, "expected an escape, as \\x00: an octal one is none"},
      {"f('a\\00')", 5, "expected an escape, as \\x00: an octal one is none"},
      {"f(`a${b}`)", 5, "expected a template without ${}, as nothing is evaluated"},
      {"f(/a/gg)", 6, "expected flags of a RegExp, of dgimsuvy"},
      {"f(/a/uv)", 6, "expected flags of a RegExp, of dgimsuvy"},
      {"f(/a/x)", 6, "expected flags of a RegExp, of dgimsuvy"}});
}

TEST_CASE("text is UTF-8, without surrogates") {
  CHECK(testing::refused("f('a\xFF')", 5) == "expected UTF-8");
  CHECK(testing::refused("f('\xED\xA0\x80')", 4) == "expected UTF-8");
  CHECK(testing::refused("f(]'\xC3", 5) == "expected UTF-8");
}

TEST_CASE("names of values are reserved, and no others") {
  for (const char* name :
       {"this", "new", "null", "undefined", "true", "false", "NaN", "Infinity", "Object"})
    CHECK(is_reserved_name(name));
  for (const char* name : {"", "delete", "typeof", "Map", "nulls", "object"})
    CHECK(!is_reserved_name(name));
}

}  // namespace
}  // namespace candela
