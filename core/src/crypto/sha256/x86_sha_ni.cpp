#include "crypto/sha256/x86_sha_ni.hpp"

#include <immintrin.h>

#include "crypto/sha256/constants.hpp"
#include "crypto/sha256/link_scheduler.hpp"

// The rest of the library is built for plain x86-64; only these functions may use the extensions.
#define RATESTACK_SHA_NI __attribute__((target("sha,ssse3,sse4.1")))
#define RATESTACK_SHA_NI_INLINE RATESTACK_SHA_NI __attribute__((always_inline)) inline

namespace ratestack::sha256_kernels {
namespace {

// The instructions want the eight variables as ABEF and CDGH, most significant word first.
struct Variables {
  __m128i abef;
  __m128i cdgh;
};

RATESTACK_SHA_NI_INLINE Variables load(const State& state) noexcept {
  const __m128i dcba = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data()));
  const __m128i hgfe = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data() + 4));
  const __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1);
  const __m128i efgh = _mm_shuffle_epi32(hgfe, 0x1B);
  return {_mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xF0)};
}

RATESTACK_SHA_NI_INLINE void store(State& state, Variables v) noexcept {
  const __m128i feba = _mm_shuffle_epi32(v.abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(v.cdgh, 0xB1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data()), _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data() + 4), _mm_alignr_epi8(dchg, feba, 8));
}

RATESTACK_SHA_NI_INLINE __m128i load_words(const std::uint8_t* data) noexcept {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  return _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(data)), big_endian);
}

// W[t..t+3] from the sixteen words before, which stand in w[0..3] with the oldest at `q`.
RATESTACK_SHA_NI_INLINE __m128i extend(const __m128i* w, unsigned q) noexcept {
  const __m128i w7 = _mm_alignr_epi8(w[(q + 3) & 3], w[(q + 2) & 3], 4);  // W[t-7..t-4]
  const __m128i partial = _mm_add_epi32(_mm_sha256msg1_epu32(w[q & 3], w[(q + 1) & 3]), w7);
  return _mm_sha256msg2_epu32(partial, w[(q + 3) & 3]);
}

RATESTACK_SHA_NI_INLINE void four_rounds(Variables& v, __m128i words, unsigned q) noexcept {
  const __m128i k = _mm_load_si128(reinterpret_cast<const __m128i*>(kRoundConstants.data() + std::size_t{4} * q));
  const __m128i wk = _mm_add_epi32(words, k);
  v.cdgh = _mm_sha256rnds2_epu32(v.cdgh, v.abef, wk);
  v.abef = _mm_sha256rnds2_epu32(v.abef, v.cdgh, _mm_shuffle_epi32(wk, 0x0E));
}

template <std::size_t kLanes>
RATESTACK_SHA_NI_INLINE void load_block(__m128i (*w)[4], const LaneData<kLanes>& data, std::size_t offset) noexcept {
#pragma GCC unroll 4
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    for (unsigned i = 0; i < 4; ++i) w[lane][i] = load_words(data[lane] + offset + std::size_t{16} * i);
  }
}

// Lanes stand in the inner loop: neighbouring instructions belong to different messages and do not wait for each other.
template <std::size_t kLanes>
RATESTACK_SHA_NI_INLINE void compress_block(Variables* v, const LaneData<kLanes>& data, std::size_t offset) noexcept {
  Variables before[kLanes];
  for (std::size_t lane = 0; lane < kLanes; ++lane) before[lane] = v[lane];
  __m128i w[kLanes][4];
  load_block<kLanes>(w, data, offset);
#pragma GCC unroll 16
  for (unsigned q = 0; q < 16; ++q) {
#pragma GCC unroll 4
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      four_rounds(v[lane], w[lane][q & 3], q);
      if (q < 12) w[lane][q & 3] = extend(w[lane], q);
    }
  }
#pragma GCC unroll 4
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    v[lane].abef = _mm_add_epi32(v[lane].abef, before[lane].abef);
    v[lane].cdgh = _mm_add_epi32(v[lane].cdgh, before[lane].cdgh);
  }
}

class ShaNiLanes {
 public:
  static constexpr std::size_t kLanes = 4;

  void reset(std::size_t lane) noexcept { states_[lane] = kInitialState; }
  [[nodiscard]] const State& state(std::size_t lane) const noexcept { return states_[lane]; }

  RATESTACK_SHA_NI void compress(const LaneData<kLanes>& data, std::size_t blocks) noexcept {
    Variables v[kLanes];
    for (std::size_t lane = 0; lane < kLanes; ++lane) v[lane] = load(states_[lane]);
    for (std::size_t i = 0; i < blocks; ++i) compress_block<kLanes>(v, data, i * kBlockSize);
    for (std::size_t lane = 0; lane < kLanes; ++lane) store(states_[lane], v[lane]);
  }

 private:
  std::array<State, kLanes> states_{};
};

}  // namespace

RATESTACK_SHA_NI void compress_sha_ni(State& state, const std::uint8_t* data, std::size_t blocks) noexcept {
  Variables v = load(state);
  for (std::size_t i = 0; i < blocks; ++i) compress_block<1>(&v, {data}, i * kBlockSize);
  store(state, v);
}

RATESTACK_SHA_NI void compress_pair_sha_ni(State& a, const std::uint8_t* block_a, State& b,
                                           const std::uint8_t* block_b) noexcept {
  Variables v[2] = {load(a), load(b)};
  compress_block<2>(v, {block_a, block_b}, 0);
  store(a, v[0]);
  store(b, v[1]);
}

void hash_links_sha_ni(std::span<const ChainLink> links, std::span<Digest> out) noexcept {
  hash_links<ShaNiLanes>(links, out);
}

}  // namespace ratestack::sha256_kernels
