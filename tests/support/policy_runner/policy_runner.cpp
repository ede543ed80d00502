// What the native core decides over the whole table of tests/support/policy_table.hpp: policy_runner > lines. The same
// lines are made of what the module says in tests/integration/agreement/policy.mjs. TAB between:
//
//   "catalog", and SHA-256 of its JSON
//   a type, a holding, a moment; SHA-256 of the rules as bytes, for each set of roles, each enabled set, each
//   capability; SHA-256 of the explanations of every 499th of those, for each capability
#include <iostream>

#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/hex.hpp"
#include "ratestack/policy/catalog.hpp"
#include "ratestack/policy/explanation.hpp"
#include "tests/support/policy_values.hpp"

namespace {

using namespace ratestack;

constexpr unsigned kRoleMasks = 256;
constexpr std::size_t kExplainEvery = 499;

/// All decisions of one type, holding and moment.
struct Block {
  std::string rules, explanations;
  std::size_t situations = 0;

  void add(const PolicySubject& subject, const PolicyOrg& org, Timestamp now) {
    const bool is_explained = situations++ % kExplainEvery == 0;
    for (std::size_t i = 0; i < kCapabilityCount; ++i) {
      const auto capability = static_cast<Capability>(i);
      rules += static_cast<char>(decide(subject, org, capability, now).rule);
      if (is_explained) explanations += explanation_json(explain(subject, org, capability, now)).view();
    }
  }
};

void print(OrgType type, const testing::NamedHolding& named, const std::vector<CapabilitySet>& family,
           std::size_t moment) {
  const testing::Holding holding(named);
  Block block;
  for (unsigned mask = 0; mask < kRoleMasks; ++mask) {
    const PolicySubject subject = holding.subject(testing::role_set(testing::roles_of_mask(mask)));
    for (const CapabilitySet enabled : family) {
      block.add(subject, {type, enabled}, Timestamp::from_micros(testing::kMoments.at(moment)));
    }
  }
  std::cout << to_string(type) << '\t' << named.name << '\t' << moment << '\t' << sha256(as_bytes(block.rules)).to_hex()
            << '\t' << sha256(as_bytes(block.explanations)).to_hex() << '\n';
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::cout << "catalog\t" << sha256(as_bytes(capability_catalog_json().view())).to_hex() << '\n';
  std::vector<CapabilitySet> family;
  for (const testing::Names& names : testing::enabled_family()) family.push_back(testing::capability_set(names));
  for (const std::string_view type : testing::kOrgTypeNames) {
    for (const testing::NamedHolding& holding : testing::named_holdings()) {
      for (std::size_t moment = 0; moment < testing::kMoments.size(); ++moment) {
        print(parse_org_type(type).value(), holding, family, moment);
      }
    }
  }
}
