#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "chain_parser.hpp"
#include "plan.hpp"
#include "text_form.hpp"

namespace candela {

Value ChainParser::value(Arguments& arguments) {
  Document& document = arguments.document();
  lexer_.reread_as_value();
  switch (lexer_.token().kind) {
    case Token::name: return named_value(arguments);
    case Token::number: return document.number(lexer_.take().number);
    case Token::bigint: return document.bigint(lexer_.take().bigint);
    case Token::string: return document.string(lexer_.take().text);
    case Token::regexp: {
      const TextToken token = lexer_.take();
      return document.regexp(token.text, token.flags);
    }
    default: break;
  }
  if (lexer_.at('[')) return array(arguments);
  if (lexer_.at('{')) return object(arguments);
  if (at_signed_number()) return numeric_value(document);
  if (lexer_.at('<')) lexer_.fail("a value (what stands in angles has no literal)");
  lexer_.fail("a value");
}

Value ChainParser::named_value(Arguments& arguments) {
  Document& document = arguments.document();
  const std::string& word = lexer_.token().text;
  if (word == "new") return constructed(arguments);
  if (word == "Object") return from_object(arguments);
  if (word == "NaN" || word == "Infinity") return document.number(magnitude("a number"));
  const bool is_true = word == "true";
  if (is_true || word == "false") {
    lexer_.take();
    return document.boolean(is_true);
  }
  if (word == "null") {
    lexer_.take();
    return document.null();
  }
  if (word == "undefined") {
    lexer_.take();
    return document.undefined();
  }
  return arguments.chain(chain());
}

/// A comma with nothing before it stands for a hole; one at the end for nothing.
Value ChainParser::array(Arguments& arguments) {
  const Level level(*this);
  Value array = arguments.document().array();
  lexer_.expect('[');
  while (!lexer_.at(']')) {
    if (lexer_.accept(',')) {
      array.resize(array.size() + 1);
      continue;
    }
    array.push(value(arguments));
    if (!another(']')) break;
  }
  lexer_.expect(']');
  return array;
}

Value ChainParser::object(Arguments& arguments) {
  const Level level(*this);
  const std::size_t begin = lexer_.token().begin;
  Value object = arguments.document().object();
  lexer_.expect('{');
  if (!lexer_.at('}')) {
    do {
      const std::string name = key();
      lexer_.expect(':');
      const Value property = value(arguments);
      object.set(name, property);
    } while (another('}'));
  }
  lexer_.expect('}');
  // The wire would take it for one.
  if (is_nested_marker(object))
    lexer_.refuse("expected a nested call itself, instead of the object that stands for one,",
                  begin);
  return object;
}

std::string ChainParser::key() {
  lexer_.reread_as_value();
  if (lexer_.at(Token::number)) return number_text(lexer_.take().number);
  if (lexer_.at(Token::bigint)) return lexer_.take().bigint.to_decimal();
  if (lexer_.accept('[')) {
    std::string computed =
        lexer_.at(Token::string) ? lexer_.take().text : number_text(number("a string or a number"));
    lexer_.expect(']');
    return computed;
  }
  if (!lexer_.at(Token::name) && !lexer_.at(Token::string)) lexer_.fail("a property's name");
  // In JavaScript it would be no property.
  if (lexer_.token().text == "__proto__") lexer_.fail("['__proto__'] for a property of that name");
  return lexer_.take().text;
}

bool ChainParser::at_signed_number() const {
  return lexer_.at(Token::number) || lexer_.at('-') || lexer_.at('+') || lexer_.at_name("NaN") ||
         lexer_.at_name("Infinity");
}

Value ChainParser::numeric_value(Document& document) {
  const std::variant<double, BigInt> found = numeric();
  const double* number = std::get_if<double>(&found);
  // Of NaN there is one, whatever its sign.
  if (number && std::isnan(*number))
    return document.number(std::numeric_limits<double>::quiet_NaN());
  return number ? document.number(*number) : document.bigint(std::get<BigInt>(found));
}

std::variant<double, BigInt> ChainParser::numeric() {
  const bool is_signed = lexer_.at('-') || lexer_.at('+');
  const bool is_negative = sign();
  lexer_.reread_as_value();
  if (!lexer_.at(Token::bigint)) {
    const double unsigned_number = magnitude("a number");
    return is_negative ? -unsigned_number : unsigned_number;
  }
  if (is_signed && !is_negative) lexer_.fail("a number, as no BigInt has a '+',");
  const BigInt unsigned_number = lexer_.take().bigint;
  if (!is_negative) return unsigned_number;
  return BigInt::from_limbs(unsigned_number.limbs(), BigInt::Sign::negative);
}

double ChainParser::number(std::string_view expected) {
  const bool is_negative = sign();
  const double unsigned_number = magnitude(expected);
  return is_negative ? -unsigned_number : unsigned_number;
}

/// Whether a '-' stands there; goes past it, or past a '+'.
bool ChainParser::sign() {
  const bool is_negative = lexer_.accept('-');
  if (!is_negative) lexer_.accept('+');
  return is_negative;
}

double ChainParser::magnitude(std::string_view expected) {
  lexer_.reread_as_value();
  if (lexer_.at(Token::number)) return lexer_.take().number;
  const bool is_nan = lexer_.at_name("NaN");
  if (!is_nan && !lexer_.at_name("Infinity")) lexer_.fail(expected);
  lexer_.take();
  return is_nan ? std::numeric_limits<double>::quiet_NaN()
                : std::numeric_limits<double>::infinity();
}

}  // namespace candela
