// What the authorization contract suites work on: the people of IdentityContract, and grants between their
// organisations.
#pragma once

#include "tests/contract/identity_site.hpp"

namespace ratestack::contract {

using service::AuthorizationWriter;
using service::DelegationGrant;

class AuthorizationContract : public IdentityContract {
 protected:
  /// One change in a transaction of its own; its answer, or why the transaction failed.
  template <typename Change>
  auto authorize(const Change& change) {
    return transacted(*store_,
                      [&](service::WriteTransaction& transaction) { return change(transaction.authorization()); });
  }
  void join(int org, int user, Role role) { join(org, user, RoleSet().with(role)); }
  void join(int org, int user, RoleSet roles) {
    ASSERT_TRUE(write([&](IdentityWriter& w) { return w.put_member({test_org(org), test_user(user), roles, at(3)}); }));
  }
  void disable_user(int user, const std::optional<Timestamp>& when) {
    ASSERT_TRUE(write([&](IdentityWriter& w) { return w.set_disabled(test_user(user), when); }));
  }
  Result<void> set_enabled(int org, const std::optional<CapabilitySet>& enabled) {
    return authorize([&](AuthorizationWriter& w) { return w.set_org_enabled(test_org(org), enabled); });
  }
  Result<void> disable_org(int org, const std::optional<Timestamp>& when) {
    return authorize([&](AuthorizationWriter& w) { return w.set_org_disabled(test_org(org), when); });
  }
  Spent leave(int org, int user) {
    return authorize([&](AuthorizationWriter& w) { return w.remove_member(test_org(org), test_user(user)); }).value();
  }

  service::AuthorizationReader& facts() { return store_->authorization(); }
};

}  // namespace ratestack::contract
