#include <optional>
#include <string>
#include <string_view>

#include <candela/structured_clone/kind.hpp>

#include "chain_parser.hpp"
#include "text_date.hpp"

namespace candela {

Value ChainParser::constructed(Arguments& arguments) {
  lexer_.take();  // new
  if (!lexer_.at(Token::name)) lexer_.fail("the name of a constructor");
  const TextToken constructor = lexer_.take();
  lexer_.expect('(');
  const Value made = construct(arguments, constructor);
  lexer_.accept(',');
  lexer_.expect(')');
  return made.kind() == Kind::typed_array ? view_or_buffer(made) : made;
}

Value ChainParser::construct(Arguments& arguments, const TextToken& constructor) {
  const std::string_view name = constructor.text;
  Document& document = arguments.document();
  if (name == "Map") return map(arguments);
  if (name == "Set") return set(arguments);
  if (name == "Date") return date(document);
  if (name == "RegExp") return regexp(document);
  if (name == "ArrayBuffer") return array_buffer(document);
  if (name == "DataView") return view(arguments, std::nullopt);
  if (const std::optional<ElementType> type = element_type(name))
    return typed_array(arguments, *type);
  if (name == "Number" || name == "String" || name == "Boolean") return boxed(document, name);
  if (name.ends_with("Error")) return error(arguments, name);
  lexer_.refuse(
      "expected Map, Set, Date, RegExp, an Error, ArrayBuffer, a typed array, DataView, Number, "
      "String or Boolean",
      constructor.begin);
}

Value ChainParser::map(Arguments& arguments) {
  const Level level(*this);
  const Value map = arguments.document().make_map();
  if (lexer_.at(')')) return map;
  const Level list(*this);
  lexer_.expect('[');
  if (!lexer_.at(']')) {
    do {
      map_entry(arguments, map);
    } while (another(']'));
  }
  lexer_.expect(']');
  return map;
}

void ChainParser::map_entry(Arguments& arguments, Value map) {
  const Level level(*this);
  if (!lexer_.accept('[')) lexer_.fail("'[key, value]'");
  const std::size_t begin = lexer_.token().begin;
  const Value key = value(arguments);
  if (key.is_host()) lexer_.refuse("expected no chain as the key of a Map", begin);
  lexer_.expect(',');
  const Value mapped = value(arguments);
  map.put(key, mapped);
  lexer_.accept(',');
  lexer_.expect(']');
}

Value ChainParser::set(Arguments& arguments) {
  const Level level(*this);
  Value set = arguments.document().make_set();
  if (lexer_.at(')')) return set;
  const Level list(*this);
  lexer_.expect('[');
  if (!lexer_.at(']')) {
    do {
      set.add(value(arguments));
    } while (another(']'));
  }
  lexer_.expect(']');
  return set;
}

Value ChainParser::date(Document& document) {
  if (!lexer_.at(Token::string))
    return document.date(number("milliseconds since 1970, or a date in ISO's form"));
  const std::optional<double> ms = read_date_text(lexer_.token().text);
  if (!ms) lexer_.fail("a date as '2025-01-02' or '2025-01-02T03:04:05.678Z'");
  lexer_.take();
  return document.date(*ms);
}

Value ChainParser::regexp(Document& document) {
  if (!lexer_.at(Token::string)) lexer_.fail("a string, the source of a RegExp,");
  const std::string source = lexer_.take().text;
  if (!another(')')) return document.regexp(source, "");
  if (!lexer_.at(Token::string) || !is_regexp_flags(lexer_.token().text))
    lexer_.fail("a string, flags of dgimsuvy,");
  const std::string flags = lexer_.take().text;
  return document.regexp(source, flags);
}

Value ChainParser::error(Arguments& arguments, std::string_view name) {
  const Level level(*this);
  Value error = arguments.document().error(name, "");
  error.erase_error_part(Value::ErrorPart::message);
  if (name == "AggregateError") {
    if (!lexer_.at('[')) lexer_.fail("an array of errors");
    const Value errors = array(arguments);
    error.set("errors", errors);
    if (!another(')')) return error;
  }
  if (!lexer_.at(')')) error_message(arguments, error);
  return error;
}

void ChainParser::error_message(Arguments& arguments, Value error) {
  if (lexer_.at(Token::string)) {
    error.set_error_part(Value::ErrorPart::message, lexer_.take().text);
  } else if (lexer_.at_name("undefined")) {
    lexer_.take();
  } else {
    lexer_.fail("a string, the error's message,");
  }
  if (!another(')')) return;
  const Level level(*this);
  lexer_.expect('{');
  if (!lexer_.at('}')) {
    do {
      if (!lexer_.at_name("cause")) lexer_.fail("'cause'");
      lexer_.take();
      lexer_.expect(':');
      error.set_error_part(Value::ErrorPart::cause, value(arguments));
    } while (another('}'));
  }
  lexer_.expect('}');
}

bool ChainParser::boolean() {
  const bool flag = lexer_.at_name("true");
  if (!flag && !lexer_.at_name("false")) lexer_.fail("true or false");
  lexer_.take();
  return flag;
}

Value ChainParser::boxed(Document& document, std::string_view constructor) {
  if (constructor == "Boolean") return document.boxed(boolean());
  if (constructor == "Number") return document.boxed(document.number(number("a number")));
  if (!lexer_.at(Token::string)) lexer_.fail("a string");
  return document.boxed(lexer_.take().text);
}

/// `Object(1n)`, `Object.assign(new Error('m'), {code: 1})`
Value ChainParser::from_object(Arguments& arguments) {
  lexer_.take();  // Object
  if (lexer_.accept('.')) {
    if (!lexer_.at_name("assign")) lexer_.fail("'assign'");
    lexer_.take();
    return assigned(arguments);
  }
  if (!lexer_.accept('(')) lexer_.fail("'(' or '.assign' (or `this.Object` for a name)");
  const Value boxed = boxed_primitive(arguments.document());
  lexer_.accept(',');
  lexer_.expect(')');
  return boxed;
}

Value ChainParser::boxed_primitive(Document& document) {
  lexer_.reread_as_value();
  if (lexer_.at(Token::string)) return document.boxed(lexer_.take().text);
  if (lexer_.at(Token::bigint) || at_signed_number())
    return document.boxed(numeric_value(document));
  if (!lexer_.at_name("true") && !lexer_.at_name("false"))
    lexer_.fail("a boolean, a number, a string or a BigInt");
  return document.boxed(boolean());
}

Value ChainParser::assigned(Arguments& arguments) {
  const Level level(*this);
  lexer_.expect('(');
  const std::size_t begin = lexer_.token().begin;
  const Value target = value(arguments);
  if (!target.is_error() && target.kind() != Kind::regexp)
    lexer_.refuse("expected an Error or a RegExp, the others have no properties of their own,",
                  begin);
  lexer_.expect(',');
  assign(arguments, target);
  lexer_.accept(',');
  lexer_.expect(')');
  return target;
}

void ChainParser::assign(Arguments& arguments, Value target) {
  const Level level(*this);
  lexer_.expect('{');
  if (!lexer_.at('}')) {
    do {
      const std::size_t begin = lexer_.token().begin;
      const std::string name = key();
      lexer_.expect(':');
      const Value property = value(arguments);
      if (target.is_error()) {
        const bool is_text = name == "name" || name == "message" || name == "stack";
        if (is_text && property.has_identity())
          lexer_.refuse("expected a primitive as name, message or stack", begin);
        target.set(name, property);
      } else {
        if (name != "lastIndex" || !property.is_number())
          lexer_.refuse("expected the lastIndex of a RegExp, a number,", begin);
        target.set_regexp_last_index(property.as_number());
      }
    } while (another('}'));
  }
  lexer_.expect('}');
}

}  // namespace candela
