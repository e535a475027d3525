#pragma once
// What a run of the conformance cases says: a line for each case, then the counts. A run is good
// when nothing failed and at least the committed number of cases passed, so that a file that lost
// its cases, or a table that lost its rows, shows. Not thread-safe; the stream is the caller's.
#include <cstddef>
#include <exception>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>

namespace candela::conformance {

class Report {
 public:
  /// Prints only the cases whose name contains `only`, and counts no others; such a run has no
  /// committed number to reach.
  explicit Report(std::ostream& out, std::string only = {}) : out_(out), only_(std::move(only)) {}

  bool wants(std::string_view name) const { return name.find(only_) != std::string_view::npos; }
  /// `failure` says what is wrong; a case without one has passed.
  void add(std::string_view name, std::string_view failure);
  /// Runs a case, if it is wanted: `run` gives what is wrong, or throws.
  template <typename Run>
  void check(std::string_view name, Run&& run) {
    if (!wants(name)) return;
    try {
      add(name, run());
    } catch (const std::exception& error) {
      add(name, error.what());
    }
  }
  /// A case that is there but cannot run, and why.
  void leave_out(std::string_view name, std::string_view reason);

  std::size_t left_out() const { return left_out_; }

  /// Prints `N passed, N failed`. Whether the run is good.
  bool finish(std::size_t least_passed);

 private:
  std::ostream& out_;
  std::string only_;
  std::size_t passed_ = 0;
  std::size_t failed_ = 0;
  std::size_t left_out_ = 0;
};

}  // namespace candela::conformance
