// Running asks for no memory per step: what a chain needs was asked for when it was planned.

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdlib>
#include <new>

#include "fixtures.hpp"

namespace {
std::size_t allocations = 0;
}  // namespace

// Counts for the whole program of tests; nothing else changes. All forms, since what a sanitizer
// allocates with its own may not be freed by these.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size > 0 ? size : 1);
}
void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
void* operator new[](std::size_t size) {
  return operator new(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return operator new(size, std::nothrow);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}

namespace candela {
namespace {

class Link : public std::enable_shared_from_this<Link> {
 public:
  std::shared_ptr<Link> next() { return shared_from_this(); }
  int add(int a, int b) { return a + b; }
  int number = 7;
  CANDELA_EXPOSE(Link, next, add, number)
};

/// What `run` asks for, with `calls` calls that give the object again before one that is given `sum`.
std::size_t allocations_of(std::size_t calls, const Chain& sum) {
  const auto link = std::make_shared<Link>();
  Chain chain;
  for (std::size_t i = 0; i < calls; ++i)
    chain = chain["next"]();
  chain = chain["add"](1, sum);
  Workspace workspace((Document()));
  Execution execution(workspace, chain.to_value(workspace.document()), target(link));
  const std::size_t before = allocations;
  REQUIRE(execution.run() == ExecutionState::done);
  const std::size_t asked = allocations - before;
  CHECK(execution.value().is_number());
  return asked;
}

TEST_CASE("a long chain asks for no more memory than a short one while it runs") {
  const Chain number = ctn()["number"];
  const std::size_t few = allocations_of(1, number);
  CHECK(allocations_of(23, number) == few);
  CHECK(few < 20);
}

TEST_CASE("neither do nested calls, one after the other") {
  Chain two = ctn()["add"](1, 1);
  const std::size_t once = allocations_of(1, two);
  const std::size_t before = allocations;
  two = ctn()["next"]()["next"]()["next"]()["add"](1, 1);
  CHECK(allocations > before);  // they are counted
  CHECK(allocations_of(1, two) == once);
}

}  // namespace
}  // namespace candela
