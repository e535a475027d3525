// The literals of values that hold no others: primitives, Dates, RegExps, boxed primitives, and
// what is made of bytes.
//
// Threads: one.
// Limits: ChainTextLimits. A literal that parse_chain would refuse is not printed.
#pragma once

#include <cstddef>
#include <string>

#include <candela/ocan/chain_text.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

class LeafPrinter {
 public:
  /// Both outlive the printer.
  LeafPrinter(std::string& out, const ChainTextLimits& limits) : out_(out), limits_(limits) {}
  /// False, and nothing is printed: there is no literal. Stops when `out` is past the limit.
  bool print(Value value);

 private:
  bool print_bigint(const BigInt& number);
  bool print_regexp(Value regexp);
  bool print_boxed(Value boxed);
  bool charge(Value buffer);
  void print_buffer(Value buffer);
  bool print_view(Value view);
  bool print_elements(Value view);

  std::string& out_;
  const ChainTextLimits& limits_;
  std::size_t buffer_bytes_ = 0;
};

/// -0 too.
std::string number_literal(double number);

}  // namespace candela
