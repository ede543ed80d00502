// Decisions about capabilities through the ABI: the caller states who asks and where, in bits that the enumerations of
// core number, and is answered the rule for each capability. Nothing is kept.
#include <algorithm>
#include <span>
#include <vector>

#include "abi.hpp"
#include "ratestack/base/ids.hpp"
#include "ratestack/policy/catalog.hpp"
#include "ratestack/policy/explanation.hpp"

namespace ratestack::abi {
namespace {

struct OrgIn {
  std::uint32_t type, enabled, is_disabled;
};

/// Written by the caller: 48 bytes. Times are RFC 3339.
struct GrantIn {
  OrgIn grantor_org;
  std::uint32_t grantor_roles, grantor_key, is_grantor_disabled, capabilities, is_revoked;
  TextIn id, expires_at;
};
static_assert(sizeof(void*) != 4 || sizeof(GrantIn) == 48);

/// Written by the caller: 36 bytes.
struct DecideCall {
  OrgIn org;
  std::uint32_t roles, key;
  TextIn now;
  const GrantIn* grants;
  std::uint32_t grant_count;
};
static_assert(sizeof(void*) != 4 || sizeof(DecideCall) == 36);

Standing standing(std::uint32_t is_disabled) { return is_disabled == 0 ? Standing::active : Standing::disabled; }

PolicyOrg org_of(const OrgIn& in) {
  return {static_cast<OrgType>(in.type), CapabilitySet::from_bits(in.enabled), standing(in.is_disabled)};
}

bool knows_types(const DecideCall& call) {
  const std::span grants(call.grants, call.grant_count);
  return call.org.type < kOrgTypeCount && std::all_of(grants.begin(), grants.end(), [](const GrantIn& grant) {
           return grant.grantor_org.type < kOrgTypeCount;
         });
}

Result<PolicyGrant> read_grant(const GrantIn& in) {
  const auto id = in.id.text().value_or("");
  if (const auto parsed = GrantId::parse(id); !parsed) return parsed.error();
  const auto expires_at = Timestamp::parse_rfc3339(in.expires_at.text().value_or(""));
  if (!expires_at) return expires_at.error();
  PolicyGrant grant{id,
                    CapabilitySet::from_bits(in.capabilities),
                    {RoleSet::from_bits(in.grantor_roles), org_of(in.grantor_org), standing(in.is_grantor_disabled),
                     CapabilitySet::from_bits(in.grantor_key)},
                    expires_at.value()};
  if (in.is_revoked != 0) grant.revoked_at = Timestamp();
  return grant;
}

/// What a call asks about. Views the call's memory.
struct Question {
  PolicyOrg org;
  Timestamp now;
  RoleSet roles;
  CapabilitySet key;
  std::vector<PolicyGrant> grants = {};

  [[nodiscard]] PolicySubject subject() const { return {roles, key, grants}; }
};

/// The types in it are known.
Result<Question> read_question(const DecideCall& call) {
  const auto now = Timestamp::parse_rfc3339(call.now.text().value_or(""));
  if (!now) return now.error();
  Question question{org_of(call.org), now.value(), RoleSet::from_bits(call.roles), CapabilitySet::from_bits(call.key)};
  question.grants.reserve(call.grant_count);
  for (const GrantIn& in : std::span(call.grants, call.grant_count)) {
    const auto grant = read_grant(in);
    if (!grant) return grant.error();
    question.grants.push_back(grant.value());
  }
  return question;
}

}  // namespace
}  // namespace ratestack::abi

using ratestack::kCapabilityCount;
using ratestack::abi::Buffer;
using ratestack::abi::DecideCall;
using ratestack::abi::knows_types;
using ratestack::abi::read_question;
using ratestack::abi::Status;

/// Writes the Rule for each capability to `rules`, 19 bytes. `wrong_state` where a type is none. `failed` where a time
/// or the id of a grant is none.
RATESTACK_ABI Status rs_decide(const DecideCall* call, std::uint8_t* rules, Buffer* refusal) {
  if (!knows_types(*call)) return Status::wrong_state;
  const auto question = read_question(*call);
  if (!question) return ratestack::abi::refuse(refusal, question.error());
  const auto& asked = question.value();
  for (std::uint32_t i = 0; i < kCapabilityCount; ++i) {
    const auto capability = static_cast<ratestack::Capability>(i);
    rules[i] = static_cast<std::uint8_t>(decide(asked.subject(), asked.org, capability, asked.now).rule);
  }
  return Status::ok;
}

/// Answers {"allowed","path","reason"}. `wrong_state` where the capability is none, else refuses as rs_decide does.
RATESTACK_ABI Status rs_explain(const DecideCall* call, std::uint32_t capability, Buffer* out) {
  if (!knows_types(*call) || capability >= kCapabilityCount) return Status::wrong_state;
  const auto question = read_question(*call);
  if (!question) return ratestack::abi::refuse(out, question.error());
  const auto& asked = question.value();
  const auto made = explain(asked.subject(), asked.org, static_cast<ratestack::Capability>(capability), asked.now);
  return ratestack::abi::answer(out, explanation_json(made).view());
}

/// Answers what `GET /v1/capabilities` does.
RATESTACK_ABI Status rs_capability_catalog(Buffer* out) {
  return ratestack::abi::answer(out, ratestack::capability_catalog_json().view());
}
