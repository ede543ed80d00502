#include "native/service/vector_registers.hpp"

namespace ratestack::service {

#if defined(__x86_64__)
namespace {

__attribute__((noinline)) void clear_sse() noexcept {
  asm volatile(
      "pxor %%xmm0, %%xmm0\n pxor %%xmm1, %%xmm1\n pxor %%xmm2, %%xmm2\n pxor %%xmm3, %%xmm3\n"
      "pxor %%xmm4, %%xmm4\n pxor %%xmm5, %%xmm5\n pxor %%xmm6, %%xmm6\n pxor %%xmm7, %%xmm7\n"
      "pxor %%xmm8, %%xmm8\n pxor %%xmm9, %%xmm9\n pxor %%xmm10, %%xmm10\n pxor %%xmm11, %%xmm11\n"
      "pxor %%xmm12, %%xmm12\n pxor %%xmm13, %%xmm13\n pxor %%xmm14, %%xmm14\n pxor %%xmm15, %%xmm15\n"
      :
      :
      : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",
        "xmm13", "xmm14", "xmm15");
}

__attribute__((noinline, target("avx"))) void clear_avx() noexcept {
  asm volatile("vzeroall"
               :
               :
               : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11",
                 "xmm12", "xmm13", "xmm14", "xmm15");
}

// Where glibc's copies work when they can: nothing else uses these sixteen, so what is left there stays.
__attribute__((noinline, target("avx512f,avx512vl"))) void clear_avx512() noexcept {
  asm volatile(
      "vpxord %%ymm16, %%ymm16, %%ymm16\n vpxord %%ymm17, %%ymm17, %%ymm17\n vpxord %%ymm18, %%ymm18, %%ymm18\n"
      "vpxord %%ymm19, %%ymm19, %%ymm19\n vpxord %%ymm20, %%ymm20, %%ymm20\n vpxord %%ymm21, %%ymm21, %%ymm21\n"
      "vpxord %%ymm22, %%ymm22, %%ymm22\n vpxord %%ymm23, %%ymm23, %%ymm23\n vpxord %%ymm24, %%ymm24, %%ymm24\n"
      "vpxord %%ymm25, %%ymm25, %%ymm25\n vpxord %%ymm26, %%ymm26, %%ymm26\n vpxord %%ymm27, %%ymm27, %%ymm27\n"
      "vpxord %%ymm28, %%ymm28, %%ymm28\n vpxord %%ymm29, %%ymm29, %%ymm29\n vpxord %%ymm30, %%ymm30, %%ymm30\n"
      "vpxord %%ymm31, %%ymm31, %%ymm31\n"
      :
      :
      : "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27",
        "xmm28", "xmm29", "xmm30", "xmm31");
}

}  // namespace

void clear_vector_registers() noexcept {
  if (__builtin_cpu_supports("avx512vl")) clear_avx512();
  if (__builtin_cpu_supports("avx"))
    clear_avx();
  else
    clear_sse();
}
#else
void clear_vector_registers() noexcept {}
#endif

}  // namespace ratestack::service
