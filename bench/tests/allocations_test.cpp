// What is claimed of memory in a steady state, counted: nothing but this program can tell.

#include <array>
#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>

#include "../allocation_counter.hpp"
#include "../inputs.hpp"

namespace {

using candela::bench::allocations_so_far;

/// Allocations of one call, after a few that let everything grow.
template <typename Call>
std::uint64_t allocations_of(const Call& call) {
  for (int i = 0; i < 4; ++i)
    call();
  const std::uint64_t before = allocations_so_far().count;
  call();
  return allocations_so_far().count - before;
}

constexpr std::array inputs = {"small",   "twitter",        "graph_shallow",
                               "numbers", "typed_no_bytes", "deep"};

}  // namespace

TEST_CASE("a document that is read into again and again asks for no memory") {
  if (!candela::bench::counts_allocations()) return;
  for (const char* input : inputs) {
    CAPTURE(input);
    const std::string text = candela::stringify(candela::bench::make_input(input));
    candela::Document document;
    CHECK(allocations_of([&] { candela::parse_into(document, text); }) == 0);
    CHECK(candela::stringify(document) == text);
  }
}

TEST_CASE("a text that is written into again and again asks for no memory") {
  if (!candela::bench::counts_allocations()) return;
  for (const char* input : inputs) {
    CAPTURE(input);
    const candela::Document document = candela::bench::make_input(input);
    std::string text;
    CHECK(allocations_of([&] { candela::stringify_into(text, document.root()); }) == 0);
    CHECK(text == candela::stringify(document));
  }
}

TEST_CASE("a new document is one allocation, and so is a new text") {
  if (!candela::bench::counts_allocations()) return;
  const std::string text = candela::stringify(candela::bench::make_input("small"));
  const candela::Document document = candela::parse(text);
  CHECK(allocations_of([&] { candela::parse(text); }) == 1);
  CHECK(allocations_of([&] { candela::stringify(document); }) == 1);
}
