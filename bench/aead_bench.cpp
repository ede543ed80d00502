// Sealing and opening secrets: AES-256-GCM with a key of its own for each value, beside OpenSSL in the same run.
//   build/release/bin/bench_aead --benchmark_enable_random_interleaving=true --benchmark_repetitions=5
// Items are values. A "row" is what the envelope does: 48 bytes of HKDF (row key and commitment), then the cipher.
#include <benchmark/benchmark.h>
#include <openssl/evp.h>

#include <array>
#include <memory>
#include <vector>

#include "ratestack/crypto/aead.hpp"
#include "ratestack/crypto/hkdf.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kDerivedBytes = kAeadKeyBytes + 16;
constexpr std::string_view kInfo =
    "ratestack secret v1|7f3c1d2e|integration_credentials|client_secret|01890a5d-ac96-774b-bcce-b302099a8057";
constexpr std::string_view kAssociated =
    "rs1.0a1b2c3d|7f3c1d2e|integration_credentials|client_secret|01890a5d-ac96-774b-bcce-b302099a8057";

using Derived = std::array<std::uint8_t, kDerivedBytes>;

struct Row {
  std::array<std::uint8_t, 32> master{1};
  std::array<std::uint8_t, kSaltBytes> salt{2};
  std::array<std::uint8_t, kAeadIvBytes> iv{3};
  std::vector<std::uint8_t> plaintext;
  std::vector<std::uint8_t> sealed;

  explicit Row(std::size_t size) : plaintext(size, 'x'), sealed(size + kAeadTagBytes) {}

  // Another salt each time, as each row has.
  [[nodiscard]] Derived derive() {
    ++salt[0];
    Derived out;
    hkdf_sha256(master, salt, as_bytes(kInfo), out);
    return out;
  }
  [[nodiscard]] AeadParameters parameters(const Derived& derived) const {
    return {std::span(derived).first<kAeadKeyBytes>(), iv, as_bytes(kAssociated)};
  }
};

void report(benchmark::State& state, std::size_t size) {
  const auto runs = static_cast<std::int64_t>(state.iterations());
  state.SetItemsProcessed(runs);
  state.SetBytesProcessed(runs * static_cast<std::int64_t>(size));
}

std::size_t size_of(const benchmark::State& state) { return static_cast<std::size_t>(state.range(0)); }

void BM_Hkdf48(benchmark::State& state) {
  Row row(0);
  for (auto _ : state) benchmark::DoNotOptimize(row.derive());
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(BM_Hkdf48);

void BM_Seal(benchmark::State& state) {
  Row row(size_of(state));
  const Derived derived = row.derive();
  for (auto _ : state) {
    aead_seal(row.parameters(derived), row.plaintext, row.sealed);
    benchmark::ClobberMemory();
  }
  report(state, row.plaintext.size());
}
BENCHMARK(BM_Seal)->Arg(64)->Arg(16 << 10);

void BM_Open(benchmark::State& state) {
  Row row(size_of(state));
  const Derived derived = row.derive();
  aead_seal(row.parameters(derived), row.plaintext, row.sealed);
  for (auto _ : state) {
    if (!aead_open(row.parameters(derived), row.sealed, row.plaintext)) state.SkipWithError("did not open");
    benchmark::ClobberMemory();
  }
  report(state, row.plaintext.size());
}
BENCHMARK(BM_Open)->Arg(64)->Arg(16 << 10);

void BM_SealRow(benchmark::State& state) {
  Row row(size_of(state));
  for (auto _ : state) {
    const Derived derived = row.derive();
    aead_seal(row.parameters(derived), row.plaintext, row.sealed);
    benchmark::ClobberMemory();
  }
  report(state, row.plaintext.size());
}
BENCHMARK(BM_SealRow)->Arg(64)->Arg(16 << 10);

// The whole of a row's rotation: opened under one key, sealed under another.
void BM_RekeyRow(benchmark::State& state) {
  Row row(size_of(state));
  Derived old = row.derive();
  aead_seal(row.parameters(old), row.plaintext, row.sealed);
  for (auto _ : state) {
    --row.salt[0];
    old = row.derive();
    if (!aead_open(row.parameters(old), row.sealed, row.plaintext)) state.SkipWithError("did not open");
    const Derived fresh = row.derive();
    aead_seal(row.parameters(fresh), row.plaintext, row.sealed);
    benchmark::ClobberMemory();
  }
  report(state, row.plaintext.size());
}
BENCHMARK(BM_RekeyRow)->Arg(64)->Arg(16 << 10);

// One context and one fetched cipher for all values, another key each: OpenSSL at its best.
void BM_Seal_OpenSsl(benchmark::State& state) {
  Row row(size_of(state));
  Derived derived = row.derive();
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                &EVP_CIPHER_CTX_free);
  const std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)> cipher(
      EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr), &EVP_CIPHER_free);
  const ByteSpan associated = as_bytes(kAssociated);
  int written = 0;
  for (auto _ : state) {
    ++derived[0];
    EVP_EncryptInit_ex2(context.get(), cipher.get(), derived.data(), row.iv.data(), nullptr);
    EVP_EncryptUpdate(context.get(), nullptr, &written, associated.data(), static_cast<int>(associated.size()));
    EVP_EncryptUpdate(context.get(), row.sealed.data(), &written, row.plaintext.data(),
                      static_cast<int>(row.plaintext.size()));
    EVP_EncryptFinal_ex(context.get(), row.sealed.data() + written, &written);
    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kAeadTagBytes, row.sealed.data() + row.plaintext.size());
    benchmark::ClobberMemory();
  }
  report(state, row.plaintext.size());
}
BENCHMARK(BM_Seal_OpenSsl)->Arg(64)->Arg(16 << 10);

}  // namespace
}  // namespace ratestack
