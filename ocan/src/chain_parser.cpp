#include "chain_parser.hpp"

#include <utility>

namespace candela {

Chain ChainParser::whole() {
  Chain result = chain();
  if (!lexer_.at(Token::end)) lexer_.fail("'.', '[', '(' or the end of the text");
  return result;
}

void ChainParser::refuse_depth() const {
  lexer_.refuse("expected at most " + std::to_string(limits_.depth) + " levels of brackets",
                lexer_.token().begin);
}

bool ChainParser::another(char close) {
  if (lexer_.accept(',')) return !lexer_.at(close);
  if (!lexer_.at(close)) lexer_.fail(std::string("'") + close + "' or ','");
  return false;
}

Chain ChainParser::chain() {
  if (lexer_.at_name("this")) {
    lexer_.take();
    return further_steps(ctn());
  }
  if (lexer_.at(Token::name) && is_reserved_name(lexer_.token().text))
    lexer_.fail("a name, or this." + lexer_.token().text + ",");
  count_operation();
  return further_steps(ctn().get(name()));
}

/// Each call has a document of its own, so that short texts ask for much.
void ChainParser::count_operation() {
  if (operations_ == limits_.operations) {
    lexer_.refuse(
        "expected at most " + std::to_string(limits_.operations) + " operations in a text",
        lexer_.token().begin);
  }
  ++operations_;
}

Chain ChainParser::further_steps(Chain chain) {
  for (;;) {
    if (lexer_.at('.') || lexer_.at('[') || lexer_.at('(')) count_operation();
    if (lexer_.accept('.')) {
      chain = chain.get(name());
    } else if (lexer_.at('[')) {
      chain = index(chain);
    } else if (lexer_.at('(')) {
      chain = chain.apply(arguments());
    } else if (lexer_.at_optional_step()) {
      lexer_.fail("'.', as no step of a chain is optional,");
    } else {
      return chain;
    }
  }
}

std::string ChainParser::name() {
  if (!lexer_.at(Token::name)) lexer_.fail("a name");
  return lexer_.take().text;
}

Chain ChainParser::index(const Chain& chain) {
  lexer_.expect('[');
  Chain indexed = lexer_.at(Token::string) ? chain.get(lexer_.take().text)
                                           : chain.get(number("a number or a string"));
  lexer_.expect(']');
  return indexed;
}

Arguments ChainParser::arguments() {
  const Level level(*this);
  Arguments result;
  lexer_.expect('(');
  if (!lexer_.at(')')) {
    do {
      result.push(value(result));
    } while (another(')'));
  }
  lexer_.expect(')');
  return result;
}

Chain parse_chain(std::string_view text, const ChainTextLimits& limits) {
  return ChainParser(text, limits).whole();
}

}  // namespace candela
