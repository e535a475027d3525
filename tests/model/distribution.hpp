#pragma once
// What the cases reached: so that they cannot become trivial without a word.
#include <cstddef>
#include <map>
#include <ostream>
#include <string>

#include "outcome.hpp"

namespace candela::model {

class Distribution {
 public:
  void add(const Case& given, const ModelOutcome& outcome);
  /// Prints it; whether enough of everything is there.
  bool report(std::ostream& out) const;

 private:
  void add_answer(Value answer);
  std::size_t cases_ = 0;
  std::size_t items_ = 0;
  std::size_t succeeded_ = 0;
  std::size_t calls_ = 0;
  std::size_t waits_ = 0;
  std::size_t deep_ = 0;     // cases with at least eight calls
  std::size_t aliases_ = 0;  // answers in which a value stands twice
  std::size_t markers_ = 0;  // answers with a function
  std::size_t by_name_ = 0;  // applies whose methods are counted one by one
  std::map<std::string, std::size_t> methods_;
  std::map<std::string, std::size_t> errors_;
};

}  // namespace candela::model
