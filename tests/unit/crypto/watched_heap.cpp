// A translation unit of its own: the code under test must be compiled as it is in the program, where the optimiser
// knows nothing about who looks at memory that is given back.
#include "watched_heap.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

namespace ratestack::test {
namespace {

ByteSpan watched;
bool freed = false;
bool zero = false;

void before_free(const void* block) noexcept {
  if (block == nullptr || block != watched.data()) return;
  freed = true;
  zero = std::all_of(watched.begin(), watched.end(), [](std::uint8_t byte) { return byte == 0; });
  watched = {};
}

void release(void* block) noexcept {
  before_free(block);
  std::free(block);
}

void* acquire(std::size_t size) {
  if (void* block = std::malloc(std::max<std::size_t>(size, 1))) return block;
  std::abort();  // out of memory in a test; it is built without exceptions too
}

}  // namespace

WatchedBlock::WatchedBlock(ByteSpan bytes) noexcept {
  watched = bytes;
  freed = false;
  zero = false;
}
WatchedBlock::~WatchedBlock() { watched = {}; }
bool WatchedBlock::was_freed() const noexcept { return freed; }
bool WatchedBlock::was_zero_when_freed() const noexcept { return zero; }

}  // namespace ratestack::test

void* operator new(std::size_t size) { return ratestack::test::acquire(size); }
void* operator new[](std::size_t size) { return ratestack::test::acquire(size); }
void operator delete(void* block) noexcept { ratestack::test::release(block); }
void operator delete[](void* block) noexcept { ratestack::test::release(block); }
void operator delete(void* block, std::size_t) noexcept { ratestack::test::release(block); }
void operator delete[](void* block, std::size_t) noexcept { ratestack::test::release(block); }
