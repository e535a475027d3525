#pragma once
// What a batch gave: its answer, and what it called.
#include <string>

#include <candela/structured_clone/document.hpp>

#include "generator.hpp"
#include "graph.hpp"

namespace candela::model {

struct ModelOutcome {
  Document response = {};
  Log log = {};
  std::size_t waits = 0;  ///< The executor's: how often it had to wait.
};

/// By the naive interpreter.
ModelOutcome interpret(const Case& given, Mistake mistake = Mistake::none);

/// What the rules leave open becomes the same: the words with which an argument is refused, and what
/// the chains of function markers share, among themselves and with the rest of the answer.
void level(Document& response);

/// Empty when both are the same; else where they differ first. Both were levelled.
std::string difference(const ModelOutcome& wanted, const ModelOutcome& got);

}  // namespace candela::model
