#include "native/service/accounts.hpp"

#include <gtest/gtest.h>

#include "native/service/audit_service.hpp"
#include "native/service/authenticator.hpp"
#include "native/service/identity/password_hash.hpp"
#include "native/service/lockout/local_lockout.hpp"
#include "native/service/system.hpp"
#include "ratestack/policy/administration_error.hpp"
#include "tests/support/writer_fixture.hpp"

namespace ratestack::service {
namespace {

using testing::RawSqlite;
using testing::SetClock;
using testing::SqliteFile;

class AccountsTest : public ::testing::Test {
 protected:
  static NewOrg platform() { return {OrgType::platform, "RateStack", "Admin@Example.com", "dev"}; }
  static Actor person() { return {ActorType::user, "usr_01J0000000000000000000000A", std::nullopt, stranger()}; }
  static OrgId stranger() { return OrgId::parse("org_01J0000000000000000000000A").value(); }

  Asker asker(const OrgId& org) {
    return {{ActorType::system, "operator", std::nullopt, org}, org, "made", clock_.now()};
  }
  Result<CreatedOrg> create(const NewOrg& org, const MayChange& may = {}) {
    return accounts_.create_org(
        org, [this](const OrgId& made) { return asker(made); }, may);
  }
  Org org(const OrgId& id) { return file_.store().find_org(id).value().value(); }
  std::vector<AuditRowRecord> rows(const OrgId& org, const std::string& action) {
    return file_.store().list_rows({.org_id = org.text(), .action = action}, 10).value();
  }

  SqliteFile file_;
  SetClock clock_;
  SystemEntropy entropy_;
  AuditWriter writer_{file_.store(), clock_};
  Accounts accounts_{writer_, file_.store(), clock_, entropy_};
};

TEST_F(AccountsTest, TheNewKeyOpensTheNewOrganisation) {
  const CreatedOrg created = create(platform()).value();
  LocalLockout lockout(clock_, {});
  const LimitKeys limit_keys(SecretBytes::generate(32, [](MutableByteSpan) {}));
  Authenticator authenticator(file_.store(), clock_, {lockout, limit_keys, writer_});
  const auto principal = authenticator.authenticate(created.api_key);
  ASSERT_TRUE(principal);
  EXPECT_EQ(principal.value().org_id, created.org_id);
  EXPECT_EQ(principal.value().capabilities, CapabilitySet::all());
  EXPECT_TRUE(principal.value().sees_whole_log());
}

TEST_F(AccountsTest, ThePasswordIsStoredAsBcryptAlone) {
  const CreatedOrg created = create(platform()).value();
  RawSqlite raw(file_.path());
  EXPECT_TRUE(verify_password(created.password, raw.query("SELECT password_hash FROM users")));
  EXPECT_EQ(raw.query("SELECT email FROM users"), "admin@example.com");
}

TEST_F(AccountsTest, WritesItsRowsIntoTheNewOrganisationsChain) {
  const CreatedOrg created = create(platform()).value();
  const auto rows = file_.store().list_rows({.org_id = created.org_id.text()}, 10).value();
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_NE(rows[2].text.find("\"ORG_CREATED\""), std::string::npos);
  EXPECT_NE(rows[1].text.find("\"USER_CREATED\""), std::string::npos);
  EXPECT_NE(rows[0].text.find("\"API_KEY_CREATED\""), std::string::npos);
  EXPECT_NE(rows[0].text.find(R"("id":"operator")"), std::string::npos);
  EXPECT_TRUE(verify_log(file_.store(), {}).value().ok());
}

TEST_F(AccountsTest, NoRowHoldsThePasswordTheKeyOrTheAddress) {
  const CreatedOrg created = create(platform()).value();
  for (const AuditRowRecord& row : file_.store().list_rows({}, 10).value()) {
    EXPECT_EQ(row.text.find(created.password), std::string::npos);
    EXPECT_EQ(row.text.find(created.api_key.substr(created.api_key.size() - 43)), std::string::npos);
    EXPECT_EQ(row.text.find("xample.com"), std::string::npos);
  }
}

TEST_F(AccountsTest, ASecondPlatformOrganisationIsAConflictAndLeavesNothing) {
  ASSERT_TRUE(create(platform()));
  const auto again = create({OrgType::platform, "Another", "other@example.com", "dev"});
  EXPECT_EQ(again.error().code, make_error_code(StoreError::conflict));
  EXPECT_EQ(file_.store().log_head().value().last_id, 3U);
  EXPECT_EQ(RawSqlite(file_.path()).query("SELECT count(*) FROM users"), "1");
}

TEST_F(AccountsTest, ATakenAddressIsAConflictInAnySpelling) {
  ASSERT_TRUE(create(platform()));
  const auto again = create({OrgType::investor, "Investor", "ADMIN@example.com", "dev"});
  EXPECT_EQ(again.error().code, make_error_code(StoreError::conflict));
  EXPECT_EQ(RawSqlite(file_.path()).query("SELECT count(*) FROM orgs"), "1");
}

TEST_F(AccountsTest, RowsNameWhoAskedFromAnotherOrganisation) {
  const auto as_person = [this](const OrgId& made) { return Asker{person(), made, "request-1", clock_.now()}; };
  const auto made = accounts_.create_org({OrgType::investor, "Fund", "a@fund.example", "dev"}, as_person).value();
  const auto found = file_.store().list_rows({.org_id = made.org_id.text()}, 10).value();
  ASSERT_EQ(found.size(), 3U);
  for (const AuditRowRecord& row : found) {
    EXPECT_NE(row.text.find(person().id), std::string::npos);
    EXPECT_NE(row.text.find(R"("org_id":")" + stranger().text()), std::string::npos);
    EXPECT_NE(row.text.find("request-1"), std::string::npos);
  }
}

TEST_F(AccountsTest, WhoMayNotLeavesNothing) {
  const auto refused = create(platform(), [](WriteTransaction&) { return Error(StoreError::read_only); });
  EXPECT_EQ(refused.error().code, make_error_code(StoreError::read_only));
  EXPECT_EQ(RawSqlite(file_.path()).query("SELECT count(*) FROM orgs"), "0");
  EXPECT_EQ(file_.store().log_head().value().last_id, 0U);
}

TEST_F(AccountsTest, AnOrganisationIsDisabledAndEnabledWithARowEach) {
  const OrgId id = create({OrgType::investor, "Fund", "a@fund.example", "dev"}).value().org_id;
  EXPECT_EQ(accounts_.enable(org(id), asker(id)).error().code, make_error_code(StoreError::conflict));
  ASSERT_TRUE(accounts_.disable(org(id), asker(id)));
  EXPECT_EQ(org(id).disabled_at, clock_.now());
  EXPECT_EQ(accounts_.disable(org(id), asker(id)).error().code, make_error_code(StoreError::conflict));
  EXPECT_EQ(rows(id, "ORG_DISABLED").size(), 1U);
  ASSERT_TRUE(accounts_.enable(org(id), asker(id)));
  EXPECT_EQ(org(id).disabled_at, std::nullopt);
  EXPECT_EQ(rows(id, "ORG_ENABLED").size(), 1U);
}

TEST_F(AccountsTest, ThePlatformIsNeverDisabled) {
  const OrgId id = create(platform()).value().org_id;
  EXPECT_EQ(accounts_.disable(org(id), asker(id)).error().code,
            make_error_code(AdministrationError::platform_never_disabled));
  EXPECT_EQ(org(id).disabled_at, std::nullopt);
}

TEST_F(AccountsTest, AKeyOfADisabledOrganisationRestsUntilItIsEnabled) {
  const CreatedOrg made = create({OrgType::investor, "Fund", "a@fund.example", "dev"}).value();
  LocalLockout lockout(clock_, {});
  const LimitKeys limit_keys(SecretBytes::generate(32, [](MutableByteSpan) {}));
  Authenticator authenticator(file_.store(), clock_, {lockout, limit_keys, writer_});
  ASSERT_TRUE(authenticator.authenticate(made.api_key));
  ASSERT_TRUE(accounts_.disable(org(made.org_id), asker(made.org_id)));
  authenticator.forget(made.org_id);
  EXPECT_EQ(authenticator.authenticate(made.api_key).error().code, make_error_code(AuthError::org_disabled));
  // Who guesses learns nothing of the organisation.
  std::string wrong = made.api_key;
  wrong.back() = wrong.back() == 'A' ? 'Q' : 'A';
  EXPECT_EQ(authenticator.authenticate(wrong).error().code, make_error_code(AuthError::invalid_credentials));
  ASSERT_TRUE(accounts_.enable(org(made.org_id), asker(made.org_id)));
  authenticator.forget(made.org_id);
  EXPECT_TRUE(authenticator.authenticate(made.api_key));
}

}  // namespace
}  // namespace ratestack::service
