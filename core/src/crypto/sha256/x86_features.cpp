#include "crypto/sha256/x86_features.hpp"

#include <cpuid.h>

namespace ratestack::sha256_kernels {
namespace {

// CPUID leaf 7, EBX bit 29. Asked by hand: not every supported compiler knows this name in __builtin_cpu_supports.
bool has_sha_extensions() noexcept {
  constexpr unsigned kShaBit = 1U << 29;
  unsigned eax = 0;
  unsigned ebx = 0;
  unsigned ecx = 0;
  unsigned edx = 0;
  return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx & kShaBit) != 0;
}

}  // namespace

X86Features detect_x86_features() noexcept {
  __builtin_cpu_init();
  X86Features found;
  found.sha_ni = has_sha_extensions() && __builtin_cpu_supports("ssse3") && __builtin_cpu_supports("sse4.1");
  found.avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
  found.intel = __builtin_cpu_is("intel");
  return found;
}

}  // namespace ratestack::sha256_kernels
