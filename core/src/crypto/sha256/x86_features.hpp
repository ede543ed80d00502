// What this processor and operating system can run, asked once.
#pragma once

namespace ratestack::sha256_kernels {

struct X86Features {
  bool sha_ni = false;  // SHA extensions together with the SSSE3 and SSE4.1 that the kernel uses beside them
  bool avx512 = false;  // AVX-512 F and BW, and an operating system that keeps their registers
  bool intel = false;   // decides which of two runnable kernels is the faster one
};

[[nodiscard]] X86Features detect_x86_features() noexcept;

}  // namespace ratestack::sha256_kernels
