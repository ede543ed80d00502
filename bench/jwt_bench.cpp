// Access tokens: signed, minted, verified, alone and by two threads at once.
//   build/release/bin/bench_jwt --benchmark_repetitions=5 --benchmark_report_aggregates_only=true
// Items are signatures or tokens. OpenSSL with a context kept from call to call is the baseline of the same run.
#include <benchmark/benchmark.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <array>
#include <memory>

#include "native/service/identity/access_tokens.hpp"
#include "native/service/secrets/secret_startup.hpp"
#include "native/service/system.hpp"
#include "native/storage/sqlite/sqlite_store.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test_keys.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kUlid = "01KAS0V3E8ZP5Q2W9X7Y6T4R1M";

template <typename AnyId>
AnyId id_of(std::string_view prefix) {
  return AnyId::parse(std::string(prefix) + std::string(kUlid)).value();
}

/// Of a user with roles in one organisation and a grant from another: a token of about 900 bytes.
AccessClaims access() {
  const auto org = id_of<OrgId>("org_");
  const GrantClaim grant{id_of<GrantId>("grant_"), org, {"loan.read", "loan.write"}, Timestamp()};
  return {id_of<UserId>("usr_"), org, id_of<SessionId>("ses_"), {{org, {"ORG_ADMIN", "AUDITOR"}, {grant}}}};
}

/// A server's keys, in a store of its own.
class Site {
 public:
  Site() {
    const auto file = directory_.path() / "store.db";
    static_cast<void>(sqlite::migrate(file).value());
    store_ = std::move(sqlite::SqliteStore::open(file).value());
    service::check_keys(*store_, encryptor_, clock_.now()).value();
    tokens_ = std::move(service::AccessTokens::open(*store_, encryptor_, clock_, entropy_, "https://bench").value());
  }
  service::AccessTokens& tokens() { return *tokens_; }

 private:
  testing::TempDir directory_;
  service::SystemClock clock_;
  service::SystemEntropy entropy_;
  SecretEncryptor encryptor_{testing::test_ring('a'), entropy_};
  std::unique_ptr<service::Store> store_;
  std::unique_ptr<service::AccessTokens> tokens_;
};

service::AccessTokens& tokens() {
  static Site site;
  return site.tokens();
}

void report(benchmark::State& state) { state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations())); }

const service::Es256PrivateKey& signer() {
  static const service::Es256PrivateKey key = std::move(service::Es256PrivateKey::generate().value());
  return key;
}

std::string signing_input() {
  return jwt_signing_input(SignatureAlgorithm::es256, "kid", kAccessTokenType,
                           to_claims(access(), "https://bench", {}));
}

void BM_SignEs256(benchmark::State& state) {
  const std::string input = signing_input();
  for (auto _ : state) benchmark::DoNotOptimize(signer().sign(as_bytes(input)));
  report(state);
}
BENCHMARK(BM_SignEs256);

void BM_VerifyEs256(benchmark::State& state) {
  const std::string input = signing_input();
  const auto verifier = std::move(service::Es256Verifier::of(signer().public_point()).value());
  const Es256Signature signature = signer().sign(as_bytes(input)).value();
  for (auto _ : state) {
    if (!verifier.verify(as_bytes(input), signature)) state.SkipWithError("did not verify");
  }
  report(state);
}
BENCHMARK(BM_VerifyEs256);

template <auto kFree>
struct Free {
  template <typename T>
  void operator()(T* object) const noexcept {
    kFree(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using Hashed = std::array<std::uint8_t, 32>;
using DerSignature = std::array<std::uint8_t, 80>;

// A digest that is there already, a signature as DER, one context for all: nothing but the curve.
void BM_VerifyEs256_OpenSsl(benchmark::State& state) {
  const Key key(EVP_EC_gen("P-256"));
  const KeyContext context(EVP_PKEY_CTX_new(key.get(), nullptr));
  const Hashed hashed{1};
  DerSignature der{};
  std::size_t size = der.size();
  EVP_PKEY_sign_init(context.get());
  EVP_PKEY_sign(context.get(), der.data(), &size, hashed.data(), hashed.size());
  EVP_PKEY_verify_init(context.get());
  for (auto _ : state) {
    if (EVP_PKEY_verify(context.get(), der.data(), size, hashed.data(), hashed.size()) != 1) {
      state.SkipWithError("did not verify");
    }
  }
  report(state);
}
BENCHMARK(BM_VerifyEs256_OpenSsl);

void BM_SignEs256_OpenSsl(benchmark::State& state) {
  const Key key(EVP_EC_gen("P-256"));
  const KeyContext context(EVP_PKEY_CTX_new(key.get(), nullptr));
  const Hashed hashed{1};
  DerSignature der{};
  EVP_PKEY_sign_init(context.get());
  for (auto _ : state) {
    std::size_t size = der.size();
    if (EVP_PKEY_sign(context.get(), der.data(), &size, hashed.data(), hashed.size()) != 1) {
      state.SkipWithError("did not sign");
    }
  }
  report(state);
}
BENCHMARK(BM_SignEs256_OpenSsl);

// What a token costs without the curve: taken apart, and its claims read.
void BM_ParseToken(benchmark::State& state) {
  const std::string token = tokens().mint(access()).value().text;
  for (auto _ : state) benchmark::DoNotOptimize(CompactJwt::parse(token));
  report(state);
  state.counters["bytes"] = static_cast<double>(token.size());
}
BENCHMARK(BM_ParseToken);

void BM_VerifyToken(benchmark::State& state) {
  const std::string token = tokens().mint(access()).value().text;
  for (auto _ : state) {
    if (!tokens().verify(token)) state.SkipWithError("did not verify");
  }
  report(state);
}
BENCHMARK(BM_VerifyToken)->Threads(1)->Threads(2)->UseRealTime();

// Another token each time: roles that alternate are never the remembered ones.
void BM_MintToken(benchmark::State& state) {
  AccessClaims claims = access();
  for (auto _ : state) {
    std::swap(claims.org_roles[0].roles[0], claims.org_roles[0].roles[1]);
    benchmark::DoNotOptimize(tokens().mint(claims));
  }
  report(state);
}
BENCHMARK(BM_MintToken);

void BM_MintRememberedToken(benchmark::State& state) {
  const AccessClaims claims = access();
  for (auto _ : state) benchmark::DoNotOptimize(tokens().mint(claims));
  report(state);
}
BENCHMARK(BM_MintRememberedToken)->Threads(1)->Threads(2)->UseRealTime();

}  // namespace
}  // namespace ratestack
