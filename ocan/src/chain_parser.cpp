#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <candela/ocan/chain_text.hpp>

#include "utf16.hpp"

namespace candela {

namespace {

std::string syntax_message(std::string_view expected, std::size_t column) {
  return "expected " + std::string(expected) + " at column " + std::to_string(column);
}

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name_part(char c) {
  return is_name_start(c) || is_digit(c);
}

/// Recursive descent; `Depth` bounds it by ChainTextLimits::depth.
class Parser {
 public:
  Parser(std::string_view text, const ChainTextLimits& limits) : text_(text), limits_(limits) {
    if (text.size() > limits.bytes)
      fail("at most " + std::to_string(limits.bytes) + " bytes of text");
  }

  Chain whole() {
    Chain chain = parse_chain();
    if (!at_end()) fail("the end of the text, '.', '[' or '('");
    return chain;
  }

 private:
  class Depth {
   public:
    explicit Depth(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > parser_.limits_.depth)
        parser_.fail("at most " + std::to_string(parser_.limits_.depth) + " levels of brackets");
    }
    ~Depth() { --parser_.depth_; }
    Depth(Depth&&) = delete;
    Depth& operator=(Depth&&) = delete;

   private:
    Parser& parser_;
  };

  [[noreturn]] void fail(std::string_view expected) const {
    throw ChainSyntaxError(expected, at_ + 1);
  }
  void skip_blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }
  bool at_end() {
    skip_blanks();
    return at_ == text_.size();
  }
  char peek() {
    skip_blanks();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool accept(char c) {
    if (peek() != c || at_ == text_.size()) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!accept(c)) fail(std::string("'") + c + "'");
  }
  std::string_view name() {
    skip_blanks();
    const std::size_t begin = at_;
    if (at_ == text_.size() || !is_name_start(text_[at_])) fail("a name");
    while (at_ < text_.size() && is_name_part(text_[at_]))
      ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // chain = name { '.' name | '[' number | string ']' | '(' arguments ')' }
  Chain parse_chain() { return continue_chain(ctn().get(name())); }
  Chain continue_chain(Chain chain) {
    for (;;) {
      if (accept('.')) {
        chain = chain.get(name());
      } else if (peek() == '[') {
        chain = parse_index(chain);
      } else if (peek() == '(') {
        chain = chain.apply(parse_arguments());
      } else {
        return chain;
      }
    }
  }
  Chain parse_index(const Chain& chain) {
    expect('[');
    const char c = peek();
    Chain indexed;
    if (c == '"' || c == '\'') {
      indexed = chain.get(parse_string());
    } else {
      indexed = chain.get(parse_number_text("a number or a string"));
    }
    expect(']');
    return indexed;
  }
  Arguments parse_arguments() {
    const Depth depth(*this);
    Arguments arguments;
    expect('(');
    if (accept(')')) return arguments;
    do {
      arguments.push(parse_value(arguments));
    } while (accept(','));
    expect(')');
    return arguments;
  }

  // value = number | string | array | object | keyword | "new" Kind | chain
  Value parse_value(Arguments& arguments) {
    const char c = peek();
    if (c == '[') return parse_array(arguments);
    if (c == '{') return parse_object(arguments);
    if (c == '"' || c == '\'') return arguments.document().string(parse_string());
    if (is_digit(c) || c == '-' || c == '.') return parse_number(arguments.document());
    if (!is_name_start(c)) fail("a value");
    const std::string_view word = name();
    if (word == "new") return parse_new(arguments);
    if (const std::optional<Value> value = keyword(arguments.document(), word)) return *value;
    return arguments.chain(continue_chain(ctn().get(word)));
  }
  static std::optional<Value> keyword(Document& document, std::string_view word) {
    if (word == "true") return document.boolean(true);
    if (word == "false") return document.boolean(false);
    if (word == "null") return document.null();
    if (word == "undefined") return document.undefined();
    if (word == "NaN") return document.number(std::numeric_limits<double>::quiet_NaN());
    if (word == "Infinity") return document.number(std::numeric_limits<double>::infinity());
    return std::nullopt;
  }
  Value parse_array(Arguments& arguments) {
    const Depth depth(*this);
    Value array = arguments.document().array();
    expect('[');
    if (accept(']')) return array;
    do {
      if (peek() == ']') break;  // a comma at the end
      array.push(parse_value(arguments));
    } while (accept(','));
    expect(']');
    return array;
  }
  Value parse_object(Arguments& arguments) {
    const Depth depth(*this);
    Value object = arguments.document().object();
    expect('{');
    if (accept('}')) return object;
    do {
      const char c = peek();
      if (c == '}') break;
      const std::string key = c == '"' || c == '\'' ? parse_string()
                              : is_digit(c)         ? std::string(digits())
                                                    : std::string(name());
      expect(':');
      object.set(key, parse_value(arguments));
    } while (accept(','));
    expect('}');
    return object;
  }
  Value parse_new(Arguments& arguments) {
    const Depth depth(*this);
    skip_blanks();
    const std::size_t begin = at_;
    const std::string_view kind = name();
    Document& document = arguments.document();
    if (kind != "Map" && kind != "Set" && kind != "Date") {
      at_ = begin;
      fail("Map, Set or Date");
    }
    expect('(');
    Value made;
    if (kind == "Date") {
      made = document.date(parse_number_text("milliseconds since 1970"));
    } else {
      made = kind == "Map" ? document.make_map() : document.make_set();
      const std::size_t list = at_;
      if (peek() != ')') fill(made, parse_value(arguments), list);
    }
    expect(')');
    return made;
  }
  void fill(Value collection, Value list, std::size_t column) {
    const auto refuse = [&](std::string_view expected) {
      at_ = column;
      fail(expected);
    };
    if (!list.is_array()) refuse("an array");
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (collection.is_set()) {
        collection.add(list[i]);
        continue;
      }
      if (!list[i].is_array() || list[i].size() != 2) refuse("an array of [key, value]");
      collection.put(list[i][0], list[i][1]);
    }
  }

  std::string_view digits() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_]))
      ++at_;
    return text_.substr(begin, at_ - begin);
  }
  Value parse_number(Document& document) {
    skip_blanks();
    const std::size_t begin = at_;
    const std::size_t sign = text_[at_] == '-' ? 1 : 0;
    at_ += sign;
    if (!digits().empty() && at_ < text_.size() && text_[at_] == 'n') {
      if (at_ - begin - sign > limits_.bigint_digits) {
        at_ = begin;
        fail("at most " + std::to_string(limits_.bigint_digits) + " digits of a BigInt");
      }
      const std::optional<BigInt> number = BigInt::from_decimal(text_.substr(begin, at_ - begin));
      ++at_;
      if (number) return document.bigint(*number);
    }
    at_ = begin;
    return document.number(parse_number_text("a number"));
  }
  double parse_number_text(std::string_view expected) {
    skip_blanks();
    const std::size_t begin = at_;
    const bool negative = at_ < text_.size() && text_[at_] == '-';
    if (negative) ++at_;
    if (text_.substr(at_).starts_with("NaN")) {
      at_ += std::string_view("NaN").size();
      return std::numeric_limits<double>::quiet_NaN();
    }
    if (text_.substr(at_).starts_with("Infinity")) {
      at_ += std::string_view("Infinity").size();
      return (negative ? -1 : 1) * std::numeric_limits<double>::infinity();
    }
    double number = 0;
    const char* const end = text_.data() + text_.size();
    const bool starts = at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.');
    const auto [stop, error] = std::from_chars(text_.data() + at_, end, number);
    if (!starts || error != std::errc() || (stop != end && is_name_part(*stop))) {
      at_ = begin;
      fail(expected);
    }
    at_ = static_cast<std::size_t>(stop - text_.data());
    return negative ? -number : number;
  }

  std::string parse_string() {
    const char quote = text_[at_++];
    std::string out;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\') {
        ++at_;
        parse_escape(out);
      } else {
        out.push_back(text_[at_++]);
      }
    }
    if (at_ == text_.size()) fail(std::string("a closing ") + quote);
    ++at_;
    return out;
  }
  void parse_escape(std::string& out) {
    if (at_ == text_.size()) fail("an escape");
    const char c = text_[at_++];
    switch (c) {
      case 'n': out.push_back('\n'); return;
      case 't': out.push_back('\t'); return;
      case 'r': out.push_back('\r'); return;
      case 'b': out.push_back('\b'); return;
      case 'f': out.push_back('\f'); return;
      case 'u': break;
      default: out.push_back(c); return;
    }
    std::u16string units;
    do {
      units.push_back(parse_hex());
    } while (text_.substr(at_).starts_with("\\u") && (at_ += 2));
    out += from_utf16(units);
  }
  char16_t parse_hex() {
    std::uint16_t unit = 0;
    const std::string_view hex = text_.substr(at_, 4);
    const auto [stop, error] = std::from_chars(hex.data(), hex.data() + hex.size(), unit, 16);
    if (hex.size() != 4 || error != std::errc() || stop != hex.data() + 4)
      fail("four hexadecimal digits");
    at_ += 4;
    return static_cast<char16_t>(unit);
  }

  std::string_view text_;
  const ChainTextLimits& limits_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

ChainSyntaxError::ChainSyntaxError(std::string_view expected, std::size_t column)
    : Error("SyntaxError", syntax_message(expected, column)), column_(column) {}

Chain parse_chain(std::string_view text, const ChainTextLimits& limits) {
  return Parser(text, limits).whole();
}

}  // namespace candela
