#include "redaction/scan.hpp"

namespace ratestack::redaction_detail {
namespace {

ClassifyBlock choose() noexcept {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") ? classify_avx2 : classify_sse2;
#elif defined(__wasm_simd128__)
  return classify_simd128;
#else
  return classify_portable;
#endif
}

}  // namespace

ClassifyBlock block_classifier() noexcept {
  static const ClassifyBlock chosen = choose();
  return chosen;
}

}  // namespace ratestack::redaction_detail
