// A file of its own, so that no call of these is inlined and then mistaken for memory of another kind.
#include "allocation_count.hpp"

#include <cstdlib>
#include <new>

namespace {

std::size_t count = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++count;
  if (void* const data = std::malloc(size == 0 ? 1 : size)) return data;
  std::abort();
}
void operator delete(void* data) noexcept { std::free(data); }
void operator delete(void* data, std::size_t) noexcept { std::free(data); }

std::size_t ratestack::testing::allocation_count() noexcept { return count; }
