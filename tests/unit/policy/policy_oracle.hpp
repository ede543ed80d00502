// What contract 3.4 says, once more: as sets of names, naively, with nothing of core in it.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/policy_table.hpp"

namespace ratestack::testing {

using NameSet = std::set<std::string>;

class PolicyOracle {
 public:
  PolicyOracle();

  [[nodiscard]] NameSet ceiling(const std::string& type) const { return ceilings_.at(type); }
  /// What the roles bring in an organisation of that type.
  [[nodiscard]] NameSet by_roles(const Names& roles, const std::string& type) const;
  /// The rule about grants that decides for a capability: by_grant, why not, or no_role.
  [[nodiscard]] std::string by_grants(const std::vector<NamedGrant>& grants, const std::string& capability,
                                      std::int64_t now) const;

 private:
  [[nodiscard]] std::string by_grant(const NamedGrant& grant, const std::string& capability, std::int64_t now) const;

  std::map<std::string, NameSet> ceilings_, roles_;
};

}  // namespace ratestack::testing
