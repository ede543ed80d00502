// SHA-256 over the rows of an audit log: ours beside OpenSSL and mbedTLS, in one run, over the same rows.
//   build/release/bin/bench_sha256 --benchmark_enable_random_interleaving=true --benchmark_repetitions=5
// bytes_per_second counts what was asked for (row bodies, file bytes), not blocks; items are rows.
#include <benchmark/benchmark.h>
#include <mbedtls/sha256.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <random>
#include <string>
#include <vector>

#include "crypto/sha256/kernels.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kRows = 512;
constexpr std::size_t kRowBytes = 512;

struct Rows {
  std::vector<std::uint8_t> storage;
  std::vector<ChainLink> links;
  std::vector<Digest> digests;
  std::size_t body_bytes = 0;
};

// All rows lie one after the other, as in a file. `spread` varies their lengths by that much either way.
Rows make_rows(std::size_t spread) {
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> length(kRowBytes - spread, kRowBytes + spread);
  Rows rows;
  rows.storage.resize(kRows * (kRowBytes + spread));
  for (auto& byte : rows.storage) byte = static_cast<std::uint8_t>(random());
  rows.digests.resize(kRows);
  for (std::size_t i = 0; i < kRows; ++i) {
    const ByteSpan body = ByteSpan(rows.storage).subspan(rows.body_bytes, length(random));
    rows.links.push_back({Digest{}, body});
    rows.body_bytes += body.size();
  }
  return rows;
}

void report(benchmark::State& state, const Rows& rows) {
  const auto runs = static_cast<std::int64_t>(state.iterations());
  state.SetItemsProcessed(runs * static_cast<std::int64_t>(rows.links.size()));
  state.SetBytesProcessed(runs * static_cast<std::int64_t>(rows.body_bytes));
}

template <class HashRow>
void each_row(benchmark::State& state, HashRow hash_row) {
  Rows rows = make_rows(0);
  for (auto _ : state) {
    for (std::size_t i = 0; i < rows.links.size(); ++i) hash_row(rows.links[i].body, rows.digests[i]);
    benchmark::DoNotOptimize(rows.digests.data());
    benchmark::ClobberMemory();
  }
  report(state, rows);
}

void BM_Rows_OpenSslOneShot(benchmark::State& state) {
  each_row(state, [](ByteSpan row, Digest& out) { SHA256(row.data(), row.size(), out.bytes.data()); });
}
BENCHMARK(BM_Rows_OpenSslOneShot);

void BM_Rows_OpenSslReusedContext(benchmark::State& state) {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  each_row(state, [&](ByteSpan row, Digest& out) {
    EVP_DigestInit_ex2(context, algorithm, nullptr);
    EVP_DigestUpdate(context, row.data(), row.size());
    EVP_DigestFinal_ex(context, out.bytes.data(), nullptr);
  });
  EVP_MD_free(algorithm);
  EVP_MD_CTX_free(context);
}
BENCHMARK(BM_Rows_OpenSslReusedContext);

void BM_Rows_MbedTls(benchmark::State& state) {
  each_row(state, [](ByteSpan row, Digest& out) { mbedtls_sha256_ret(row.data(), row.size(), out.bytes.data(), 0); });
}
BENCHMARK(BM_Rows_MbedTls);

void BM_Rows_OneShot(benchmark::State& state) {
  each_row(state, [](ByteSpan row, Digest& out) { out = sha256(row); });
}
BENCHMARK(BM_Rows_OneShot);

// The links of a chain are 32 bytes longer than the rows alone: nine blocks for a row of 512 bytes either way.
void BM_ChainLinks(benchmark::State& state) {
  Rows rows = make_rows(static_cast<std::size_t>(state.range(0)));
  const auto batch = static_cast<std::size_t>(state.range(1));
  for (auto _ : state) {
    for (std::size_t i = 0; i < kRows; i += batch) {
      sha256_chain_links(std::span(rows.links).subspan(i, batch), std::span(rows.digests).subspan(i, batch));
    }
    benchmark::ClobberMemory();
  }
  state.SetLabel(sha256_implementation());
  report(state, rows);
}
BENCHMARK(BM_ChainLinks)->ArgNames({"spread", "batch"})->ArgsProduct({{0, 300}, {4, 16, 64, 512}});

void BM_Kernel(benchmark::State& state, const sha256_kernels::LinkKernel& kernel) {
  Rows rows = make_rows(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    kernel.hash_links(rows.links, rows.digests);
    benchmark::ClobberMemory();
  }
  report(state, rows);
}

// What the whole-file digest of an export costs: one stream, each block after the one before.
void BM_Stream(benchmark::State& state, const sha256_kernels::SingleKernel& kernel) {
  const Rows rows = make_rows(0);
  sha256_kernels::State hash{};
  for (auto _ : state) {
    kernel.compress(hash, rows.storage.data(), rows.body_bytes / sha256_kernels::kBlockSize);
    benchmark::DoNotOptimize(hash);
  }
  report(state, rows);
}

// Both parts of verifying an export of these rows, without its frame: every link, and the digest of all bytes.
void BM_StreamThenLinks(benchmark::State& state) {
  Rows rows = make_rows(0);
  Sha256 file;
  for (auto _ : state) {
    file.update(ByteSpan(rows.storage).first(rows.body_bytes));
    sha256_chain_links(rows.links, rows.digests);
    benchmark::ClobberMemory();
  }
  report(state, rows);
}
BENCHMARK(BM_StreamThenLinks);

void BM_DigestFromHex(benchmark::State& state) {
  const std::string hex = sha256(as_bytes("row")).to_hex();
  for (auto _ : state) benchmark::DoNotOptimize(Digest::from_hex(hex));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(BM_DigestFromHex);

void register_kernels() {
  for (const auto& kernel : sha256_kernels::kernels().links) {
    benchmark::RegisterBenchmark((std::string("BM_Kernel/") + kernel.name).c_str(), BM_Kernel, kernel)
        ->ArgName("spread")
        ->Arg(0)
        ->Arg(300);
  }
  for (const auto& kernel : sha256_kernels::kernels().single) {
    benchmark::RegisterBenchmark((std::string("BM_Stream/") + kernel.name).c_str(), BM_Stream, kernel);
  }
}

}  // namespace
}  // namespace ratestack

int main(int argc, char** argv) {
  ratestack::register_kernels();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
