#include "allocation_counter.hpp"

#include <cerrno>
#include <cstddef>
#include <cstdlib>

namespace candela::bench {

namespace {

constinit thread_local AllocationCount counted;

}  // namespace

AllocationCount allocations_so_far() noexcept {
  return counted;
}

#ifdef __GLIBC__

bool counts_allocations() noexcept {
  return true;
}

void count_allocation(std::size_t bytes) noexcept {
  ++counted.count;
  counted.bytes += bytes;
}

}  // namespace candela::bench

// glibc's own names for what we replace. `free` stays glibc's: the memory is.
extern "C" {

void* __libc_malloc(std::size_t bytes) noexcept;
void* __libc_calloc(std::size_t count, std::size_t bytes) noexcept;
void* __libc_realloc(void* memory, std::size_t bytes) noexcept;
void* __libc_memalign(std::size_t alignment, std::size_t bytes) noexcept;

void* malloc(std::size_t bytes) noexcept {
  candela::bench::count_allocation(bytes);
  return __libc_malloc(bytes);
}

void* calloc(std::size_t count, std::size_t bytes) noexcept {
  candela::bench::count_allocation(count * bytes);
  return __libc_calloc(count, bytes);
}

void* realloc(void* memory, std::size_t bytes) noexcept {
  candela::bench::count_allocation(bytes);
  return __libc_realloc(memory, bytes);
}

void* aligned_alloc(std::size_t alignment, std::size_t bytes) noexcept {
  candela::bench::count_allocation(bytes);
  return __libc_memalign(alignment, bytes);
}

int posix_memalign(void** memory, std::size_t alignment, std::size_t bytes) noexcept {
  candela::bench::count_allocation(bytes);
  *memory = __libc_memalign(alignment, bytes);
  return *memory != nullptr ? 0 : ENOMEM;
}

}  // extern "C"

#else

bool counts_allocations() noexcept {
  return false;
}

}  // namespace candela::bench

#endif
