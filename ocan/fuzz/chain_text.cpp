// Any bytes as a chain in text: it is read or refused with a place in it, and what is printed of it
// reads back as a chain that says the same.
// Covers: src/chain_parser.cpp src/chain_printer.cpp src/leaf_printer.cpp
// Covers: src/text_buffers.cpp src/text_constructors.cpp src/text_lexer.cpp
// Covers: src/text_literals.cpp src/text_number.cpp src/text_date.cpp

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <candela/ocan/chain_text.hpp>
#include <candela/structured_clone/equal.hpp>

namespace {

using candela::Chain;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_printed(const Chain& chain, const candela::ChainTextLimits& limits) {
  const std::string printed = candela::to_string(chain, limits);
  if (printed.size() > limits.bytes) return;  // cut
  const Chain again = candela::parse_chain(printed, limits);
  require(candela::equal(again.to_document().root(), chain.to_document().root()));
  require(candela::to_string(again, limits) == printed);
}

void check(std::string_view text, const candela::ChainTextLimits& limits) {
  Chain chain;
  try {
    chain = candela::parse_chain(text, limits);
  } catch (const candela::ChainSyntaxError& error) {
    require(error.column() >= 1 && error.column() <= text.size() + 1);
    require(error.line() >= 1 && error.line_column() >= 1 && error.line_column() <= error.column());
    return;
  }
  check_printed(chain, limits);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, {});
  check(text,
        {.bytes = 1000, .depth = 4, .operations = 20, .bigint_digits = 5, .buffer_bytes = 12});
  return 0;
}
