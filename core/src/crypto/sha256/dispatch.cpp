#include "crypto/sha256/kernels.hpp"
#include "crypto/sha256/portable.hpp"

#if defined(__x86_64__)
#include "crypto/sha256/x86_features.hpp"
#include "crypto/sha256/x86_sha_ni.hpp"
#elif defined(__wasm_simd128__)
#include "crypto/sha256/wasm_simd128.hpp"
#endif

namespace ratestack::sha256_kernels {
namespace {

#if defined(__x86_64__)
constexpr std::array kSingle{SingleKernel{"sha-ni", compress_sha_ni}, SingleKernel{"portable", compress_portable}};

std::span<const SingleKernel> runnable() noexcept {
  return std::span(kSingle).subspan(detect_x86_features().sha_ni ? 0 : 1);
}
#elif defined(__wasm_simd128__)
constexpr std::array kSingle{SingleKernel{"simd128", compress_wasm_simd128},
                             SingleKernel{"portable", compress_portable}};

std::span<const SingleKernel> runnable() noexcept { return kSingle; }
#else
constexpr std::array kSingle{SingleKernel{"portable", compress_portable}};

std::span<const SingleKernel> runnable() noexcept { return kSingle; }
#endif

}  // namespace

std::span<const SingleKernel> single_kernels() noexcept {
  static const std::span<const SingleKernel> kernels = runnable();
  return kernels;
}

}  // namespace ratestack::sha256_kernels
