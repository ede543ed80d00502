#include "native/service/vector_registers.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace ratestack::service {
namespace {

#if defined(__x86_64__)
constexpr std::uint64_t kMark = 0x5EC2E75EC2E75EC2;

std::uint64_t after_clearing_xmm7() {
  std::uint64_t left = 0;
  asm volatile("movq %0, %%xmm7" : : "r"(kMark) : "xmm7");
  clear_vector_registers();
  asm volatile("movq %%xmm7, %0" : "=r"(left) : :);
  return left;
}

__attribute__((target("avx512f,avx512vl"))) std::uint64_t after_clearing_xmm31() {
  std::uint64_t left = 0;
  asm volatile("vmovq %0, %%xmm31" : : "r"(kMark) : "xmm31");
  clear_vector_registers();
  asm volatile("vmovq %%xmm31, %0" : "=r"(left) : :);
  return left;
}

TEST(VectorRegisters, AreZeroAfterwards) {
  EXPECT_EQ(after_clearing_xmm7(), 0U);
  EXPECT_TRUE(!__builtin_cpu_supports("avx512vl") || after_clearing_xmm31() == 0);
}
#endif

}  // namespace
}  // namespace ratestack::service
