// Chains from text: recursive descent over the tokens. Chains are in chain_parser.cpp, values in
// text_literals.cpp, `new …` and `Object…` in text_constructors.cpp, what is made of bytes in
// text_buffers.cpp.
//
// Threads: one. Owns no text: it must live as long as the parser.
// Limits: ChainTextLimits; a `Level` for each bracket bounds the recursion.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <candela/ocan/chain_text.hpp>

#include "text_lexer.hpp"

namespace candela {

class ChainParser {
 public:
  /// The limits outlive the parser. Throws ChainSyntaxError, as `whole` does.
  ChainParser(std::string_view text, const ChainTextLimits& limits)
      : limits_(limits), lexer_(text, limits) {}
  Chain whole();

 private:
  using Token = TextToken::Kind;

  /// One bracket that may have values in it.
  class Level {
   public:
    explicit Level(ChainParser& parser) : parser_(parser) {
      if (++parser_.depth_ > parser_.limits_.depth) parser_.refuse_depth();
    }
    ~Level() { --parser_.depth_; }
    Level(Level&&) = delete;
    Level& operator=(Level&&) = delete;

   private:
    ChainParser& parser_;
  };
  [[noreturn]] void refuse_depth() const;
  struct AskedBytes {
    std::size_t bytes;
    std::size_t at;
  };
  /// After an entry of a list: false at its end. A comma may stand before it.
  bool another(char close);

  // chain_parser.cpp
  Chain chain();
  Chain further_steps(Chain chain);
  void count_operation();
  std::string name();
  Chain index(const Chain& chain);
  Arguments arguments();

  // text_literals.cpp. Nothing but `value` gives a chain's place.
  Value value(Arguments& arguments);
  Value named_value(Arguments& arguments);
  Value array(Arguments& arguments);
  Value object(Arguments& arguments);
  std::string key();
  bool at_signed_number() const;
  /// With its sign, as all of these.
  std::variant<double, BigInt> numeric();
  Value numeric_value(Document& document);
  double number(std::string_view expected);
  bool sign();
  double magnitude(std::string_view expected);

  // text_constructors.cpp
  Value constructed(Arguments& arguments);
  Value construct(Arguments& arguments, const TextToken& constructor);
  Value map(Arguments& arguments);
  void map_entry(Arguments& arguments, Value map);
  Value set(Arguments& arguments);
  Value date(Document& document);
  Value regexp(Document& document);
  Value error(Arguments& arguments, std::string_view name);
  void error_message(Arguments& arguments, Value error);
  Value boxed(Document& document, std::string_view constructor);
  Value from_object(Arguments& arguments);
  Value boxed_primitive(Document& document);
  Value assigned(Arguments& arguments);
  void assign(Arguments& arguments, Value target);
  bool boolean();

  // text_buffers.cpp
  Value array_buffer(Document& document);
  Value typed_array(Arguments& arguments, ElementType type);
  Value elements(Document& document, ElementType type);
  void element(std::vector<std::byte>& bytes, ElementType type);
  /// A typed array, or without a type a DataView, of a buffer that is made there.
  Value view(Arguments& arguments, std::optional<ElementType> type);
  /// The view, or its buffer if `.buffer` follows.
  Value view_or_buffer(Value view);
  std::size_t whole_number(std::string_view expected);
  void charge_buffer(AskedBytes asked);

  const ChainTextLimits& limits_;
  TextLexer lexer_;
  std::size_t depth_ = 0;
  std::size_t operations_ = 0;
  std::size_t buffer_bytes_ = 0;
};

}  // namespace candela
