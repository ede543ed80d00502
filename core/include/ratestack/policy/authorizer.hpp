// Who may do what (contract 3.4), one answer for the server and the edge:
//
//   effective(subject, org) = ceiling(org type) & enabled(org) & (roles | key | live grants)
//
// and a grant gives at most what its grantor has by roles, or as a key, at that moment. What nothing allows is denied.
// Pure, without allocation; any thread. Not checked here: that the facts are fresh, and that they belong to who asks.
#pragma once

#include <cstddef>

#include "ratestack/policy/policy_subject.hpp"
#include "ratestack/policy/rule.hpp"

namespace ratestack {

struct Decision {
  static constexpr std::size_t kNoGrant = static_cast<std::size_t>(-1);

  Rule rule;
  std::size_t grant = kNoGrant;  // which of the subject's, where a rule about grants decided

  [[nodiscard]] bool allowed() const noexcept { return allows(rule); }
  friend bool operator==(const Decision&, const Decision&) = default;
};

/// `org` is the one that the subject belongs to: a grant from elsewhere reaches no further than its ceiling either.
[[nodiscard]] Decision decide(const PolicySubject& subject, const PolicyOrg& org, Capability capability,
                              Timestamp now) noexcept;

/// All that decide() would allow.
[[nodiscard]] CapabilitySet effective(const PolicySubject& subject, const PolicyOrg& org, Timestamp now) noexcept;

/// The most that anybody may do in the organisation: its ceiling and what it has enabled; nothing where it is disabled.
[[nodiscard]] CapabilitySet bounds_of(const PolicyOrg& org) noexcept;

/// What somebody may do without any grant: what they may administer with and pass on. Nothing for the disabled.
[[nodiscard]] CapabilitySet effective_of(const Holder& holder) noexcept;

/// Whether one grant gives a capability, leaving aside the bounds of the organisation that it was given to.
[[nodiscard]] Rule judge_grant(const PolicyGrant& grant, Capability capability, Timestamp now) noexcept;

}  // namespace ratestack
