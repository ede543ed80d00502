// SHA-256 over several messages side by side, one in each 32-bit lane of a vector register: the rounds, without a word
// about any instruction set.
//
// `Ops` is the instruction set: a type Vector, kLanes, and add, xor3, ch, maj, rotr<n>, shr<n>, splat, load, store and
// load_block. A file that includes this one first defines RATESTACK_WIDE_TARGET: the function attribute that allows
// those instructions (the rest of the library must run without them), or nothing.
#pragma once

#include "crypto/sha256/constants.hpp"
#include "crypto/sha256/link_scheduler.hpp"

#define RATESTACK_WIDE_INLINE RATESTACK_WIDE_TARGET __attribute__((always_inline)) inline

namespace ratestack::sha256_kernels {

/// Word w of lane l at words[w][l].
template <std::size_t kLanes>
using WideState = std::array<std::array<std::uint32_t, kLanes>, 8>;

// FIPS 180-4, 6.2.2 step 1, in a window of sixteen words: W[t] replaces W[t-16].
template <class Ops>
RATESTACK_WIDE_INLINE void wide_extend(typename Ops::Vector* w, unsigned t) noexcept {
  const auto w15 = w[(t + 1) & 15];
  const auto w2 = w[(t + 14) & 15];
  const auto sigma0 = Ops::xor3(Ops::template rotr<7>(w15), Ops::template rotr<18>(w15), Ops::template shr<3>(w15));
  const auto sigma1 = Ops::xor3(Ops::template rotr<17>(w2), Ops::template rotr<19>(w2), Ops::template shr<10>(w2));
  w[t & 15] = Ops::add(Ops::add(w[t & 15], w[(t + 9) & 15]), Ops::add(sigma0, sigma1));
}

// Step 3. Variable i of round t lives at v[(i - t) mod 8], so nothing moves.
template <class Ops>
RATESTACK_WIDE_INLINE void wide_round(typename Ops::Vector* v, unsigned t, typename Ops::Vector word) noexcept {
  const auto a = v[(0 - t) & 7];
  const auto e = v[(4 - t) & 7];
  const auto wk = Ops::add(word, Ops::splat(kRoundConstants[t]));
  const auto sigma1 = Ops::xor3(Ops::template rotr<6>(e), Ops::template rotr<11>(e), Ops::template rotr<25>(e));
  const auto sigma0 = Ops::xor3(Ops::template rotr<2>(a), Ops::template rotr<13>(a), Ops::template rotr<22>(a));
  const auto chosen = Ops::ch(e, v[(5 - t) & 7], v[(6 - t) & 7]);
  const auto t1 = Ops::add(Ops::add(v[(7 - t) & 7], wk), Ops::add(sigma1, chosen));
  v[(3 - t) & 7] = Ops::add(v[(3 - t) & 7], t1);
  v[(7 - t) & 7] = Ops::add(t1, Ops::add(sigma0, Ops::maj(a, v[(1 - t) & 7], v[(2 - t) & 7])));
}

template <class Ops>
RATESTACK_WIDE_INLINE void wide_block(typename Ops::Vector* state, const LaneData<Ops::kLanes>& data,
                                      std::size_t offset) noexcept {
  typename Ops::Vector w[16];
  typename Ops::Vector v[8];
  Ops::load_block(w, data, offset);
  for (unsigned i = 0; i < 8; ++i) v[i] = state[i];
#pragma GCC unroll 64
  for (unsigned t = 0; t < 64; ++t) {
    if (t >= 16) wide_extend<Ops>(w, t);
    wide_round<Ops>(v, t, w[t & 15]);
  }
  for (unsigned i = 0; i < 8; ++i) state[i] = Ops::add(state[i], v[i]);
}

/// The lanes of one wide kernel, as link_scheduler.hpp wants them.
template <class Ops>
class WideLanes {
 public:
  static constexpr std::size_t kLanes = Ops::kLanes;

  void reset(std::size_t lane) noexcept {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i][lane] = kInitialState[i];
  }

  [[nodiscard]] State state(std::size_t lane) const noexcept {
    State out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = words_[i][lane];
    return out;
  }

  RATESTACK_WIDE_TARGET void compress(const LaneData<kLanes>& data, std::size_t blocks) noexcept {
    typename Ops::Vector state[8];
    for (unsigned i = 0; i < 8; ++i) state[i] = Ops::load(words_[i].data());
    for (std::size_t block = 0; block < blocks; ++block) wide_block<Ops>(state, data, block * kBlockSize);
    for (unsigned i = 0; i < 8; ++i) Ops::store(words_[i].data(), state[i]);
  }

 private:
  alignas(64) WideState<kLanes> words_{};
};

}  // namespace ratestack::sha256_kernels
