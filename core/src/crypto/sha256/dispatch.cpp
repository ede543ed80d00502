#include "crypto/sha256/kernels.hpp"
#include "crypto/sha256/one_by_one.hpp"
#include "crypto/sha256/portable.hpp"

#if defined(__x86_64__)
#include "crypto/sha256/x86_avx512.hpp"
#include "crypto/sha256/x86_features.hpp"
#include "crypto/sha256/x86_sha_ni.hpp"
#elif defined(__wasm_simd128__)
#include "crypto/sha256/wasm_simd128.hpp"
#include "crypto/sha256/wasm_simd128_stream.hpp"
#endif

namespace ratestack::sha256_kernels {
namespace {

template <Compress kCompress>
void one_after_the_other(State& a, const std::uint8_t* block_a, State& b, const std::uint8_t* block_b) noexcept {
  kCompress(a, block_a, 1);
  kCompress(b, block_b, 1);
}

constexpr SingleKernel kPortable{"portable", compress_portable, one_after_the_other<compress_portable>};
constexpr LinkKernel kOneByOne{"one by one", hash_links_one_by_one, 1, 0};

#if defined(__x86_64__)

constexpr SingleKernel kShaNi{"sha-ni", compress_sha_ni, compress_pair_sha_ni};
constexpr LinkKernel kShaNi4{"sha-ni x4", hash_links_sha_ni, 4, 2};
constexpr LinkKernel kAvx512{"avx-512 x16", hash_links_avx512, 16, 10};

constexpr std::array kSingle{kShaNi, kPortable};
// Intel has one SHA unit, which two streams fill: sixteen AVX-512 lanes are 1.6 times as fast there. On AMD four SHA-NI
// streams are the fastest measured.
constexpr std::array kLinksIntel{kAvx512, kShaNi4, kOneByOne};
constexpr std::array kLinksOther{kShaNi4, kAvx512, kOneByOne};
constexpr std::array kLinksWithoutShaNi{kAvx512, kOneByOne};
constexpr std::array kLinksWithoutAvx512{kShaNi4, kOneByOne};
constexpr std::array kLinksWithoutBoth{kOneByOne};

std::span<const LinkKernel> runnable_links(const X86Features& has) noexcept {
  if (has.sha_ni && has.avx512 && has.intel) return kLinksIntel;
  if (has.sha_ni && has.avx512) return kLinksOther;
  if (has.sha_ni) return kLinksWithoutAvx512;
  if (has.avx512) return kLinksWithoutShaNi;
  return kLinksWithoutBoth;
}

Kernels runnable() noexcept {
  const X86Features has = detect_x86_features();
  return {std::span(kSingle).subspan(has.sha_ni ? 0 : 1), runnable_links(has)};
}

#else

#if defined(__wasm_simd128__)
constexpr std::array kSingle{SingleKernel{"simd128", compress_simd128, one_after_the_other<compress_simd128>},
                             kPortable};
constexpr std::array kLinks{LinkKernel{"simd128 x4", hash_links_simd128, 4, 3}, kOneByOne};
#else
constexpr std::array kSingle{kPortable};
constexpr std::array kLinks{kOneByOne};
#endif

Kernels runnable() noexcept { return {kSingle, kLinks}; }

#endif

}  // namespace

const Kernels& kernels() noexcept {
  static const Kernels found = runnable();
  return found;
}

}  // namespace ratestack::sha256_kernels
