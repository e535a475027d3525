#include "report.hpp"

#include <ostream>

namespace candela::conformance {

void Report::add(std::string_view name, std::string_view failure) {
  if (!wants(name)) return;
  if (failure.empty()) {
    ++passed_;
    out_ << "ok    " << name << '\n';
  } else {
    ++failed_;
    out_ << "FAIL  " << name << "\n      " << failure << '\n';
  }
}

void Report::leave_out(std::string_view name, std::string_view reason) {
  if (!wants(name)) return;
  ++left_out_;
  out_ << "--    " << name << ": " << reason << '\n';
}

bool Report::finish(std::size_t least_passed) {
  out_ << passed_ << " passed, " << failed_ << " failed";
  if (left_out_ != 0) out_ << ", " << left_out_ << " left out";
  out_ << '\n';
  if (!only_.empty() && passed_ + failed_ + left_out_ == 0) {
    out_ << "no case has \"" << only_ << "\" in its name\n";
    return false;
  }
  if (only_.empty() && passed_ < least_passed) {
    out_ << "at least " << least_passed << " cases must pass\n";
    return false;
  }
  return failed_ == 0;
}

}  // namespace candela::conformance
