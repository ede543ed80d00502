// service::AuthorizationReader over either database.
#pragma once

#include "native/service/authorization/authorization_store.hpp"
#include "native/storage/shared/answers.hpp"
#include "native/storage/shared/authorization_rows.hpp"
#include "native/storage/shared/authorization_sql.hpp"

namespace ratestack::storage {

/// `Rows` as in IdentityReaderOn: for the whole platform, since a grant stands between two organisations. Thread safe
/// where it is.
template <typename Rows>
class AuthorizationReaderOn final : public service::AuthorizationReader {
 public:
  explicit AuthorizationReaderOn(Rows rows) : rows_(rows) {}

  Result<std::vector<service::OrgMember>> members(const OrgId& org_id, std::string_view after,
                                                  std::size_t limit) override {
    return rows_.read(authorization_sql::kMembers, kTakeMember, org_id.view(), after, std::uint64_t{limit});
  }
  Result<std::optional<service::OrgMember>> find_member(const OrgId& org_id, const UserId& user) override {
    return one(rows_.read(authorization_sql::kMember, kTakeMember, org_id.view(), user.view()));
  }

  Result<std::vector<service::DelegationGrant>> grants_of(const OrgId& org_id, service::GrantSide side,
                                                          std::string_view after, std::size_t limit) override {
    const bool given = side == service::GrantSide::given;
    return rows_.read(given ? authorization_sql::kGrantsGiven : authorization_sql::kGrantsReceived, kTakeGrant,
                      org_id.view(), after, std::uint64_t{limit});
  }
  Result<std::optional<service::DelegationGrant>> find_grant(const GrantId& id) override {
    return one(rows_.read(authorization_sql::kGrant, kTakeGrant, id.view()));
  }

  Result<std::optional<service::PersonFacts>> facts_for(const UserId& user, Timestamp now) override {
    auto person = joined(rows_.read(authorization_sql::kPerson, kTakePerson, user.view()));
    if (!person || !person.value()) return person;
    auto grants = live_grants(user, now);
    if (!grants) return grants.error();
    person.value()->grants = std::move(grants.value());
    return person;
  }
  Result<std::vector<service::LiveGrant>> live_grants(const OrgId& grantee, Timestamp now) override {
    return rows_.read(authorization_sql::kLiveGrantsToOrg, kTakeLiveGrant, now, grantee.view());
  }
  Result<std::vector<service::LiveGrant>> live_grants(const UserId& user, Timestamp now) override {
    return rows_.read(authorization_sql::kLiveGrants, kTakeLiveGrant, now, user.view());
  }

 private:
  Rows rows_;
};

}  // namespace ratestack::storage
