// One decision about a capability, ns; the bar (design 4-bars) is 200. The subjects alternate, so that no branch is
// always the same.
//   build/release/bin/bench_policy --benchmark_repetitions=5 --benchmark_report_aggregates_only=true
#include <benchmark/benchmark.h>

#include <vector>

#include "ratestack/policy/explanation.hpp"

namespace {

using namespace ratestack;

constexpr auto kNow = Timestamp::from_micros(1'795'780'800'000'000);
constexpr auto kLater = Timestamp::from_micros(1'795'784'400'000'000);

const PolicyOrg kOrg{OrgType::correspondent, CapabilitySet::all()};

PolicyGrant grant(Role grantor) {
  return {"grant_01KAS0V3E8ZP5Q2W9X7Y6T4R1M", CapabilitySet::all(), {RoleSet().with(grantor), kOrg}, kLater};
}

/// Capability after capability, of subjects with other roles each.
void decide_all(benchmark::State& state, const std::vector<PolicyGrant>& grants, unsigned role_bits) {
  std::size_t i = 0;
  for (auto _ : state) {
    const PolicySubject subject{RoleSet::from_bits(static_cast<std::uint32_t>(i * 7) & role_bits), {}, grants};
    Decision decision = decide(subject, kOrg, static_cast<Capability>(i % kCapabilityCount), kNow);
    benchmark::DoNotOptimize(decision);
    ++i;
  }
}

void Roles(benchmark::State& state) { decide_all(state, {}, 0xFF); }
BENCHMARK(Roles);

// The last of so many grants gives, or none.
void Grants(benchmark::State& state) {
  std::vector<PolicyGrant> grants(static_cast<std::size_t>(state.range(0)), grant(Role::auditor));
  grants.back() = grant(Role::lock_desk);
  decide_all(state, grants, 0);
}
BENCHMARK(Grants)->Arg(1)->Arg(4)->Arg(16);

void Effective(benchmark::State& state) {
  const std::vector<PolicyGrant> grants(1, grant(Role::lock_desk));
  const PolicySubject subject{RoleSet().with(Role::auditor).with(Role::loan_officer), {}, grants};
  for (auto _ : state) {
    CapabilitySet all = effective(subject, kOrg, kNow);
    benchmark::DoNotOptimize(all);
  }
}
BENCHMARK(Effective);

void Explained(benchmark::State& state) {
  const std::vector<PolicyGrant> grants(1, grant(Role::lock_desk));
  const PolicySubject subject{RoleSet().with(Role::auditor).with(Role::pricing_manager), {}, grants};
  for (auto _ : state) {
    CanonicalJson json = explanation_json(explain(subject, kOrg, Capability::lock_commit, kNow));
    benchmark::DoNotOptimize(json);
  }
}
BENCHMARK(Explained);

}  // namespace
