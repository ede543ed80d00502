#include "ratestack/policy/grant_rules.hpp"

#include "policy/first_name.hpp"
#include "ratestack/policy/authorizer.hpp"

namespace ratestack {
namespace {

using enum AdministrationError;

Result<void> check_lifetime(Timestamp now, Timestamp expires_at) {
  const std::chrono::microseconds lifetime(expires_at.micros() - now.micros());
  if (lifetime < kMinGrantLifetime) return Error(grant_too_short);
  if (lifetime > kMaxGrantLifetime) return Error(grant_too_long);
  return {};
}

}  // namespace

Result<void> check_grant(const Administrator& by, const GrantOrder& order, Timestamp now) {
  if (auto administers = check_administrator(by, by.org_id); !administers) return administers;
  if (order.grantee_org == by.org_id || (by.user != nullptr && order.grantee == *by.user))
    return Error(grant_to_oneself);
  if (order.capabilities.empty()) return Error(grant_of_nothing);
  if (auto lives = check_lifetime(now, order.expires_at); !lives) return lives;
  const CapabilitySet beyond = order.capabilities - effective_of(by.holder);
  if (!beyond.empty()) return Error(beyond_grantor, first_name(beyond));
  return {};
}

}  // namespace ratestack
